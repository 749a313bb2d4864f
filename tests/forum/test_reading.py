from datetime import timedelta

import pytest
from django.utils import timezone

from community.access.viewer import ANONYMOUS, viewer_for
from community.members.models import User
from community.networks.models import Network
from forum.models import Topic, TopicReader
from forum.muted import FORGOTTEN
from forum.reading import mark_all_read, mark_read, unread, unread_by_board
from forum.thread import first_unread, resume_address, unread_count
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(author: User) -> Topic:
    return a_topic(a_board(), author)


def as_read_by(user: User, topic: Topic) -> Topic:
    found: Topic = Topic.objects.news_for(viewer_for(user)).get(pk=topic.pk)
    return found


def test_a_new_topic_is_unread_until_it_was_on_the_screen(topic: Topic, colleague: User) -> None:
    assert list(unread(viewer_for(colleague))) == [topic]
    mark_read(topic, 1, by=colleague)
    assert not unread(viewer_for(colleague))


def test_what_one_begins_is_not_new_to_oneself(topic: Topic, author: User, colleague: User) -> None:
    assert not unread(viewer_for(author))
    assert list(unread(viewer_for(colleague))) == [topic]


def test_one_comes_back_to_where_one_left_off(topic: Topic, author: User, colleague: User) -> None:
    for _number in range(30):
        a_post(topic, author)
    mark_read(as_read_by(colleague, topic), 25, by=colleague)
    seen = as_read_by(colleague, topic)
    assert (first_unread(seen), unread_count(seen)) == (26, 6)
    assert "?key=" in resume_address(seen) and resume_address(seen).endswith("#ulest")


def test_reading_backwards_and_too_far_takes_nothing(topic: Topic, colleague: User) -> None:
    mark_read(topic, 900, by=colleague)
    mark_read(topic, 0, by=colleague)
    assert TopicReader.objects.get(user=colleague).number == 1


def test_all_is_read_at_once_and_what_comes_is_new(topic: Topic, author: User, colleague: User) -> None:
    mark_all_read(by=colleague)
    assert not unread(viewer_for(colleague))
    a_post(topic, author)
    assert list(unread(viewer_for(colleague))) == [topic]


def test_nobody_comes_back_to_a_thousand_old_ones(topic: Topic, colleague: User) -> None:
    Topic.objects.update(last_post_at=timezone.now() - FORGOTTEN - timedelta(hours=1))
    assert not unread(viewer_for(colleague)) and unread_count(as_read_by(colleague, topic)) == 0


def test_what_is_muted_is_not_counted(topic: Topic, colleague: User) -> None:
    TopicReader.objects.create(topic=topic, user=colleague, level="muted")
    assert unread_by_board(viewer_for(colleague)) == {}


def test_boards_are_counted_in_two_queries_with_the_rights_of_each(
    author: User, outsider: User, network: Network, django_assert_max_num_queries
) -> None:
    for number in range(6):
        board = a_board(f"tavle-{number}")
        for _topic in range(number):
            a_topic(board, author)
    closed = a_networks_board(network)
    a_topic(closed, author)
    viewer = viewer_for(outsider)
    with django_assert_max_num_queries(2):
        counts = unread_by_board(viewer)
    assert sorted(counts.values()) == [1, 2, 3, 4, 5] and closed.pk not in counts
    assert unread_by_board(ANONYMOUS) == {}
