import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Experience
from community.access.audience import MEMBERS, PUBLIC, network_key
from community.members.models import User
from community.networks.models import Network
from community.publishing.registry import changed
from forum.index import bring_in_line
from forum.models import Post, Topic
from search.models import SearchEntry
from tests.factories.cases import an_experience
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def experience(author: User, network: Network) -> Experience:
    return an_experience(author, network, audience=MEMBERS)


def test_a_topic_shows_under_what_it_is_about(client: Client, experience: Experience, colleague: User) -> None:
    topic = a_topic(a_board(), colleague, "Hvordan fant dere mentorene?", about=experience)
    client.force_login(colleague)
    said = client.get(experience.get_absolute_url()).content.decode()
    assert topic.title in said and "Start en diskusjon om dette" in said
    assert experience.title in client.get(topic.get_absolute_url()).content.decode()


def test_what_is_asked_about_is_taken_from_the_address(client: Client, experience: Experience, colleague: User) -> None:
    board = a_board(audience=PUBLIC)
    client.force_login(colleague)
    start = f"{reverse('forum:start')}?om=experience:{experience.pk}"
    assert experience.title in client.get(start).content.decode()
    sent = {"title": "Hvorfor tre uker?", "text": "Vi tenkte fire.", "board": board.pk, "kind": "question"}
    client.post(start, {**sent, "about": f"experience:{experience.pk}"})
    topic = Topic.objects.get()
    assert topic.about == experience and topic.audience == MEMBERS


def test_nothing_is_told_of_what_one_may_not_see(
    client: Client, author: User, network: Network, outsider: User
) -> None:
    secret = an_experience(author, network, "Bare for oss", audience=network_key(network.pk))
    a_board()
    client.force_login(outsider)
    said = client.get(f"{reverse('forum:start')}?om=experience:{secret.pk}").content.decode()
    assert "Bare for oss" not in said and "Du skriver om" not in said


def test_a_board_that_nobody_shares_with_it_is_refused(
    client: Client, author: User, network: Network, other_network: Network
) -> None:
    secret = an_experience(author, network, audience=network_key(network.pk))
    board = a_networks_board(other_network)
    from community.networks.grant import grant

    grant(author, "member", other_network)
    client.force_login(author)
    sent = {"title": "Hvorfor?", "text": "Vi lurer.", "board": board.pk, "kind": "question"}
    answer = client.post(reverse("forum:start"), {**sent, "about": f"experience:{secret.pk}"})
    assert "Velg en annen tavle" in answer.content.decode() and not Topic.objects.exists()


def test_it_narrows_with_what_it_is_about(experience: Experience, colleague: User, network: Network) -> None:
    topic = a_topic(a_board(), colleague, about=experience)
    a_post(topic, colleague)
    bring_in_line()
    experience.audience = network_key(network.pk)
    experience.save()
    changed.send(sender=Experience, instance=experience)
    rows = [*Topic.objects.all(), *Post.objects.all(), *SearchEntry.objects.filter(kind="topic")]
    assert {row.audience for row in rows} == {network_key(network.pk)} and len(rows) == 4


def test_it_is_never_widened(experience: Experience, colleague: User) -> None:
    a_topic(a_board(), colleague, about=experience)
    experience.audience = PUBLIC
    changed.send(sender=Experience, instance=experience)
    assert Topic.objects.get().audience == MEMBERS
