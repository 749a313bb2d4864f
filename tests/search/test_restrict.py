from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from community.members.models import User
from community.networks.models import Network
from community.places.models import Municipality
from search.restrict import Restricted, restrict
from tests.factories.cases import an_experience
from tests.factories.networks import a_network, a_theme
from tests.factories.search import an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(db: None) -> dict[str, str]:
    """The register; and the ids of its municipalities by their names."""
    call_command("load_places", verbosity=0)
    return {place.name: str(place.pk) for place in Municipality.objects.all()}


@pytest.mark.parametrize("typed", ["kommune:Hamar", 'municipality:"hamar"', "KOMMUNE:Hamar", "kommune:3403"])
def test_a_municipality_becomes_the_filter(places: dict[str, str], typed: str) -> None:
    found = restrict(f"turnus {typed} helg")
    assert (found.text, found.chosen) == ("turnus helg", {"municipality": (places["Hamar"],)})


def test_a_name_of_several_words_needs_no_quotes_and_takes_no_more_than_its_own(places: dict[str, str]) -> None:
    found = restrict("kommune:Nordre Follo turnus")
    assert (found.text, found.chosen) == ("turnus", {"municipality": (places["Nordre Follo"],)})


@pytest.mark.usefixtures("places")
def test_a_former_name_leads_to_todays_and_one_of_today_to_its_own_alone() -> None:
    former, todays = restrict("kommune:Nøtterøy"), restrict("kommune:Færder")
    assert former.chosen == todays.chosen and former.places == ("Nøtterøy",)
    assert len(restrict("kommune:Ålesund").chosen["municipality"]) == 1
    assert len(restrict("kommune:Herøy").chosen["municipality"]) == 2


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("tema:Heltid", {"theme": ("heltid",)}),
        ("tema:heiltid", {"theme": ("heltid",)}),
        ("emneord:Langvakt", {"tag": ("langvakt",)}),
        ("type:erfaring", {"kind": ("experience",)}),
        ("slag:diskusjonar", {"kind": ("topic",)}),
        ("type:sjekkliste", {"resource": ("checklist",)}),
        ("språk:nynorsk", {"language": ("nn",)}),
        ("sprak:Bokmål", {"language": ("nb",)}),
        ("år:2014", {"year": ("2014",)}),
        ("år:2014-2016", {"year": ("2014", "2015", "2016")}),
    ],
)
def test_every_field_becomes_its_filter(typed: str, chosen: dict[str, tuple[str, ...]]) -> None:
    theme = a_theme("heltid", "Heltid")
    theme.name_nn = "Heiltid"
    theme.save()
    assert restrict(typed) == Restricted("", chosen)


def test_the_same_field_twice_means_either(places: dict[str, str]) -> None:
    assert restrict("kommune:Hamar kommune:Grong").chosen == {"municipality": (places["Hamar"], places["Grong"])}


def test_a_network_is_asked_for_by_its_name() -> None:
    network = a_network("heltid")
    assert restrict(f"nettverk:{network.name_nb}").chosen == {"network": (str(network.pk),)}


@pytest.mark.parametrize("typed", ["foo:bar", "kommune:", "tema: heltid", "kl:12", "a:b:c"])
def test_what_names_no_field_stays_as_it_is_typed(typed: str) -> None:
    assert restrict(typed) == Restricted(typed)


@pytest.mark.parametrize("typed", ["kommune:Atlantis", "tema:finnesikke", "år:tolv", "type:mus", "nettverk:hemmelig"])
def test_a_value_that_is_nothing_is_looked_for_as_words(typed: str) -> None:
    _name, value = typed.split(":")
    found = restrict(f"turnus {typed}")
    assert (found.text, found.chosen) == (f"turnus {value}", {})
    assert [said for _name, said in found.unknown] == [value]


def test_the_number_of_queries_does_not_grow_with_the_fields(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        restrict("kommune:a kommune:b tema:a tema:b nettverk:a nettverk:b " + "kommune:x " * 40)


def test_the_page_shows_a_field_as_a_choice_that_stays_in_its_address(
    client: Client, author: User, network: Network, places: dict[str, str]
) -> None:
    an_experience(author, network, "Kanarifugl")
    answer = client.get("/nb/sok/", {"q": "kanarifugl kommune:Hamar"})
    assert [chip.label for chip in answer.context["chips"]] == ["Hamar"]
    assert str(answer.context["address"]) == f"?q=kanarifugl&municipality={places['Hamar']}"
    assert answer.context["results"].total == 0


def test_a_tag_that_is_closed_to_the_reader_answers_as_one_that_never_was(client: Client) -> None:
    an_entry("Kanarifugl", audience="network:1", tags=("hemmelig",))

    def answer(tag: str) -> str:
        return client.get("/nb/sok/", {"q": f"emneord:{tag}"}).content.decode().replace(tag, "?")

    assert answer("hemmelig") == answer("finnesikke")


@pytest.mark.parametrize("typed", ["kommune:" * 1000, "kommune:x " * 1000, '-"' * 5000, "tema:\x01", "år:²", "type:😀"])
def test_no_field_upsets_the_page(client: Client, typed: str) -> None:
    assert client.get("/nb/sok/", {"q": typed}).status_code == 200
