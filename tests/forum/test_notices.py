from typing import Any

import pytest
from django.urls import reverse

from community.members.models import User
from community.networks.models import Network, Role
from community.notifications.fan_out import pick_up
from community.notifications.models import Event, Notice
from forum.models import Topic, TopicReader
from forum.reading import mark_read
from forum.remove import hide
from forum.solve import accept
from forum.watch import watch
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic
from tests.factories.members import a_person
from tests.factories.networks import a_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(author: User, network: Network) -> Topic:
    return a_topic(a_networks_board(network), author, tags=["samtale"], themes=[a_theme()])


def told(*people: User) -> list[tuple[str, str]]:
    """What each was told, and why."""
    pick_up()
    return [(one.kind, one.reason) for one in Notice.objects.filter(user__in=people).order_by("pk")]


def test_the_asker_is_told_of_an_answer_and_the_writer_is_not(topic: Topic, author: User, colleague: User) -> None:
    a_post(topic, colleague)
    assert told(author) == [("forum.answer", "asked")] and told(colleague) == []


def test_whoever_is_answered_is_told_why(topic: Topic, author: User, colleague: User) -> None:
    first = a_post(topic, colleague)
    a_post(topic, author, reply_to=first)
    assert told(colleague) == [("forum.answer", "answered")]


def test_who_only_took_part_is_told_of_nothing_else(topic: Topic, colleague: User, leader: User) -> None:
    a_post(topic, leader)
    a_post(topic, colleague)
    assert told(leader) == []


@pytest.mark.parametrize("level", ["muted", "normal", "first_post", "tracking", "watching"])
def test_each_level_on_a_board_tells_what_it_says(topic: Topic, author: User, colleague: User, level: str) -> None:
    pick_up()
    watch(topic.board, level, by=colleague)
    a_topic(topic.board, author, "Nok et spørsmål")
    a_post(topic, author)
    start, reply = [("forum.topic", "board")], [("forum.reply", "board")]
    assert told(colleague) == {"first_post": start, "watching": start + reply}.get(level, [])


def test_the_topics_own_level_decides_over_all_others(topic: Topic, author: User, colleague: User) -> None:
    watch(topic.board, "watching", by=colleague)
    watch(topic, "normal", by=colleague)
    pick_up()
    a_post(topic, author)
    assert told(colleague) == []


def test_the_highest_of_board_theme_and_tag_counts(topic: Topic, author: User, colleague: User) -> None:
    pick_up()
    watch(topic.board, "muted", by=colleague)
    watch(topic.themes.get(), "tracking", by=colleague)
    watch(topic.tags.get(), "watching", by=colleague)
    a_post(topic, author)
    assert told(colleague) == [("forum.reply", "tag")]


def test_muted_is_quiet_even_for_the_one_who_asked(topic: Topic, author: User, colleague: User) -> None:
    watch(topic, "muted", by=author)
    accept(a_post(topic, colleague), by=colleague)
    assert told(author) == []


def test_the_answer_that_solved_it_is_told_to_its_writer(topic: Topic, author: User, colleague: User) -> None:
    accept(a_post(topic, colleague), by=author)
    assert told(colleague) == [("forum.accept", "author")]


def test_who_may_not_see_it_or_what_is_hidden_meanwhile_is_not_told(
    topic: Topic, author: User, colleague: User, outsider: User, editor: User
) -> None:
    for person in (outsider, colleague):
        watch(topic, "watching", by=person)
    seen = a_post(topic, author)
    assert told(outsider) == [] and told(colleague) == [("forum.reply", "topic")]
    hide(a_post(topic, author), "Feil sted.", by=editor)
    assert told(colleague) == [("forum.reply", "topic")] and seen.live


def test_one_person_is_told_of_one_post_once(topic: Topic, author: User, colleague: User) -> None:
    watch(topic, "watching", by=author)
    a_post(topic, colleague)
    assert told(author) == [("forum.answer", "asked")]


def test_reading_to_the_end_puts_out_the_bell(topic: Topic, author: User, colleague: User) -> None:
    a_post(topic, colleague)
    pick_up()
    topic.refresh_from_db()
    author.refresh_from_db()
    mark_read(topic, topic.last_number, by=author)
    author.refresh_from_db()
    assert author.unread_notices == 0


def test_a_notice_says_where_and_what_and_no_name(topic: Topic, author: User, colleague: User, client: Any) -> None:
    post = a_post(topic, colleague, "Vi **ringer** dagen etter.")
    pick_up()
    client.force_login(User.objects.get(pk=author.pk))
    said = client.get("/nb/varsler/").content.decode()
    assert "Nytt svar: Hvordan spør dere om fravær?" in said and reverse("forum:post", args=[post.pk]) in said


def test_a_thousand_followers_do_not_slow_the_answer(
    topic: Topic, author: User, colleague: User, network: Network, django_assert_max_num_queries: Any
) -> None:
    people = User.objects.bulk_create(User(email=f"{n}@example.org", name=f"Person {n}") for n in range(1000))
    role = Role.objects.get(user=colleague)
    Role.objects.bulk_create(
        Role(user=person, kind=role.kind, network=network, valid_from=role.valid_from) for person in people
    )
    TopicReader.objects.bulk_create(TopicReader(user=person, topic=topic, level="watching") for person in people)
    with django_assert_max_num_queries(12):
        a_post(topic, colleague)
    assert pick_up() == 3 and Notice.objects.filter(kind="forum.reply").count() == 1000


def test_people_of_other_networks_follow_what_is_open_to_all(author: User, outsider: User) -> None:
    board = a_board()
    watch(board, "first_post", by=outsider)
    a_topic(board, author)
    assert told(outsider) == [("forum.topic", "board")] and Event.objects.count() == 1
    assert told(a_person("Ny", network=author.roles.get().network)) == []
