import base64
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access.audience import PUBLIC
from community.members.models import User
from community.networks.models import Network
from forum.edit import edit
from forum.lists import LISTS
from forum.models import BoardColour, Pinned, Topic
from forum.remove import hide
from forum.solve import accept
from forum.state import pin
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db
INDEX = "/nb/diskusjoner/"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def topic(author: User, colleague: User) -> Topic:
    topic = a_topic(a_board(audience=PUBLIC), author, "Hvem tar første samtale?", tags=["samtale"])
    a_post(topic, colleague, "Den som kjenner vakta best.")
    return topic


def test_everyone_reads_what_is_public_without_names(client: Client, topic: Topic) -> None:
    said = page(client, topic.get_absolute_url())
    assert "Den som kjenner vakta best." in said and "Rådgiver Hamar" not in said and "Fagleder Grong" not in said
    assert "Logg inn for å svare" in said and "<textarea" not in said


def test_who_asked_sees_at_once_how_to_say_what_solved_it(client: Client, topic: Topic, author: User) -> None:
    client.force_login(author)
    in_sight = re.sub(r'<details class="more">.*?</details>', "", page(client, topic.get_absolute_url()), flags=re.S)
    assert in_sight.count("Dette løste det") == 1
    accept(topic.posts.get(number=2), by=author)
    said = page(client, topic.get_absolute_url())
    assert "Dette løste det likevel ikke" in said and "Dette løste det likevel ikke" not in re.sub(
        r'<details class="more">.*?</details>', "", said, flags=re.S
    )


def test_all_is_marked_as_read_where_all_is_listed_and_one_is_told(
    client: Client, topic: Topic, colleague: User
) -> None:
    client.force_login(colleague)
    address = reverse("forum:read_all")
    assert address in page(client, INDEX) and address not in page(client, f"{INDEX}?tilstand=open")
    told = client.post(address, follow=True).content.decode()
    assert "Alt i alle diskusjoner er merket som lest." in told and 'class="new"' not in told


def test_what_is_pinned_everywhere_names_its_board_among_those_of_another(
    client: Client, topic: Topic, editor: User
) -> None:
    elsewhere = a_topic(a_board("felles", audience=PUBLIC, name_nb="Fellestavla"), editor, "Les dette først")
    pin(elsewhere, Pinned.EVERYWHERE, by=editor)
    said = page(client, topic.board.get_absolute_url())
    assert "Les dette først" in said and said.count("Fellestavla") == 1


NOT_GIVEN_OUT = [["2026-01-01T00:00:00+00:00", 10**30], ["i går", 1], [2**40], ["x"]]


@pytest.mark.parametrize("values", NOT_GIVEN_OUT)
def test_a_key_that_nobody_gave_out_shows_the_first_page(client: Client, topic: Topic, values: list[Any]) -> None:
    key = base64.urlsafe_b64encode(json.dumps(["e", *values]).encode()).decode()
    assert "Hvem tar første samtale?" in page(client, f"{INDEX}?key={key}")
    page(client, f"{topic.get_absolute_url()}?key={key}")


def test_a_key_from_before_all_time_is_no_error(client: Client, topic: Topic) -> None:
    key = base64.urlsafe_b64encode(json.dumps(["e", "0001-01-01T00:00:00+14:00", 1]).encode()).decode()
    page(client, f"{INDEX}?key={key}")


@pytest.mark.parametrize("which", LISTS)
def test_each_list_holds_what_it_says(client: Client, topic: Topic, author: User, colleague: User, which: str) -> None:
    unanswered = a_topic(topic.board, author, "Ingen har svart på denne")
    accept(topic.posts.get(number=2), by=author)
    client.force_login(colleague)
    said = page(client, f"{INDEX}?vis={which}")
    solved_only = which in {"lost", "deltatt"}
    assert (topic.title in said) is (which not in {"ubesvart", "mine"})
    assert (unanswered.title in said) is (not solved_only and which != "mine")


def test_filters_narrow_and_unknown_ones_do_not_fail(client: Client, topic: Topic) -> None:
    assert topic.title in page(client, f"{INDEX}?emneord=samtale")
    assert topic.title not in page(client, f"{INDEX}?emneord=noe-annet")
    assert topic.title in page(client, f"{INDEX}?kommune=grong&tilstand=tull&vis=hemmelig&key=xyz")


