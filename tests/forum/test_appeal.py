"""The writer of what was hidden may ask another moderator, once."""

import pytest
from django.test import Client
from django.urls import reverse

from community.access.viewer import viewer_for
from community.members.models import User
from community.networks.models import Network
from forum.appeal import appeal, somebody_else
from forum.decide import decide
from forum.models import Act, ActKind, Board, Matter, Post, Topic
from forum.policy import Action, matter_actions
from forum.remove import hide, unhide
from tests.factories.forum import a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(network: Network, author: User) -> Topic:
    return a_topic(a_networks_board(network), author, "Hvem tar samtalen?")


@pytest.fixture
def post(topic: Topic, colleague: User, leader: User) -> Post:
    return hide(a_post(topic, colleague, "Kari tar den."), "Navn på en kollega", by=leader)


def at(post: Post) -> str:
    return reverse("forum:appeal", args=[post.pk])


def test_the_writer_appeals_once_and_another_decides(
    client: Client, post: Post, colleague: User, leader: User, editor: User
) -> None:
    client.force_login(colleague)
    assert "Navn på en kollega" in client.get(at(post)).content.decode()
    for words in ("Hun sa ja", "En gang til"):
        client.post(at(post), {"words": words})
    matter = Matter.objects.get()
    assert matter.words == "Hun sa ja" and matter.is_appeal
    assert not matter_actions(viewer_for(leader), matter)
    assert Action.DECIDE in matter_actions(viewer_for(editor), matter)
    decide(matter, "show", "Hun har sagt ja.", by=editor)
    assert Post.objects.get(pk=post.pk).live and Act.objects.first().what == ActKind.GRANT


def test_what_is_turned_down_stays_hidden_and_is_not_asked_again(
    client: Client, post: Post, colleague: User, editor: User
) -> None:
    matter = appeal(post, "Hun sa ja", by=colleague)
    assert matter
    decide(matter, "refuse", "Vi vet det ikke.", by=editor)
    client.force_login(colleague)
    said = client.get(at(post)).content.decode()
    assert "Vi vet det ikke." in said and "<textarea" not in said
    assert appeal(post, "Igjen", by=colleague) == matter and not Post.objects.get(pk=post.pk).live


def test_what_is_hidden_anew_may_be_appealed_anew(post: Post, colleague: User, leader: User) -> None:
    first = appeal(post, "Hun sa ja", by=colleague)
    unhide(post, by=leader)
    assert appeal(post, "Hvorfor", by=colleague) is None
    hide(post, "Likevel", by=leader)
    assert appeal(post, "Hun sa ja", by=colleague) != first


def test_where_nobody_else_moderates_it_says_so(client: Client, post: Post, colleague: User, leader: User) -> None:
    matter = appeal(post, "Hun sa ja", by=colleague)
    assert matter and not somebody_else(matter)
    for person, address in ((colleague, at(post)), (leader, matter.get_absolute_url())):
        client.force_login(person)
        assert "ingen annen moderator" in client.get(address).content.decode()


def test_only_the_writer_appeals(client: Client, post: Post, author: User, leader: User, outsider: User) -> None:
    for person, status in ((author, 404), (outsider, 404), (leader, 403)):
        client.force_login(person)
        assert client.post(at(post), {"words": "Hei"}).status_code == status
    assert not Matter.objects.exists()


def test_a_hidden_opening_post_takes_its_topic_along_and_brings_it_back(
    client: Client, topic: Topic, colleague: User, author: User, leader: User
) -> None:
    a_post(topic, colleague)
    opening = hide(topic.posts.get(number=1), "Navn", by=leader)
    board = Board.objects.get()
    assert (board.topic_count, board.post_count) == (0, 0)
    for person, seen in ((author, 200), (leader, 200), (colleague, 404)):
        client.force_login(person)
        assert client.get(topic.get_absolute_url()).status_code == 404
        assert client.get(opening.get_absolute_url(), follow=True).status_code == seen
        assert topic.title not in client.get(board.get_absolute_url()).content.decode()
    client.force_login(leader)
    client.post(reverse("forum:restore", args=[opening.pk]))
    board.refresh_from_db()
    assert (board.topic_count, board.post_count) == (1, 2)
    assert client.get(topic.get_absolute_url()).status_code == 200


def test_the_page_that_a_notice_led_to_leads_on_when_it_is_shown_again(
    client: Client, post: Post, colleague: User, leader: User
) -> None:
    unhide(post, "Det var i orden", by=leader)
    client.force_login(colleague)
    assert client.get(at(post)).url == post.get_absolute_url()
