from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.access.audience import MEMBERS
from community.members.models import User
from community.networks.grant import grant
from community.networks.models import Network, RoleKind
from community.notifications.fan_out import pick_up
from community.notifications.models import Event, Notice
from community.places.models import Municipality
from forum.answers import answer_figures, count_answers
from forum.guarantee import distance, see_to_questions
from forum.models import Topic
from forum.state import close
from forum.watch import watch
from tests.factories.forum import a_networks_board, a_post, a_topic
from tests.factories.members import a_person
from tests.factories.networks import a_theme
from tests.factories.places import a_municipality

pytestmark = pytest.mark.django_db
PLACES = {"Frøya": 63.7, "Hitra": 63.5, "Oslo": 59.9, "Vardø": 70.4}


def days_ago(number: int) -> datetime:
    return timezone.now() - timedelta(days=number)


@pytest.fixture
def host(network: Network) -> User:
    host = a_person("Vert", municipality=a_municipality("Frøya", "5014"), network=network, kind=RoleKind.MEMBER)
    grant(host, RoleKind.HOST, network)
    return host


def question(author: User, network: Network, days: int, **fields: object) -> Topic:
    return a_topic(a_networks_board(network, f"tavle-{days}"), author, at=days_ago(days), **fields)


def told(user: User) -> list[str]:
    pick_up()
    return list(Notice.objects.filter(user=user, kind="forum.waits").values_list("reason", flat=True))


def test_after_three_days_a_host_is_asked_once(author: User, network: Network, host: User) -> None:
    topic = question(author, network, 4)
    question(author, network, 2)
    assert see_to_questions() == 1 and see_to_questions() == 0
    assert told(host) == ["host"]
    topic.refresh_from_db()
    assert topic.host_place == "Frøya" and topic.somebody_is_asked


def test_after_a_week_the_leader_is_asked(author: User, network: Network, host: User, leader: User) -> None:
    question(author, network, 8)
    assert see_to_questions() == 2
    assert told(leader) == ["leader"] and told(host) == ["host"]


def test_followers_of_the_theme_in_the_three_nearest_municipalities_are_asked(
    author: User, network: Network, other_network: Network
) -> None:
    theme = a_theme()
    people = {}
    for number, (name, latitude) in enumerate(PLACES.items()):
        place = a_municipality(name, f"50{number}9")
        Municipality.objects.filter(pk=place.pk).update(latitude=latitude, longitude=10)
        people[name] = a_person(f"Rådgiver {name}", municipality=place, network=network, kind=RoleKind.MEMBER)
        watch(theme, "first_post", by=people[name])
    outside = a_person("Utenfor", municipality=a_municipality("Hitra"), network=other_network, kind=RoleKind.MEMBER)
    watch(theme, "first_post", by=outside)
    Municipality.objects.filter(pk=author.municipality_id).update(latitude=64.4, longitude=12)
    topic = question(author, network, 4, themes=[theme])
    see_to_questions()
    assert [name for name, person in people.items() if told(person)] == ["Frøya", "Hitra", "Oslo"]
    assert not told(outside) and Topic.objects.get(pk=topic.pk).asked_places == 3


@pytest.mark.parametrize("what", ["answered", "closed", "long ago"])
def test_nobody_is_asked_where_nothing_waits(
    author: User, network: Network, host: User, colleague: User, editor: User, what: str
) -> None:
    topic = question(author, network, 90 if what == "long ago" else 4)
    if what == "answered":
        a_post(topic, colleague)
    if what == "closed":
        close(topic, by=editor)
    assert see_to_questions() == 0 and told(host) == []


def test_who_is_asked_stands_on_the_list(client: Client, author: User, network: Network, host: User) -> None:
    topic = question(author, network, 4)
    see_to_questions()
    client.force_login(author)
    assert "vert: Frøya" in client.get(topic.board.get_absolute_url()).content.decode()


def test_with_the_first_answer_nobody_needs_to_any_more(
    author: User, network: Network, host: User, colleague: User
) -> None:
    topic = question(author, network, 4)
    see_to_questions()
    told(host)
    a_post(topic, colleague)
    assert (
        Notice.objects.get(user=host, kind="forum.waits").read_at and Event.objects.filter(kind="forum.waits").exists()
    )


def test_distance_is_as_the_crow_flies() -> None:
    oslo = Municipality(latitude=59.91, longitude=10.75)
    assert 390 < distance(oslo, Municipality(latitude=63.43, longitude=10.40)) < 395


def test_the_figures_count_all_questions_and_tell_nothing_of_other_audiences(
    client: Client, author: User, network: Network, colleague: User
) -> None:
    board = a_networks_board(network)
    for number in range(10):
        topic = a_topic(board, author, f"Spørsmål {number}", at=days_ago(3))
        if number < 9:
            a_post(topic, colleague, at=days_ago(3) + timedelta(hours=number + 1))
    count_answers()
    figures = answer_figures(network, board.audience)
    assert figures and (figures.of_a_hundred, figures.half_within_minutes) == (90, 300)
    assert answer_figures(network, MEMBERS) is None
    client.force_login(author)
    said = client.get(board.get_absolute_url()).content.decode()
    assert "90 av 100 spørsmål får svar, halvparten innen 5 timer." in said


def test_too_few_questions_make_no_figure(author: User, network: Network) -> None:
    question(author, network, 4)
    count_answers()
    assert answer_figures(network, a_networks_board(network).audience) is None
