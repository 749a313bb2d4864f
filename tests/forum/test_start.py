from uuid import uuid4

import pytest

from community.access.audience import MEMBERS, PUBLIC, network_key
from community.members.models import User
from community.networks.models import Network
from forum.models import Board, Post, Topic
from forum.start import start
from tests.factories.cases import an_experience
from tests.factories.forum import a_board, a_topic

pytestmark = pytest.mark.django_db


def test_a_topic_and_its_opening_post_are_one(author: User) -> None:
    board = a_board()
    topic = a_topic(board, author, "Hvem tar første samtale?", tags=["samtale"])
    post = topic.posts.get()
    assert (post.number, post.opens, post.audience, topic.slug) == (1, True, MEMBERS, "hvem-tar-forste-samtale")
    board.refresh_from_db()
    assert (board.topic_count, board.post_count, topic.last_number) == (1, 1, 1)


def test_it_carries_who_wrote_as_they_were(author: User) -> None:
    topic = a_topic(a_board(), author)
    User.objects.filter(pk=author.pk).update(name="Et annet navn")
    assert Topic.objects.get(pk=topic.pk).author_name == "Fagleder Grong" and topic.place_name == "Grong"


def test_two_clicks_start_one(author: User) -> None:
    key, board = uuid4(), a_board()
    first, second = (start(board, title="To klikk", text="Hei", key=key, by=author) for _click in range(2))
    assert first.pk == second.pk and Post.objects.count() == 1 and Board.objects.get().topic_count == 1


def test_the_key_of_somebody_else_is_no_way_in(author: User, colleague: User) -> None:
    key, board = uuid4(), a_board()
    start(board, title="Min", text="Hei", key=key, by=author)
    with pytest.raises(Exception, match=r"(?i)unique"):
        start(board, title="Din", text="Hei", key=key, by=colleague)


def test_what_is_about_something_is_seen_by_no_more_than_that(author: User, network: Network) -> None:
    within = an_experience(author, network, audience=network_key(network.pk))
    openly = an_experience(author, network, "Åpen", audience=PUBLIC)
    assert a_topic(a_board(), author, about=within).audience == network_key(network.pk)
    assert a_topic(a_board("torg", PUBLIC), author, about=openly).audience == PUBLIC
    assert a_topic(a_board("alle"), author, about=openly).audience == MEMBERS