def test_pinned_stands_first_and_once(client: Client, topic: Topic, author: User, editor: User) -> None:
    newer = a_topic(topic.board, author, "Nyere")
    pin(topic, "board", by=editor)
    said = page(client, topic.board.get_absolute_url())
    assert said.index(topic.title) < said.index(newer.title) and said.count(f">{topic.title}</a>") == 1
    assert page(client, INDEX).index(newer.title) < page(client, INDEX).index(topic.title)


def test_an_old_title_leads_on_with_the_question(client: Client, topic: Topic) -> None:
    answer = client.get(f"{INDEX}{topic.pk}-gammel-tittel/?key=abc")
    assert answer.status_code == 302 and answer["Location"] == f"{topic.get_absolute_url()}?key=abc"


def test_a_permalink_leads_to_the_page_that_the_post_stands_on(client: Client, topic: Topic, colleague: User) -> None:
    last = [a_post(topic, colleague, f"Svar {number}") for number in range(25)][-1]
    address = client.get(last.get_absolute_url())["Location"]
    assert address.endswith(f"#{last.anchor}")
    said = page(client, address.partition("#")[0])
    assert "Svar 24" in said and "Svar 3<" not in said


def test_what_is_hidden_says_so_and_no_more(client: Client, topic: Topic, editor: User) -> None:
    post = hide(topic.posts.get(number=2), "Sier hvem det gjelder.", by=editor)
    said = page(client, topic.get_absolute_url())
    assert "kjenner vakta" not in said and "Sier hvem" not in said and "skjult dette innlegget" in said
    assert client.get(post.get_absolute_url()).status_code == 404
    client.force_login(editor)
    assert "Sier hvem det gjelder." in page(client, topic.get_absolute_url())


def test_what_a_post_said_before_can_be_read(client: Client, topic: Topic, colleague: User) -> None:
    post = edit(topic.posts.get(number=2), "Den som har tid.", expected_version=1, by=colleague)
    assert "kjenner vakta best" in page(client, reverse("forum:history", args=[post.pk]))


def test_a_page_that_lies_open_asks_for_one_number(client: Client, topic: Topic) -> None:
    assert client.get(reverse("forum:news", args=[topic.pk])).json() == {"last": 2}


def test_reading_writes_nothing(client: Client, topic: Topic, colleague: User) -> None:
    client.force_login(colleague)
    with CaptureQueriesContext(connection) as asked:
        page(client, topic.get_absolute_url())
        page(client, INDEX)
    assert not [one["sql"] for one in asked if one["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


@pytest.mark.parametrize(("member", "most"), [(False, 8), (True, 11)])
def test_a_list_costs_the_same_for_many(
    client: Client, author: User, colleague: User, network: Network, member: bool, most: int,
    django_assert_max_num_queries,
) -> None:  # fmt: skip
    boards = [a_board(f"tavle-{number}", PUBLIC) for number in range(4)] + [a_networks_board(network)]
    for number in range(30):
        a_post(a_topic(boards[number % 5], author, f"Emne {number}"), colleague)
    if member:
        client.force_login(colleague)
    for address in (INDEX, boards[0].get_absolute_url(), f"{INDEX}?vis=ubesvart", f"{INDEX}?tema=x&emneord=y"):
        client.get(address)  # what a process learns once: content types, and what is counted for everybody
        with django_assert_max_num_queries(most):
            client.get(address)


def test_a_topic_costs_the_same_for_many(
    client: Client, topic: Topic, colleague: User, django_assert_max_num_queries
) -> None:
    earlier = None
    for number in range(40):
        earlier = a_post(topic, colleague, f"Svar {number}", reply_to=earlier)
    client.force_login(colleague)
    client.get(topic.get_absolute_url())
    for address in (topic.get_absolute_url(), f"{topic.get_absolute_url()}?rekkefolge=nyeste"):
        with django_assert_max_num_queries(10):
            client.get(address)


@pytest.mark.parametrize("colour", BoardColour)
def test_a_board_has_its_colour_beside_its_name_and_nowhere_alone(
    client: Client, author: User, colour: BoardColour
) -> None:
    board = a_topic(a_board("apen", PUBLIC, colour=colour, name_nb="Åpent torg"), author).board
    tile = f'<span class="tile" data-colour="{colour}" aria-hidden="true">'
    assert f"<span>{tile}</span>Åpent torg</span>" in client.get("/nb/diskusjoner/").content.decode()
    assert f'<h1 class="h1">{tile}<svg' in client.get(board.get_absolute_url()).content.decode()
