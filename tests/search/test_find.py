from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.utils import translation

from cases.models import Experience
from community.access.viewer import ANONYMOUS, viewer_for
from community.members.models import User
from community.networks.models import Network
from community.ui.pagination import key_after
from search.engines import Order
from search.find import PAGE_SIZE, Results, find
from search.models import SearchEntry
from tests.factories.cases import a_draft, an_experience
from tests.factories.places import a_municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def titles(results: Results) -> list[str]:
    return ["".join(segment.text for segment in hit.title) for hit in results.hits]


def test_what_is_published_is_found_in_the_other_written_form(author: User, network: Network) -> None:
    an_experience(author, network, "Mindre sykefravær i hjemmetjenesten")
    results = find("sjukefråvær i heimetenesta", ANONYMOUS)
    assert titles(results) == ["Mindre sykefravær i hjemmetjenesten"]
    assert [s.text for s in results.hits[0].title if s.marked] == ["sykefravær", "hjemmetjenesten"]


def test_a_draft_is_not_found(author: User, network: Network) -> None:
    a_draft(author, network, "Mindre sykefravær")
    assert find("sykefravær", viewer_for(author)).total == 0


def test_what_is_taken_down_or_deleted_is_no_longer_found(author: User, network: Network) -> None:
    an_experience(author, network, "Mindre sykefravær").unpublish()
    an_experience(author, network, "Mer sykefravær").delete()
    assert find("sykefravær", ANONYMOUS).total == 0


def test_a_draft_of_something_published_shows_nowhere(author: User, network: Network) -> None:
    experience = an_experience(author, network, "Mindre sykefravær")
    experience.title = "Kanarifugl"
    experience.save_revision(user=author)
    assert find("kanarifugl", ANONYMOUS).total == 0


