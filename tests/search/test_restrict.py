from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from community.access.viewer import ANONYMOUS, Viewer, viewer_for
from community.members.models import User
from community.networks.models import Network
from community.places.models import Municipality
from community.publishing.models import Tag, TagState
from community.publishing.vocabulary.merge import merge
from search import restrict as room
from search.restrict import Restricted
from tests.factories.cases import an_experience
from tests.factories.networks import a_network, a_theme
from tests.factories.search import an_entry

pytestmark = pytest.mark.django_db
MEMBER = Viewer(1, frozenset({"public", "members", "network:1"}))


def restrict(text: str, viewer: Viewer = ANONYMOUS) -> Restricted:
    return room.restrict(text, viewer)


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
    an_entry(tags=("Langvakt",))
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


@pytest.mark.parametrize(
    "typed", ["kommune:Atlantis", "tema:finnesikke", "år:tolv", "type:mus", "nettverk:hemmelig", "emneord:tull"]
)
def test_a_value_that_is_nothing_is_looked_for_as_words(typed: str) -> None:
    _name, value = typed.split(":")
    found = restrict(f"turnus {typed}")
    assert (found.text, found.chosen) == (f"turnus {value}", {})
    assert [said for _name, said in found.unknown] == [value]


@pytest.mark.parametrize("typed", ["emneord:heimeteneste", "emneord:hjemmetjenesten", "emneord:HJEMMETJENESTE"])
def test_a_tag_is_known_by_its_words_in_any_form(typed: str) -> None:
    an_entry(tags=("hjemmetjeneste",))
    assert restrict(typed).chosen == {"tag": ("hjemmetjeneste",)}


def test_an_unknown_tag_is_named_in_the_readers_words(client: Client) -> None:
    page = client.get("/nb/sok/", {"q": "emneord:tull"}).content.decode()
    assert "Vi kjenner ikke «tull» (emneord)" in page


def test_a_tag_of_the_vocabulary_is_known_before_anything_bears_it() -> None:
    Tag.objects.create(name="Sykehjem", slug="sykehjem", state=TagState.CONTROLLED)
    assert restrict("emneord:sjukeheim").chosen == {"tag": ("sykehjem",)}


def test_the_name_as_it_stands_comes_before_other_words_that_it_may_be() -> None:
    an_entry(tags=("leder", "ledd"))
    assert restrict("emneord:leder").chosen == {"tag": ("leder",)}


def test_a_tag_that_was_merged_into_another_is_known_by_its_name_to_those_who_knew_it(
    author: User, network: Network, editor: User
) -> None:
    old, new = (Tag.objects.create(name=name, slug=name.replace(" ", "-")) for name in ("klart språk", "klarspråk"))
    thing = an_experience(author, network, audience="members")
    thing.tags.add(old)
    thing.save()
    merge(old, new, by=editor)
    assert restrict('emneord:"Klart språk"', viewer_for(author)).chosen == {"tag": ("klarspråk",)}
    assert restrict('emneord:"Klart språk"').unknown == (("tag", "Klart språk"),)


@pytest.mark.parametrize("typed", ["tema:sjukeheim", "tema:sykehjemmet"])
def test_a_theme_is_known_by_its_words_in_any_form(typed: str) -> None:
    a_theme("institusjon", "Sykehjem")
    assert restrict(typed).chosen == {"theme": ("institusjon",)}


def test_the_number_of_queries_does_not_grow_with_the_fields(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        restrict("kommune:a kommune:b tema:a tema:b nettverk:a nettverk:b " + "kommune:x " * 40)
    with django_assert_max_num_queries(4):
        restrict("emneord:a emneord:b emneord:turnus " + "emneord:x " * 40)


def test_the_page_shows_a_field_as_a_choice_that_stays_in_its_address(
    client: Client, author: User, network: Network, places: dict[str, str]
) -> None:
    an_experience(author, network, "Kanarifugl")
    answer = client.get("/nb/sok/", {"q": "kanarifugl kommune:Hamar"})
    assert [chip.label for chip in answer.context["chips"]] == ["Hamar"]
    assert str(answer.context["address"]) == f"?q=kanarifugl&municipality={places['Hamar']}"
    assert answer.context["results"].total == 0


def test_a_tag_that_is_closed_to_the_reader_answers_as_one_that_never_was(client: Client) -> None:
    an_entry("Kanarifugl", audience="network:1", tags=("hjemmetjeneste",))

    def answer(tag: str) -> str:
        return client.get("/nb/sok/", {"q": f"emneord:{tag}"}).content.decode().replace(tag, "?")

    assert answer("hjemmetjeneste") == answer("heimeteneste") == answer("finnesikke")
    assert restrict("emneord:heimeteneste", MEMBER).chosen


@pytest.mark.parametrize("typed", ["kommune:" * 1000, "kommune:x " * 1000, '-"' * 5000, "tema:\x01", "år:²", "type:😀"])
def test_no_field_upsets_the_page(client: Client, typed: str) -> None:
    assert client.get("/nb/sok/", {"q": typed}).status_code == 200
