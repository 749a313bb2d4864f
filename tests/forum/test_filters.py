"""Lists are narrowed by municipality and state with a form; what is chosen is shown, and can be taken away."""

import re
from html import unescape

import pytest
from django.test import Client

from community.access.audience import PUBLIC
from community.members.models import User
from community.networks.models import Network
from community.networks.participate import participate
from forum.models import Topic
from forum.state import close
from tests.factories.forum import a_board, a_topic
from tests.factories.networks import a_theme

pytestmark = pytest.mark.django_db
INDEX = "/nb/diskusjoner/"


@pytest.fixture
def topics(author: User, colleague: User, editor: User, network: Network) -> list[Topic]:
    board = a_board(audience=PUBLIC)
    grong, hamar = a_topic(board, author, "Fra Grong", tags=["Ny samtale"]), a_topic(board, colleague, "Fra Hamar")
    return [grong, hamar, close(a_topic(board, colleague, "Lukket i Hamar"), by=editor)]


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def chips(said: str) -> dict[str, str]:
    """What is chosen, with the address that takes it away."""
    found = re.findall(r'<a class="ds-chip" href="([^"]*)" data-removable aria-label="Fjern ([^"]*)"', said)
    return {label: unescape(address) for address, label in found}


def test_the_form_offers_what_takes_part_and_keeps_the_rest(
    client: Client, topics: list[Topic], author: User, network: Network
) -> None:
    participate(network, author.municipality)
    a_theme()
    said = page(client, f"{INDEX}?vis=lost&tema=sykefravaer&emneord=ny-samtale&key=abc")
    form = re.search(r'<form class="row ends" method="get".*?</form>', said, re.S)
    assert form and 'name="vis" value="lost"' in form[0] and 'name="emneord" value="ny-samtale"' in form[0]
    assert '<option value="sykefravaer" selected>' in form[0]
    assert "abc" not in form[0] and '<option value="closed">Stengt' in form[0]
    assert '<option value="grong">Grong' in form[0] and "hamar" not in form[0]


def test_a_choice_narrows_is_shown_and_is_taken_away(client: Client, topics: list[Topic]) -> None:
    said = page(client, f"{INDEX}?kommune=hamar&tilstand=closed&vis=")
    assert "Lukket i Hamar" in said and "Fra Hamar" not in said and "Fra Grong" not in said
    assert '<option value="hamar" selected>Hamar' in said and '<option value="closed" selected>' in said
    chosen = chips(said)
    assert set(chosen) == {"Hamar", "Stengt"}
    assert "Fra Hamar" in page(client, INDEX + chosen["Stengt"])
    assert "Fra Grong" in page(client, INDEX + chips(page(client, f"{INDEX}?kommune=hamar"))["Hamar"])


def test_a_tag_is_shown_by_its_name_and_can_be_taken_away(client: Client, topics: list[Topic]) -> None:
    chosen = chips(page(client, f"{INDEX}?emneord={topics[0].tags.get().slug}"))
    assert set(chosen) == {"Ny samtale"} and "Fra Hamar" in page(client, INDEX + chosen["Ny samtale"])


def test_what_is_no_municipality_is_shown_as_it_was_asked_for_and_harmless(client: Client, topics: list[Topic]) -> None:
    said = page(client, f"{INDEX}?kommune=%3Cb%3E&tilstand=tull")
    assert "<b>&" not in said and "&lt;b&gt;" in said and "Fra Grong" not in said


def test_a_board_has_it_too(client: Client, topics: list[Topic]) -> None:
    said = page(client, f"{topics[0].board.get_absolute_url()}?kommune=hamar")
    assert "Fra Hamar" in said and "Fra Grong" not in said and set(chips(said)) == {"Hamar"}


def test_a_theme_is_chosen_there_as_by_its_link_and_taken_away(
    client: Client, topics: list[Topic], author: User
) -> None:
    about = a_topic(topics[0].board, author, "Om fravær", themes=[a_theme()])
    said = page(client, f"{INDEX}?tema=sykefravaer&kommune=&tilstand=")
    assert about.title in said and "Fra Hamar" not in said and set(chips(said)) == {"Sykefravær og nærvær"}


def test_what_it_is_narrowed_to_is_followed_in_the_same_fold(client: Client, topics: list[Topic], author: User) -> None:
    client.force_login(author)
    fold = re.search(
        r'<details class="ds-details fold">.*?</details>', page(client, f"{INDEX}?emneord=ny-samtale"), re.S
    )
    assert fold and "Avgrens eller følg" in fold[0] and "Følg Ny samtale" in fold[0]
    assert "Avgrens listen" in page(client, INDEX)
