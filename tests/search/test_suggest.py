import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from cases.models import Experience
from community.access.viewer import ANONYMOUS, Viewer, viewer_for
from community.members.models import User
from community.networks.models import Network
from community.places.models import Municipality
from community.publishing.models import Tag
from search.beginning import Beginning
from search.documents import of_municipality
from search.engines import current
from search.models import SearchEntry
from search.record import record
from search.scope import Scope
from search.suggest import suggest
from tests.factories.cases import a_draft, an_experience
from tests.factories.search import an_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]
MEMBER = Viewer(1, frozenset({"public", "members", "network:1"}))


def begun(typed: str, viewer: Viewer = ANONYMOUS) -> list[str]:
    """The titles that an engine completes."""
    beginning = Beginning.of(typed)
    ids = current().titles(beginning, Scope.of(viewer, "nb"), 5) if beginning else []
    titles = SearchEntry.objects.in_bulk(ids)
    return [titles[pk].title for pk in ids]


def labels(typed: str, viewer: Viewer = ANONYMOUS) -> list[str]:
    return [one.label for one in suggest(typed, viewer)]


def test_a_title_is_completed_from_the_third_letter() -> None:
    an_entry("Kanarifugl i gruva")
    assert [begun(typed) for typed in ("", "k", "ka", "  ka ")] == [[], [], [], []]
    assert begun("kan") == begun("KANARI") == begun("gruv") == ["Kanarifugl i gruva"]


def test_every_word_must_be_there_and_the_last_may_be_begun() -> None:
    an_entry("Lange vakter i helgen")
    an_entry("Lange turer")
    assert begun("lange va") == begun("vakter lan") == begun("lange i helg") == ["Lange vakter i helgen"]
    assert begun("lange vaktmester") == []


def test_a_whole_word_is_found_in_the_other_written_form() -> None:
    an_entry("Mindre sykefravær")
    assert begun("sjukefråvær") == begun("sjukefråværet mind") == ["Mindre sykefravær"]


@pytest.mark.parametrize("typed", ["sjuk", "sjukef", "sjukefrå", "mindre sjuke", "sykef"])
@pytest.mark.parametrize("title", ["Mindre sykefravær", "Mindre sjukefråvær"])
def test_a_beginning_is_found_in_the_other_written_form(typed: str, title: str) -> None:
    an_entry(title)
    assert begun(typed) == [title]


def test_a_beginning_leads_to_no_more_than_its_own_words() -> None:
    for title in ("Hjelp til alle", "Ledig stilling", "Skoler", "Når ledere har tid"):
        an_entry(title)
    assert begun("heime") == [] and begun("lei") == ["Når ledere har tid"]


def test_titles_that_begin_so_come_first_then_the_newest() -> None:
    for title in ("Turnus først", "God turnus", "Ny turnus", "Turnus nå"):
        an_entry(title)
    assert begun("tur") == ["Turnus nå", "Turnus først", "Ny turnus", "God turnus"]


def test_a_title_of_a_closed_text_is_completed_for_its_circle_only() -> None:
    an_entry("Kanarifugl", audience="network:1")
    assert begun("kanari") == []
    assert begun("kanari", MEMBER) == ["Kanarifugl"]


@pytest.mark.parametrize(
    "typed", ['"(*', "kick-off -a", "NEAR(a b", "'; --", "a" * 10_000, "ord " * 2500, "\x01æ:*|&", "😀"]
)
def test_nothing_that_is_typed_upsets_the_engine(typed: str) -> None:
    an_entry("Kick-off i Sør-Varanger")
    assert begun(typed) in ([], ["Kick-off i Sør-Varanger"])
    assert suggest(typed, ANONYMOUS) in ([], suggest("kick-off", ANONYMOUS))


def test_what_is_edited_away_or_taken_down_is_completed_no_longer(author: User, network: Network) -> None:
    experience = an_experience(author, network, "Kanarifugl")
    assert labels("kanari") == ["Kanarifugl"]
    experience.unpublish()
    a_draft(author, network, "Kanarifugl som utkast")
    assert labels("kanari") == []


def test_an_index_that_lags_behind_completes_nothing_closed(author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl")
    Experience.objects.update(audience="members")
    assert labels("kanari") == []


def test_a_tag_is_completed_where_something_with_it_may_be_seen() -> None:
    Tag.objects.create(name="kanarifugl", slug="kanarifugl")
    an_entry("Noe lukket", audience="network:1", tags=("kanarifugl",))
    assert labels("kanari") == []
    assert labels("kanari", MEMBER) == ["kanarifugl"]


def test_a_tag_is_completed_in_the_other_written_form() -> None:
    for name in ("hjemmetjeneste", "Øvelse"):
        Tag.objects.create(name=name, slug=name)
        an_entry(tags=(name,))
    assert labels("heimet") == ["hjemmetjeneste"] and labels("øvel") == ["Øvelse"]


def test_a_municipality_is_completed_by_any_of_its_names() -> None:
    call_command("load_places", verbosity=0)
    assert labels("Nøtter") == ["Nøtterøy, nå Færder"]
    assert labels("hama")[0] == "Hamar"


def test_of_places_that_begin_alike_the_shortest_comes_first() -> None:
    call_command("load_places", verbosity=0)
    for place in Municipality.objects.filter(name__in=("Hamar", "Hamarøy", "Hammerfest")).order_by("name"):
        record(of_municipality(place))
    assert labels("ham") == ["Hamar", "Hamarøy", "Hammerfest"]


def test_people_are_completed_for_those_who_look_after_them(
    author: User, leader: User, editor: User, administrator: User
) -> None:
    author.name = "Kanarifugl Hansen"
    author.save()
    for viewer in (ANONYMOUS, viewer_for(author), viewer_for(editor)):
        assert labels("kanari", viewer) == []
    for viewer in (viewer_for(leader), viewer_for(administrator)):
        assert labels("kanari", viewer) == ["Kanarifugl Hansen"]


def test_a_leader_is_suggested_nobody_of_another_network(outsider: User, leader: User) -> None:
    outsider.name = "Kanarifugl Hansen"
    outsider.save()
    assert labels("kanari", viewer_for(leader)) == []


def test_the_answer_is_json_that_nobody_keeps(client: Client, author: User, network: Network) -> None:
    experience = an_experience(author, network, "Kanarifugl")
    answer = client.get("/nn/sok/forslag/", {"q": "kanari"})
    found = [{"label": "Kanarifugl", "url": experience.get_absolute_url(), "about": "Erfaring"}]
    assert json.loads(answer.content)["found"] == [{**found[0], "url": found[0]["url"].replace("/nb/", "/nn/")}]
    assert "no-store" in answer["Cache-Control"]


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    author: User, network: Network, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        an_experience(author, network, f"Kanarifugl {number}")
        Tag.objects.create(name=f"kanari{number}", slug=f"kanari{number}")
        an_entry(tags=(f"kanari{number}",))
    labels("kanari")
    with django_assert_max_num_queries(16):
        assert len(labels("kanari")) == 8


def test_what_is_written_so_comes_before_what_only_sounds_so() -> None:
    call_command("load_places", verbosity=0)
    assert labels("Nøt") == ["Nøtterøy, nå Færder", "Notodden"]