def test_a_networks_own_is_found_by_its_members_only(author: User, outsider: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl", audience=f"network:{network.pk}")
    assert find("kanarifugl", viewer_for(author)).total == 1
    for stranger in (viewer_for(outsider), ANONYMOUS):
        results = find("kanarifugl", stranger)
        assert (results.total, results.hits, results.facets) == (0, (), ())


def test_an_index_that_lags_behind_shows_nothing_closed(author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl")
    Experience.objects.update(audience="members")
    assert find("kanarifugl", ANONYMOUS).hits == ()


def test_a_slip_of_the_finger_is_mended_where_the_word_is_found_nowhere(author: User, network: Network) -> None:
    an_experience(author, network, "Mindre sykefravær")
    results = find("sykefravaer", ANONYMOUS)
    assert titles(results) == ["Mindre sykefravær"]
    assert find("sykefravær", ANONYMOUS).guesses is None
    assert results.guesses == {"sykefravaer": ("sykefravær",)}


def test_a_guess_is_told_as_it_is_written_where_the_reader_may_see_it(author: User, network: Network) -> None:
    an_experience(author, network, "Natt på sjukeheimen")
    an_experience(author, network, "Sykehjem", audience=f"network:{network.pk}")
    assert find("sykehjm", ANONYMOUS).guesses == {"sykehjm": ("sjukeheimen",)}


def test_what_nobody_has_written_is_no_guess(author: User, network: Network) -> None:
    an_experience(author, network, "Utviklingshemming")
    results = find("hemmelig", ANONYMOUS)
    assert (results.total, results.guesses) == (0, None)


def test_what_may_be_a_name_is_asked_about_and_not_put_right(author: User, network: Network) -> None:
    an_experience(author, network, "Kart over kommunen")
    named, slip = find("Kari", ANONYMOUS), find("kari", ANONYMOUS)
    assert (named.total, named.guesses, named.offered) == (0, None, {"Kari": ("kart",)})
    assert (slip.total, slip.guesses, slip.offered) == (1, {"kari": ("kart",)}, None)
    assert find("Kart Kari", ANONYMOUS).relaxed and find("KARI", ANONYMOUS).total == 1


def test_a_long_word_with_a_capital_is_a_slip_as_it_is_typed(author: User, network: Network) -> None:
    an_experience(author, network, "Mindre sykefravær")
    assert find("Sykefravar", ANONYMOUS).guesses == {"Sykefravar": ("sykefravær",)}


def test_a_mended_word_is_widened_as_if_it_had_been_written_so(author: User, network: Network) -> None:
    an_experience(author, network, "Rådmannen sa ja")
    an_experience(author, network, "Kommunedirektøren sa ja")
    assert find("rådmmann", ANONYMOUS).total == 2


def test_a_guess_does_not_tell_what_stands_in_a_closed_text(author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl", audience=f"network:{network.pk}")
    results = find("kanarifugel", ANONYMOUS)
    assert (results.total, results.guesses) == (0, None)


def test_a_word_that_begins_so_is_found(author: User, network: Network) -> None:
    an_experience(author, network, "Heltidserklæring")
    assert titles(find("heltidserk", ANONYMOUS)) == ["Heltidserklæring"]


def test_a_year_is_what_it_says_and_finds_what_is_from_then(author: User, network: Network) -> None:
    for title, year in (("Heltid først", 2013), ("Heltid nå", 2014)):
        an_experience(author, network, title, first_published_at=datetime(year, 5, 2, tzinfo=UTC))
    assert titles(find("heltid 2014", ANONYMOUS))[0] == "Heltid nå"
    assert find("2015", ANONYMOUS).total == 0


def test_a_place_that_is_asked_for_comes_before_what_was_written_there(author: User, network: Network) -> None:
    a_municipality("Hamar", "3403", "34 Innlandet")
    a_municipality("Lillehammer", "3405", "34 Innlandet")
    an_experience(author, network, "Hamar, Hamar og atter Hamar")
    assert titles(find("Hamar", ANONYMOUS)) == ["Hamar", "Hamar, Hamar og atter Hamar"]


@pytest.mark.parametrize("asked", ["kompetanseheving", "rekrutteringstiltak"])
def test_a_compound_that_nobody_has_written_is_found_by_its_parts(author: User, network: Network, asked: str) -> None:
    an_experience(author, network, "Kompetanse og rekruttering i pleien")
    results = find(asked, ANONYMOUS)
    assert results.relaxed and titles(results) == ["Kompetanse og rekruttering i pleien"]


def test_some_of_the_words_will_do_where_few_things_have_all(author: User, network: Network) -> None:
    an_experience(author, network, "Mindre sykefravær")
    results = find("sykefravær gravemaskin", ANONYMOUS)
    assert results.relaxed
    assert titles(results) == ["Mindre sykefravær"]


@pytest.mark.parametrize("asked", ["/^x$/", "a:b:c", "year:1"])
def test_what_says_nothing_finds_nothing(author: User, network: Network, asked: str) -> None:
    an_experience(author, network, "Mindre sykefravær")
    assert find(asked, ANONYMOUS).total == 0


def test_a_short_word_before_a_hyphen_says_enough(author: User, network: Network) -> None:
    an_experience(author, network, "Samtidig rus og psykisk lidelse (ROP)")
    an_experience(author, network, "Ny bru")
    assert titles(find("ROP-pasienter", ANONYMOUS)) == ["Samtidig rus og psykisk lidelse (ROP)"]


@pytest.mark.parametrize("typed", ["svommeopplaering", "svømeopplæring", "svømmeoplæring", "svømme opplæring"])
def test_letters_that_a_keyboard_lacks_or_that_are_doubled_are_mended(
    author: User, network: Network, typed: str
) -> None:
    an_experience(author, network, "Svømmeopplæring i fjorden")
    assert titles(find(typed, ANONYMOUS)) == ["Svømmeopplæring i fjorden"]


def test_a_compound_that_nobody_has_written_is_mended_too(author: User, network: Network) -> None:
    an_experience(author, network, "Oppfølging av fravær")
    assert titles(find("fraversopfølging", ANONYMOUS)) == []
    assert titles(find("fraversoppfølging", ANONYMOUS)) == ["Oppfølging av fravær"]


def test_a_page_that_is_not_full_goes_on_with_some_of_the_words(author: User, network: Network) -> None:
    for number in range(4):
        an_experience(author, network, f"Sykefravær i barnehagen {number}")
    an_experience(author, network, "Språk i barnehagen")
    results = find("sykefravær barnehage", ANONYMOUS)
    assert results.relaxed and titles(results)[-1] == "Språk i barnehagen"
    assert find("sykefravær barnehage", ANONYMOUS, order=Order.NEWEST).total == 4


def test_quoted_words_must_follow_each_other(author: User, network: Network) -> None:
    an_experience(author, network, "Lange vakter i helgen")
    an_experience(author, network, "Vakter i lange helger")
    assert titles(find('"lange vakter"', ANONYMOUS)) == ["Lange vakter i helgen"]


def test_a_phrase_that_is_not_wanted_is_read_in_the_original(author: User, network: Network) -> None:
    an_experience(author, network, "Lange vakter i helgen")
    an_experience(author, network, "Vakter i lange helger")
    assert titles(find('vakter -"lange vakter"', ANONYMOUS)) == ["Vakter i lange helger"]


def test_what_else_could_be_chosen_is_counted_for_a_phrase_too(author: User, network: Network) -> None:
    for again in ("yes", "no"):
        an_experience(author, network, f"Lange vakter {again}", again=again)
    an_experience(author, network, "Vakter, lange", again="partly")
    results = find('"lange vakter"', ANONYMOUS, {"again": ["no"]})
    again = next(facet for facet in results.facets if facet.name == "again")
    assert (results.total, {(v.value, v.count) for v in again.values}) == (1, {("yes", 1), ("no", 1)})


def test_a_word_in_quotes_is_neither_guessed_at_nor_given_up(author: User, network: Network) -> None:
    an_experience(author, network, "Mindre sykefravær")
    assert find('"sykefravaer"', ANONYMOUS).total == 0
    assert find('sykefravær "gravemaskin"', ANONYMOUS).total == 0


@pytest.mark.parametrize("order", [Order.NEWEST, Order.MOST_USED])
def test_a_list_by_date_or_use_goes_on_by_key_as_far_as_there_is_something(
    author: User, network: Network, order: Order
) -> None:
    for number in range(5):
        an_experience(author, network, f"Kanarifugl {number}")
    first = find("kanarifugl", ANONYMOUS, order=order, size=2)
    second = find("kanarifugl", ANONYMOUS, order=order, size=2, key=first.key)
    last = find("kanarifugl", ANONYMOUS, order=order, size=2, key=second.key)
    shown = [*titles(first), *titles(second), *titles(last)]
    assert (len(shown), len(set(shown)), last.key) == (5, 5, "")
    assert {first.total, second.total, last.total} == {5}
    assert first.next_page is second.previous_page is None


@pytest.mark.parametrize(
    "key", ["x", "é", "WyJlIl0", key_after("2026-13-45", 1), key_after(10**30, 1), key_after(-1, -1)]
)
def test_a_forged_key_leads_to_the_beginning(author: User, network: Network, key: str) -> None:
    an_experience(author, network, "Kanarifugl")
    for order in Order:
        assert titles(find("kanarifugl", ANONYMOUS, order=order, key=key)) == ["Kanarifugl"]


def test_a_former_name_leads_to_todays(author: User, network: Network) -> None:
    call_command("load_places", verbosity=0)
    an_experience(author, network, "Kurs i Lillestrøm")
    assert titles(find("Sørum kurs", ANONYMOUS)) == ["Kurs i Lillestrøm"]


def test_facets_offer_what_else_could_be_chosen(author: User, network: Network) -> None:
    an_experience(author, network, "Sykefravær A", again="yes")
    an_experience(author, network, "Sykefravær B", again="no")
    results = find("sykefravær", ANONYMOUS, {"again": ["no"]})
    again = next(facet for facet in results.facets if facet.name == "again")
    assert titles(results) == ["Sykefravær B"]
    assert {(v.value, v.count, v.chosen) for v in again.values} == {("yes", 1, False), ("no", 1, True)}


def test_the_number_of_queries_does_not_grow_with_the_hits(
    author: User, network: Network, django_assert_max_num_queries
) -> None:
    for number in range(PAGE_SIZE + 2):
        an_experience(author, network, f"Sykefravær {number}")
    find("sykefravær", ANONYMOUS)  # what a process learns once: synonyms, and what editors chose
    with django_assert_max_num_queries(16):
        results = find("sykefravær", ANONYMOUS)
    assert len(results.hits) == PAGE_SIZE
    assert results.next_page == 2
    assert len(find("sykefravær", ANONYMOUS, page=2).hits) == 2
    assert find("sykefravær", ANONYMOUS, page=9).page == 2


def test_rebuilding_finds_what_the_ledger_lost(author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl")
    SearchEntry.objects.all().delete()
    call_command("search_rebuild", verbosity=0)
    assert find("kanarifugl", ANONYMOUS).total == 1


def test_a_network_is_found_under_the_name_in_the_readers_language(network: Network) -> None:
    network.name_nb, network.name_en = "Heltid i nord", "Full time up north"
    network.save()
    with translation.override("en"):
        assert titles(find("heiltid", ANONYMOUS)) == ["Full time up north"]


def test_a_word_that_was_looked_for_besides_is_said_once(author: User, network: Network) -> None:
    for title in ("Sykefraværet går ned", "Sykefravær over tid", "Om sykefravær"):
        an_experience(author, network, title)
    assert find("sjukefråvær", ANONYMOUS).widened == ("sykefravær",)


def test_a_word_that_was_looked_for_besides_is_said_as_a_dictionary_has_it(author: User, network: Network) -> None:
    for title in ("Mellomlederne tok ansvar", "En leder i turnus", "Leie av kontorer"):
        an_experience(author, network, title)
    assert set(find("leiar", ANONYMOUS).widened) == {"leder", "mellomleder"}
