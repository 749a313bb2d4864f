from typing import Any

import pytest
from django.test import Client

from community.members.models import User
from community.networks.models import Network, Room, RoomMember
from forum.models import Topic
from tests.factories.forum import a_board, a_networks_board, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(author: User, network: Network) -> Topic:
    return a_topic(a_networks_board(network), author)


def found(client: Client, topic: Topic, typed: str) -> list[str]:
    answer = client.get("/nb/diskusjoner/hvem/", {"emne": topic.pk, "q": typed})
    return [one["shown"] for one in answer.json()["found"]]


@pytest.fixture
def reader(client: Client, author: User) -> Client:
    client.force_login(author)
    return client


def test_people_are_found_by_name_function_and_place(reader: Client, topic: Topic, colleague: User) -> None:
    for typed in ("rå", "Hamar råd", "HAM"):
        assert "Rådgiver Hamar" in found(reader, topic, typed)


def test_what_goes_into_the_text_is_no_name(reader: Client, topic: Topic, colleague: User) -> None:
    User.objects.filter(pk=colleague.pk).update(name="Et Navn", function="Rådgiver")
    one = reader.get("/nb/diskusjoner/hvem/", {"tavle": topic.board_id, "q": "et na"}).json()["found"][0]
    assert one == {"shown": "Et Navn, rådgiver, Hamar", "label": "Rådgiver, Hamar", "code": f"person:{colleague.pk}"}


def test_only_those_who_may_see_the_board(reader: Client, topic: Topic, outsider: User, editor: User) -> None:
    assert found(reader, topic, "turnus") == [] and found(reader, topic, "sarps") == []
    assert found(reader, topic, "redaktør") == ["Redaktør KS", "redaktørene"]


def test_in_a_closed_room_only_its_own(
    reader: Client, author: User, colleague: User, leader: User, network: Network
) -> None:
    room = Room.objects.create(network=network, name="Styret")
    for person in (author, leader):
        RoomMember.objects.create(room=room, user=person)
    topic = a_topic(a_board("styret", f"room:{room.pk}", network=network), author)
    assert found(reader, topic, "nettverksleder") == ["Nettverksleder KS", "nettverkslederne"]
    assert "Rådgiver Hamar" not in found(reader, topic, "rådgiver")


def test_a_municipality_a_role_and_no_more_than_eight(reader: Client, topic: Topic, colleague: User) -> None:
    assert "Hamar" in found(reader, topic, "ham") and "nettverkslederne" in found(reader, topic, "nettverksl")
    assert found(reader, topic, "h") == []
    for number in range(12):
        person = User.objects.create_user(f"{number}@example.org", name=f"Helper {number}")
        person.roles.set([])
        topic.board.network.roles.create(user=person, kind="member", valid_from="2020-01-01")
    assert len(found(reader, topic, "help")) == 8


def test_nobody_asks_about_what_they_do_not_see(client: Client, topic: Topic, outsider: User) -> None:
    client.force_login(outsider)
    for query in ({"emne": topic.pk}, {"tavle": topic.board_id}, {}, {"emne": "tull"}):
        assert client.get("/nb/diskusjoner/hvem/", {**query, "q": "råd"}).status_code == 404


def test_it_costs_the_same_for_many(reader: Client, topic: Topic, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(10):
        found(reader, topic, "na")
