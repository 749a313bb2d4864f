"""What one has muted is nowhere counted as new: a topic, or the board, theme or tag that it belongs to."""

from itertools import product

import pytest
from django.test import Client

from community.access.viewer import viewer_for
from community.members.models import User
from forum.followers import Followers
from forum.models import Topic
from forum.reading import unread, unread_by_board
from forum.watch import watch
from tests.factories.forum import a_board, a_topic
from tests.factories.networks import a_theme

pytestmark = pytest.mark.django_db
AROUND = ("board", "theme", "tag")


@pytest.fixture
def topic(author: User) -> Topic:
    return a_topic(a_board(), author, themes=[a_theme()], tags=["samtale"])


def thing(topic: Topic, name: str) -> object:
    return {"board": topic.board, "theme": topic.themes.get(), "tag": topic.tags.get(), "topic": topic}[name]


@pytest.mark.parametrize("what", AROUND)
def test_what_is_muted_is_neither_unread_nor_new(client: Client, topic: Topic, colleague: User, what: str) -> None:
    other = a_topic(a_board("annet"), topic.author, "Et annet sted")
    client.force_login(colleague)
    watch(thing(topic, what), "muted", by=colleague)
    viewer = viewer_for(colleague)
    assert list(unread(viewer)) == [other] and unread_by_board(viewer) == {other.board_id: 1}
    said = client.get("/nb/diskusjoner/?vis=ulest").content.decode()
    assert other.title in said and topic.title not in said
    said = client.get(topic.board.get_absolute_url()).content.decode()
    assert topic.title in said and "new-n" not in said


@pytest.mark.parametrize("level", ["normal", "tracking", "watching"])
def test_what_is_chosen_for_the_topic_itself_wins(topic: Topic, colleague: User, level: str) -> None:
    for name in AROUND:
        watch(thing(topic, name), "muted", by=colleague)
    watch(topic, level, by=colleague)
    assert list(unread(viewer_for(colleague))) == [topic]


def test_it_is_the_same_rule_as_for_notices(topic: Topic, colleague: User, author: User) -> None:
    watch(topic.board, "muted", by=author)
    for levels in product(("", "muted", "watching"), repeat=4):
        for name, level in zip(("topic", *AROUND), levels, strict=True):
            watch(thing(topic, name), level, by=colleague)
        is_muted = not Followers(topic).hear_of_it(colleague.pk)
        assert Topic.objects.news_for(viewer_for(colleague)).get().is_muted is is_muted, levels


def test_what_others_mute_is_nobody_elses(topic: Topic, colleague: User, outsider: User) -> None:
    watch(topic.board, "muted", by=outsider)
    watch(a_board("en-annen"), "muted", by=colleague)
    assert list(unread(viewer_for(colleague))) == [topic]


def test_it_costs_no_query_more(topic: Topic, colleague: User, django_assert_num_queries) -> None:
    for number in range(5):
        watch(a_board(f"dempet-{number}"), "muted", by=colleague)
    viewer = viewer_for(colleague)
    unread_by_board(viewer)  # what a process learns once: content types
    with django_assert_num_queries(1):
        assert unread_by_board(viewer) == {topic.board_id: 1}
