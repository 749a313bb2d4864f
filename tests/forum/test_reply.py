from uuid import uuid4

import pytest

from community.members.models import User
from forum.forms import PostForm
from forum.models import Board, Post, Topic
from forum.reply import ClosedError, reply
from forum.state import close
from tests.factories.forum import a_board, a_post, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(author: User) -> Topic:
    return a_topic(a_board(), author)


def test_the_counts_follow(topic: Topic, colleague: User) -> None:
    post = a_post(topic, colleague)
    now = Topic.objects.get(pk=topic.pk)
    assert (post.number, now.last_number, now.reply_count, now.last_place) == (2, 2, 1, "Hamar")
    assert now.last_post_at == post.created_at and Board.objects.get().post_count == 2


def test_the_first_answer_is_somebody_elses(topic: Topic, author: User, colleague: User) -> None:
    a_post(topic, author, "Jeg glemte å si at vi er to.")
    assert Topic.objects.get(pk=topic.pk).first_answer_at is None
    answer = a_post(topic, colleague)
    a_post(topic, colleague)
    assert Topic.objects.get(pk=topic.pk).first_answer_at == answer.created_at


def test_five_clicks_are_one_post(topic: Topic, colleague: User) -> None:
    key = uuid4()
    sent = {reply(topic, "Vi gjør slik.", key=key, by=colleague).pk for _click in range(5)}
    assert len(sent) == 1 and Topic.objects.get(pk=topic.pk).reply_count == 1


def test_nothing_is_written_in_what_is_closed(topic: Topic, colleague: User, editor: User) -> None:
    close(topic, "Arbeidet er avsluttet.", by=editor)
    with pytest.raises(ClosedError) as told:
        a_post(topic, colleague)
    assert told.value.topic.closed_because == "Arbeidet er avsluttet." and Post.objects.count() == 1


def test_it_costs_twelve_queries_at_most(topic: Topic, colleague: User, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(12):
        a_post(topic, colleague)


def test_what_would_show_nothing_is_refused_beside_the_field() -> None:
    assert PostForm({"text": "> " * 9_000 + "x"}).errors["text"]
