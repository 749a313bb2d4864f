"""The demo as `make demo` loads it."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page

from cases.models import Experience
from community.access.viewer import ANONYMOUS
from community.comments.models import Comment
from community.members.models import User
from community.networks.models import Network, RoleKind
from community.notifications.models import Event, OutgoingMail
from community.publishing.models import ReviewState
from forum.guarantee import TO_A_HOST, see_to_questions
from forum.models import Post, Topic
from home.invented.news import NEWS
from home.models import ArticlePage, FrontPage, NewsPage
from search.asked.models import SearchCount
from search.desk.asked import words_searched_for
from search.desk.bets import shown_first
from search.find import find
from search.models import BestBet, SearchEntry, Synonym
from search.rebuild import check
from search.saved.models import SavedSearch

pytestmark = pytest.mark.django_db


def load_demo() -> str:
    said = StringIO()
    call_command("setup_site", verbosity=0)
    call_command("load_demo", stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def loaded_demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Loaded once; each test then works in a transaction of its own within."""
    outbox = "community.notifications.backends.OutboxBackend"
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), EMAIL_BACKEND=outbox),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield load_demo()
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded_demo: str, db: None) -> str:
    return loaded_demo


def test_invented_content_never_enters_a_real_site(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO is off"):
        call_command("load_demo")


def test_it_says_what_is_missing() -> None:
    with pytest.raises(CommandError, match="setup_site"):
        call_command("load_demo")


def test_a_real_network_with_invented_content_stands(demo: str, settings: Any) -> None:
    network = Network.objects.get()
    assert sorted(str(it) for it in network.participations.all())[3] == "Kristiansund"
    assert network.themes.count() == 4
    leader = User.objects.get(email="prosjektleder.grong@example.org")
    assert leader.check_password(settings.DEMO_PASSWORD)
    assert leader.roles.in_force().get().kind == RoleKind.PROJECT_LEADER
    assert leader.email in demo
    assert settings.DEMO_PASSWORD in demo


def test_experiences_stand_on_their_day_in_their_state(demo: str) -> None:
    monday = Experience.objects.get(title="Samtalen før første fraværsdag")
    assert (monday.live, monday.first_published_at.year, monday.tags.count(), monday.measures.count()) == (
        True,
        2013,
        4,
        4,
    )
    states = [
        Experience.objects.filter(review_state=it).count() for it in (ReviewState.SUBMITTED, ReviewState.SENT_BACK)
    ]
    assert states == [2, 1]
    assert Experience.objects.get(archived_at__isnull=False).archived_at.year == 2013
    assert Experience.objects.get(review_state=ReviewState.SENT_BACK).remarks.get().field == "not_worked"


def test_comments_stand_in_threads_on_their_day(demo: str) -> None:
    first = Comment.objects.in_order().filter(comment__startswith="Hos oss falt det på plass").get()
    replies = Comment.objects.filter(thread_id=first.thread_id).exclude(pk=first.pk)
    assert (first.submit_date.year, replies.count()) == (2013, 2)
    assert Comment.objects.exclude(hidden_reason="").get().is_hidden
    assert Comment.objects.filter(municipality_name="Nøtterøy", submit_date__year__lt=2018).exists()


def test_what_is_years_old_is_told_nobody(demo: str) -> None:
    told = " ".join(OutgoingMail.objects.values_list("subject", flat=True))
    assert "Helgeavtalen etter ett år" in told
    assert "Samtalen før første fraværsdag" not in told


def test_pages_stand_in_three_languages_and_lead_to_the_experiences(demo: str) -> None:
    assert (
        ArticlePage.objects.live().values("translation_key").distinct().count() * 3
        == ArticlePage.objects.live().count()
    )
    front = FrontPage.objects.get(locale__language_code="nb")
    chosen = next(block.value["experiences"] for block in front.body if block.block_type == "chosen_experiences")
    assert "Samtalen før første fraværsdag" in {experience.title for experience in chosen}


def test_a_second_run_adds_nothing_and_leaves_edits_alone(demo: str) -> None:
    Experience.objects.filter(title="Samtalen før første fraværsdag").update(summary="Endret")
    NewsPage.objects.update(title="Endret")
    tables = (Experience, User, Comment, OutgoingMail, SavedSearch, Synonym, BestBet, SearchCount)
    rows = [table.objects.count() for table in tables]
    assert "nothing added" in load_demo()
    assert [table.objects.count() for table in tables] == rows
    assert Experience.objects.filter(summary="Endret").exists()
    assert not NewsPage.objects.exclude(title="Endret").exists()


def test_the_register_is_found(demo: str) -> None:
    assert SearchEntry.objects.filter(kind="municipality", gone=False).count() == 357
    assert "municipality" in {hit.kind for hit in find("Nøtterøy", ANONYMOUS).hits}


def test_the_index_is_what_the_content_says(demo: str) -> None:
    assert check() == []


def test_the_search_has_been_told_of_words_and_asked_for_them(demo: str) -> None:
    in_vain = words_searched_for(in_vain=True)[0]["words"]
    assert find(in_vain, ANONYMOUS).total == 0 < find("tolvtimersvakt", ANONYMOUS).total
    first = shown_first(find("sjukefråvær", ANONYMOUS), ANONYMOUS)
    assert [hit.entry.title for hit in first] == [
        "Samtalen før første fraværsdag",
        "Korttidsfråvær i heimetenesta om vinteren",
    ]
    assert SavedSearch.objects.filter(user__email="hr.hamar@example.org").exists()


def test_what_waits_on_the_desk_was_sent_in_on_the_day_that_the_data_says(demo: str) -> None:
    waiting = Experience.objects.filter(review_state=ReviewState.SUBMITTED)
    assert waiting and all(it.current_workflow_task_state.started_at == it.submitted_at for it in waiting)


def test_the_pages_stand_as_a_sound_tree() -> None:
    load_demo()
    assert not any(Page.find_problems())


def test_nobody_is_told_of_years(demo: str) -> None:
    told = Event.objects.filter(subject_type="forum.post")
    assert 0 < told.count() < 30 < Post.objects.count()
    assert Post.objects.filter(pk__in=told.values("subject_id"), created_at__lt=timezone.now() - NEWS).count() == 0


def test_a_question_that_waits_is_put_to_a_host(demo: str) -> None:
    waiting = Topic.objects.waiting_for_an_answer().filter(created_at__lte=timezone.now() - TO_A_HOST)
    see_to_questions()
    assert waiting and all(topic.host_place in {"Sarpsborg", "Færder"} for topic in waiting)
