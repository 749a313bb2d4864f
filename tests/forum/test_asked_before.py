import pytest
from django.test import Client
from django.urls import reverse

from community.access.audience import PUBLIC
from community.access.viewer import viewer_for
from community.members.models import User
from community.networks.models import Network
from forum.asked_before import asked_before
from forum.index import bring_in_line
from forum.models import Topic
from tests.factories.forum import a_board, a_networks_board, a_topic

pytestmark = pytest.mark.django_db
ASKED = "Hvordan finner dere vikarer til nattevaktene?"


@pytest.fixture
def topic(author: User) -> Topic:
    topic = a_topic(a_board("apen", PUBLIC), author, ASKED)
    bring_in_line()
    return topic


def test_a_title_that_was_asked_before_is_found(topic: Topic, outsider: User) -> None:
    viewer = viewer_for(outsider)
    assert asked_before("Vikarer til nattevakt, hvor finner vi dem?", viewer) == [topic]
    assert asked_before("Hva koster en elsykkel?", viewer) == [] and asked_before("Vikarer", viewer) == []


def test_what_one_may_not_see_was_not_asked_before(
    author: User, network: Network, colleague: User, outsider: User
) -> None:
    topic = a_topic(a_networks_board(network), author, ASKED)
    bring_in_line()
    assert asked_before(ASKED, viewer_for(colleague)) == [topic]
    assert asked_before(ASKED, viewer_for(outsider)) == []


def test_it_is_said_while_the_title_is_typed(client: Client, topic: Topic, outsider: User) -> None:
    client.force_login(outsider)
    said = client.get(reverse("forum:similar"), {"tittel": ASKED}).json()
    assert said["number"] == 1 and topic.get_absolute_url() in said["html"]
    assert client.get(reverse("forum:similar"), {"tittel": "Noe helt annet nå"}).json()["number"] == 0


def test_without_script_it_is_said_once_before_it_is_sent(client: Client, topic: Topic, outsider: User) -> None:
    client.force_login(outsider)
    sent = {"title": ASKED, "text": "Vi er fire for få.", "board": topic.board_id, "kind": "question"}
    first = client.post(reverse("forum:start"), sent).content.decode()
    assert topic.get_absolute_url() in first and "Vi er fire for få." in first and Topic.objects.count() == 1
    client.post(reverse("forum:start"), {**sent, "shown": "1"})
    assert Topic.objects.count() == 2


def test_what_nobody_asked_is_sent_at_once(client: Client, topic: Topic, outsider: User) -> None:
    client.force_login(outsider)
    sent = {"title": "Hva koster en elsykkel?", "text": "Vi vil kjøpe to.", "board": topic.board_id, "kind": "question"}
    assert client.post(reverse("forum:start"), sent).status_code == 302
