"""Scheduling and history in Wagtail's admin."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cases.models import Experience
from cases.retire import delete_draft
from cases.review import approve
from cases.schedule import schedule_of
from cases.submit import submit, withdraw
from cases.write import as_written, save_draft
from community.members.models import User
from community.networks.models import Network
from community.publishing.scheduled import publish_scheduled
from tests.factories.cases import a_draft, an_experience
from tests.factories.networks import a_theme

OSLO = ZoneInfo("Europe/Oslo")
TEN = datetime(2127, 5, 3, 10, 0, tzinfo=OSLO)


@pytest.fixture
def office(client: Client, editor: User) -> Client:
    client.force_login(editor)
    client.cookies["language"] = "nb"
    return client


@pytest.fixture
def sent(author: User, network: Network) -> Experience:
    draft = a_draft(author, network)
    draft.themes.set([a_theme()])
    save_draft(draft, expected_version=0, by=author)
    return submit(Experience.objects.get(pk=draft.pk), by=author)


def of(name: str, experience: Experience, *parts: Any) -> str:
    return reverse(f"wagtailsnippets_cases_experience:{name}", args=[experience.pk, *parts])


def saved(office: Client, experience: Experience, **fields: str) -> Experience:
    kept = as_written(Experience.objects.get(pk=experience.pk))
    themes = [theme.pk for theme in kept.themes.all()]
    tags = ", ".join(tag.name for tag in kept.tags.all())
    answer = office.post(of("edit", experience), {"themes": themes, "tags": tags, "go_live_at": "", **fields})
    assert answer.status_code == 302
    return Experience.objects.get(pk=experience.pk)


def test_an_editor_sets_the_hour_and_everybody_concerned_reads_it(
    office: Client, sent: Experience, author: User
) -> None:
    page = office.get(of("edit", sent)).content.decode()
    assert 'name="go_live_at"' in page and 'name="expire_at"' in page and "schedule-publishing-dialog" in page
    after = saved(office, sent, go_live_at="2127-05-03 10:00", **{"action-publish": "1"})
    assert not after.live and Revision.objects.get(approved_go_live_at__isnull=False).approved_go_live_at == TEN
    said = "Publiseres 3. mai 2127 kl. 10.00"
    assert said in office.get(reverse("wagtailsnippets_cases_experience:list")).content.decode()
    office.force_login(author)
    mine = office.get("/nb/mine-erfaringer/").content.decode()
    assert said in mine and "<span>Godkjent</span>" in mine and "<span>Utkast</span>" not in mine
    assert said in office.get(f"/nb/erfaringer/{sent.pk}/rediger/").content.decode()


@pytest.mark.parametrize("language", ["nb", "en"])
def test_an_hour_is_written_as_norwegians_write_it(office: Client, sent: Experience, language: str) -> None:
    office.cookies["language"] = language
    saved(office, sent, go_live_at="03.05.2127 10:00")
    assert as_written(Experience.objects.get()).go_live_at == TEN
    page = office.get(of("edit", sent)).content.decode()
    assert 'value="03.05.2127 10:00"' in page and "d.m.Y H:i" in page


def test_only_those_who_may_publish_set_hours(office: Client, editor: User, sent: Experience) -> None:
    editor.groups.get().permissions.remove(Permission.objects.get(codename="publish_experience"))
    page = office.get(of("edit", sent)).content.decode()
    assert 'name="go_live_at"' not in page and "schedule-publishing-dialog" not in page


def test_what_is_set_before_the_case_is_approved_counts(office: Client, sent: Experience, editor: User) -> None:
    saved(office, sent, go_live_at="2127-05-03 10:00")
    after = approve(Experience.objects.get(pk=sent.pk), by=editor)
    assert not after.live and schedule_of(after)
    Revision.objects.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    revision = Revision.objects.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    assert publish_scheduled() == 1 and Experience.objects.get().live


@pytest.mark.parametrize("at_the_desk", [True, False])
def test_the_author_is_told_at_once_of_what_waits_for_its_hour(
    office: Client, sent: Experience, editor: User, author: User, at_the_desk: bool
) -> None:
    mail.outbox.clear()
    saved(office, sent, go_live_at="2127-05-03 10:00", **({} if at_the_desk else {"action-publish": "1"}))
    if at_the_desk:
        approve(Experience.objects.get(pk=sent.pk), by=editor)
    letter = next(letter for letter in mail.outbox if letter.to == [author.email])
    assert letter.subject.startswith("Godkjent") and "3. mai 2127 kl. 10.00" in letter.body


def test_an_earlier_hour_says_nothing_of_what_is_taken_back(
    office: Client, sent: Experience, author: User, editor: User
) -> None:
    saved(office, sent, go_live_at="2127-05-03 10:00")
    draft = as_written(approve(Experience.objects.get(pk=sent.pk), by=editor))
    save_draft(draft, expected_version=draft.version, by=author)
    submit(Experience.objects.get(pk=sent.pk), by=author)
    mail.outbox.clear()
    withdraw(Experience.objects.get(pk=sent.pk), by=author)
    assert mail.outbox == []


def test_a_change_has_an_hour_too_and_an_end(office: Client, author: User, network: Network) -> None:
    published = an_experience(author, network)
    saved(office, published, expire_at="2128-01-01 00:00", **{"action-publish": "1"})
    after = saved(office, published, go_live_at="2127-05-03 10:00", **{"action-publish": "1"})
    said = schedule_of(Experience.objects.with_schedule().get(pk=after.pk))
    assert after.live and len(said) == 2


def test_written_on_after_its_time_it_is_published_without_an_end(author: User, editor: User, network: Network) -> None:
    gone = an_experience(author, network, expire_at=timezone.now() - timedelta(days=1))
    gone.themes.set([a_theme()])
    save_draft(gone, expected_version=0, by=author)
    approve(submit(Experience.objects.get(pk=gone.pk), by=author), by=editor)
    assert publish_scheduled() == 0 and Experience.objects.get().live


def test_the_history_shows_and_compares_each_version(office: Client, sent: Experience, editor: User) -> None:
    first = sent.latest_revision_id
    saved(office, sent, tags="vikar")
    second = Experience.objects.get().latest_revision_id
    page = office.get(of("history", sent)).content.decode()
    assert of("revisions_view", sent, first) in page and of("revisions_compare", sent, first, second) in page
    assert "/revert/" not in page
    assert office.get(of("revisions_compare", sent, first, second)).status_code == 200


def test_an_old_version_is_shown_and_not_taken_up_again(office: Client, sent: Experience) -> None:
    answer = office.get(of("revisions_revert", sent, sent.latest_revision_id))
    assert answer["Location"] == of("revisions_view", sent, sent.latest_revision_id)


def test_saving_unchanged_changes_nothing(office: Client, author: User, network: Network) -> None:
    draft = a_draft(author, network)
    words = ["vikar", "ål", "mentor", "august", "ferie", "helg", "natt"]
    draft.tags.set(words)
    save_draft(draft, expected_version=0, by=author)
    Experience.objects.filter(pk=draft.pk).update(submitted_at=timezone.now())
    before = as_written(Experience.objects.get()).serializable_data()
    after = as_written(saved(office, draft)).serializable_data()
    assert [row["tag"] for row in before["tagged_items"]] == [row["tag"] for row in after["tagged_items"]]
    a, b = Revision.objects.order_by("pk").values_list("pk", flat=True).reverse()[:2][::-1]
    compared = office.get(of("revisions_compare", draft, a, b)).context["comparison"]
    assert compared == []


def test_a_deleted_draft_leaves_no_version_behind(sent: Experience, author: User) -> None:
    delete_draft(withdraw(sent, by=author), by=author)
    assert not Revision.objects.exists()
