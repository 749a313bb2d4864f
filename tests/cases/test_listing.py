"""The list of experiences, narrowed by what stands in its address."""

import re

import pytest
from django.test import Client

from cases.models import Resource
from community.members.models import User
from community.networks.models import Network
from tests.factories.cases import an_experience
from tests.factories.networks import a_theme
from tests.factories.resources import a_resource_draft, a_word_file, published, with_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(author: User, outsider: User, network: Network, other_network: Network) -> None:
    for person, where, title, theme, language in (
        (author, network, "Faste vikarer", "heltid", "nb"),
        (author, network, "Mentor i august", "fravaer", "nb"),
        (outsider, other_network, "Langvakter i helg", "turnus", "nn"),
    ):
        experience = an_experience(person, where, title, language=language)
        experience.themes.add(a_theme(theme, theme.capitalize()))
        experience.save_revision().publish()


TITLES = ("Faste vikarer", "Mentor i august", "Langvakter i helg")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", "012"),
        ("?theme=heltid", "0"),
        ("?theme=heltid&theme=turnus", "02"),
        ("?network=heltid", "2"),
        ("?municipality=grong&municipality=sarpsborg", "012"),
        ("?theme=heltid&theme=turnus&language=nn", "2"),
        ("?theme=finnes-ikke", ""),
        ("?again=hva-som-helst&language=xx&theme=", "012"),
        ("?theme=%E2%80%A6%27%22&network=" + "x" * 5_000, ""),
    ],
)
def test_a_list_holds_what_was_chosen(client: Client, listed: None, address: str, found: str) -> None:
    page = client.get(f"/nb/erfaringer/{address}").content.decode()
    assert [str(number) for number, title in enumerate(TITLES) if title in page] == list(found)
    assert not found or f'id="n">{len(found)} erfaring' in page


def test_an_experience_with_two_of_the_themes_is_one_row(client: Client, author: User, network: Network) -> None:
    experience = an_experience(author, network)
    experience.themes.set([a_theme("heltid", "Heltid"), a_theme("turnus", "Turnus")])
    experience.save_revision().publish()
    page = client.get("/nb/erfaringer/?theme=heltid&theme=turnus").content.decode()
    assert page.count("Mentor for nye vikarer</a>") == 1
    assert 'value="heltid" checked' in page and 'id="n">1 erfaring<' in page


def test_only_kinds_of_which_there_is_one_can_be_chosen(client: Client, author: User, network: Network) -> None:
    published(with_file(a_resource_draft(author, network), a_word_file()))
    kinds = set(re.findall(r'name="kind" value="(\w+)"', client.get("/nb/ressurser/?kind=podcast").content.decode()))
    assert kinds == {Resource.objects.get().kind, "podcast"}
