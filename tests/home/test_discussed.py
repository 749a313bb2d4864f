import pytest
from django.test import Client

from community.access.audience import MEMBERS, PUBLIC, network_key, room_key
from community.access.viewer import viewer_for
from community.members.models import User
from community.networks.models import Network
from forum.models import AnswerFigures, Topic
from forum.reading import mark_read
from forum.watch import watch
from home import discussed
from home.models import FrontPage
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic
from tests.factories.networks import a_theme

pytestmark = pytest.mark.django_db
PAGES = ["/nb/", "/nb/nettverk/innovasjon/", "/nb/tema/sykefravaer/", "/nb/kommuner/grong/"]


@pytest.fixture
def topic(author: User, network: Network) -> Topic:
    board = a_board("apen", PUBLIC, network=network)
    return a_topic(board, author, "Hvordan får vi flere søkere?", themes=[a_theme()])


@pytest.mark.parametrize("address", PAGES)
def test_everyone_sees_what_is_discussed_in_the_open(
    client: Client, fronts: dict[str, FrontPage], topic: Topic, author: User, network: Network, address: str
) -> None:
    closed = a_topic(a_networks_board(network, "lukket"), author, "Dette er vårt", themes=[a_theme()])
    said = client.get(address).content.decode()
    assert topic.title in said and closed.title not in said


def test_a_member_begins_with_what_is_new_to_them(
    client: Client, fronts: dict[str, FrontPage], topic: Topic, colleague: User
) -> None:
    client.force_login(colleague)
    assert "Nytt siden sist" in client.get("/nb/").content.decode()
    assert [row.pk for row in discussed.new_to(viewer_for(colleague))] == [topic.pk]
    mark_read(topic, 1, by=colleague)
    assert discussed.new_to(viewer_for(colleague)) == []


def test_a_question_waits_for_those_of_its_network_and_theme(
    topic: Topic, network: Network, author: User, colleague: User, outsider: User
) -> None:
    waiting = {user: discussed.waiting_for(viewer_for(user)) for user in (author, colleague, outsider)}
    assert {user: [row.pk for row in rows] for user, rows in waiting.items()} == {
        author: [],
        colleague: [topic.pk],
        outsider: [],
    }
    outsider.roles.get().network.themes.add(a_theme())
    assert [row.pk for row in discussed.waiting_for(viewer_for(outsider))] == [topic.pk]
    a_post(topic, colleague)
    assert discussed.waiting_for(viewer_for(outsider)) == []


def test_a_question_that_a_member_may_not_see_does_not_wait_for_them(
    network: Network, author: User, outsider: User
) -> None:
    outsider.roles.get().network.themes.add(a_theme())
    a_topic(a_board("vart", network_key(network.pk), theme=a_theme()), author, themes=[a_theme()])
    assert discussed.waiting_for(viewer_for(outsider)) == []


def test_what_a_member_has_muted_does_not_wait_for_them(topic: Topic, colleague: User) -> None:
    watch(topic.board, "muted", by=colleague)
    assert discussed.waiting_for(viewer_for(colleague)) == [] == discussed.new_to(viewer_for(colleague))


def answered(network: Network, audience: str, asked: int = 20) -> None:
    AnswerFigures.objects.create(
        network=network, audience=audience, asked=asked, answered=asked - 5, half_within_minutes=240
    )


def test_how_questions_fare_is_told_to_those_in_the_network_each_audience_by_itself(
    client: Client, network: Network, colleague: User, leader: User, outsider: User
) -> None:
    for audience, asked in ((PUBLIC, 20), (network_key(network.pk), 25), (room_key(7), 50), (MEMBERS, 9)):
        answered(network, audience, asked)
    for person in (colleague, leader):
        client.force_login(person)
        said = client.get(network.get_absolute_url()).content.decode()
        assert "75 av 100 spørsmål får svar, halvparten innen 4 timer." in said and "20 av 25 besvart" in said
        assert "90 av 100" not in said and "44 av 100" not in said
    for reader in (client_of(outsider), Client()):
        assert "av 100 spørsmål" not in reader.get(network.get_absolute_url()).content.decode()


def test_leaders_are_told_that_there_is_too_little_to_count(
    client: Client, network: Network, colleague: User, leader: User
) -> None:
    answered(network, PUBLIC, 9)
    told = {one: "Får spørsmål svar?" in client_of(one).get(network.get_absolute_url()).content.decode()
            for one in (colleague, leader)}  # fmt: skip
    assert told == {colleague: False, leader: True}


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
