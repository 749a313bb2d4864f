from datetime import date
from random import Random

import pytest

from community.access.viewer import ANONYMOUS, Viewer
from search.engines import Answer, Order, Request, current, embedded
from search.facets import CAP
from search.models import SearchEntry, SearchFacet, SearchWord
from search.places import key_of, place_of
from search.query import parse
from search.record import forget, record
from search.scope import Scope
from search.synonyms import shipped
from tests.factories.search import MEANT, a_document, an_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]
MEMBER = Viewer(1, frozenset({"public", "members", "network:1"}))


def request(text: str, viewer: Viewer = ANONYMOUS, exact: bool = False, **chosen: tuple[str, ...]) -> Request:
    return Request(parse(text, shipped(), exact=exact), Scope.of(viewer, "nb", chosen))


def ask(asked: Request, order: Order = Order.RELEVANCE, facets: tuple[str, ...] = ()) -> Answer:
    return current().answer(asked, order, 50, facets, CAP)


def found(text: str, viewer: Viewer = ANONYMOUS, exact: bool = False, **chosen: tuple[str, ...]) -> list[str]:
    ids = [pk for pk, _score in ask(request(text, viewer, exact, **chosen)).hits]
    titles = SearchEntry.objects.in_bulk(ids)
    return [titles[pk].title for pk in ids]


@pytest.mark.parametrize(
    ("query", "title"),
    [*MEANT, ("nøtterøy", "Slik gjør Færder det")],
)
def test_the_index_finds_what_a_query_means(query: str, title: str) -> None:
    an_entry("Noe helt annet")
    an_entry(title)
    assert found(query) == [title]


def test_a_closed_text_is_found_by_its_circle_only() -> None:
    an_entry("Kanarifugl", audience="network:1")
    assert found("kanarifugl") == []
    assert found("kanarifugl", MEMBER) == ["Kanarifugl"]
    assert ask(request("kanarifugl"), facets=("kind",)) == Answer([], 0, [])


def test_words_that_were_edited_away_are_no_longer_found() -> None:
    document = a_document("Turnus", "langvakter", id="7")
    record(document)
    record(a_document("Trivsel", "samtaler", id="7"))
    assert found("turnus") == []
    assert found("trivsel") == ["Trivsel"]
    assert SearchEntry.objects.count() == 1


def test_a_forgotten_thing_leaves_an_empty_tombstone() -> None:
    an_entry("Hemmelig", "ord", id="8")
    forget("experience", "8")
    tombstone = SearchEntry.objects.get()
    assert found("hemmelig") == []
    assert (tombstone.gone, tombstone.title, tombstone.text) == (True, "", "")
    assert not SearchFacet.objects.exists()


def test_the_title_weighs_more_than_the_text() -> None:
    an_entry("Annet", "Turnus er viktig")
    an_entry("Turnus", "Annet er viktig")
    assert found("turnus") == ["Turnus", "Annet"]


def test_the_whole_word_weighs_more_than_a_part() -> None:
    an_entry("Korttidsfravær i helgen")
    an_entry("Fravær i helgen")
    assert found("fravær") == ["Fravær i helgen", "Korttidsfravær i helgen"]


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    for number in range(20):
        an_entry(f"Kommune {number}", "turnus")
    an_entry("Hest", "kalkulator")
    both = Request(parse("turnus kalkulator", shipped()).relaxed(), Scope.of(ANONYMOUS, "nb"))
    first = ask(both).hits[0][0]
    assert SearchEntry.objects.get(pk=first).title == "Hest"


def test_exact_words_are_taken_as_they_stand() -> None:
    an_entry("Sykefravær")
    an_entry("Sjukefråvær")
    assert found("sjukefråvær", exact=True) == ["Sjukefråvær"]


def test_filters_narrow_within_a_facet_by_or_and_between_facets_by_and() -> None:
    for number, (theme, again) in enumerate([("a", "yes"), ("b", "yes"), ("c", "no")]):
        an_entry(f"Turnus {number}", themes=(theme,), facets={"again": (again,)})
    assert sorted(found("turnus", theme=("a", "c"))) == ["Turnus 0", "Turnus 2"]
    assert found("turnus", theme=("a", "c"), again=("no",)) == ["Turnus 2"]


def test_facets_are_counted_over_what_is_found() -> None:
    an_entry("Turnus", themes=("a", "b"))
    an_entry("Turnus", themes=("a",))
    an_entry("Trivsel", themes=("a",))
    assert sorted(ask(request("turnus"), facets=("theme",)).counts) == [("theme", "a", 2), ("theme", "b", 1)]


def test_a_facet_is_counted_within_the_choices_of_the_others_and_not_its_own() -> None:
    for theme, network in (("a", 1), ("a", 2), ("b", 1), ("c", 2)):
        an_entry("Turnus", themes=(theme,), network=network)
    answer = ask(request("turnus", theme=("a", "b"), network=("1",)), facets=("theme", "network", "kind"))
    assert answer.total == len(answer.hits) == 2
    assert sorted(answer.counts) == [
        ("kind", "experience", 2),
        ("network", "1", 2),
        ("network", "2", 1),
        ("theme", "a", 1),
        ("theme", "b", 1),
    ]


def test_all_municipalities_are_counted() -> None:
    an_entry("Turnus", facets={"municipality": tuple(map(str, range(1, 358)))})
    assert len(ask(request("turnus"), facets=("municipality",)).counts) == 357


def test_the_newest_come_first_for_who_wants_them_and_where_no_word_is_asked_for() -> None:
    for day in (2, 3, 1):
        an_entry(f"Turnus {day}", themes=("a",), date=date(2026, 1, day))
    an_entry("Turnus uten dag", themes=("a",))
    wanted = ["Turnus 3", "Turnus 2", "Turnus 1", "Turnus uten dag"]
    assert found("", theme=("a",)) == wanted
    hits = ask(request("turnus"), Order.NEWEST).hits
    assert [SearchEntry.objects.get(pk=pk).title for pk, _score in hits] == wanted


def test_the_most_used_come_first_for_who_wants_them() -> None:
    for number in (2, 30, 1):
        an_entry(f"Turnus {number}", used=number)
    hits = ask(request("turnus"), Order.MOST_USED).hits
    assert [SearchEntry.objects.get(pk=pk).used for pk, _score in hits] == [30, 2, 1]


@pytest.mark.parametrize("order", [Order.NEWEST, Order.MOST_USED])
def test_a_list_goes_on_after_any_of_its_entries(order: Order) -> None:
    for number, day in enumerate([None, 3, 1, 3, 2, None]):
        an_entry(f"Turnus {number}", date=day and date(2026, 1, day), used=day or 0)
    whole = [pk for pk, _score in ask(request("turnus"), order).hits]
    for at, pk in enumerate(whole, 1):
        answer = current().answer(request("turnus"), order, 50, after=place_of(order, key_of(order, pk)))
        assert ([pk for pk, _score in answer.hits], answer.total) == (whole[at:], 6)


def test_what_is_not_wanted_is_in_neither_hits_nor_counts() -> None:
    an_entry("Turnus om natten", themes=("a",))
    an_entry("Turnus i sykefraværet", themes=("a", "b"))
    an_entry("Turnus", "Sjukefråvær og mer", themes=("b",))
    answer = ask(request("turnus -sjukefråvær"), facets=("theme",))
    assert (len(answer.hits), answer.total, answer.counts) == (1, 1, [("theme", "a", 1)])
    assert found("turnus -finnesikke -natten", theme=("b",)) == found("turnus", theme=("b",))


def test_without_a_wanted_word_everything_but_the_unwanted_is_found() -> None:
    for title in ("Turnus", "Trivsel", "Trivselstiltak"):
        an_entry(title)
    assert found("-trivsel") == ["Turnus"]


def test_an_unwanted_word_is_widened_by_no_rule() -> None:
    an_entry("Rådmannen i turnus")
    an_entry("Kommunedirektøren i turnus")
    assert found("turnus -rådmann") == ["Kommunedirektøren i turnus"]


def test_one_quoted_word_is_found_as_it_stands() -> None:
    an_entry("Sykefravær i turnus")
    an_entry("Sjukefråvær i turnus")
    assert found('turnus "sjukefråvær"') == ["Sjukefråvær i turnus"]
    assert found('turnus -"sjukefråvær"') == ["Sykefravær i turnus"]


def test_words_that_are_asked_for_together_must_stand_near_each_other() -> None:
    an_entry("Oppfølging av fravær")
    an_entry("Oppfølging av turnus, vikarer, helger, vakter, ledere, møter og fravær")
    assert found("fraværsoppfølging") == ["Oppfølging av fravær"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("turnus", {"Turnus", "Annet"}),
        ("turnus -lærling", {"Turnus"}),
        ("kompetansemobilisering", {"Kompetanse og mobilisering"}),
        ("turnus -kompetansemobilisering", {"Turnus", "Annet"}),
    ],
)
def test_what_must_stand_near_each_other_is_asked_beside_what_need_not(text: str, titles: set[str]) -> None:
    an_entry("Turnus", "kompetanse. " + "Pleien trenger gode og trygge folk. " * 3 + "Mobilisering")
    an_entry("Annet", "vaktplan for en lærling")
    an_entry("Kompetanse og mobilisering")
    assert set(found(text)) == titles


@pytest.mark.parametrize("text", ["turnus", "turnus kanarifugl"])
def test_where_too_much_matches_what_tells_most_is_ranked(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """On PostgreSQL, which else ranks the newest alone."""
    monkeypatch.setattr("search.engines.postgres._RANKED", 2)
    an_entry("Kanarifugl i turnus")
    for number in range(5):
        an_entry(f"Heltid {number}", "turnus")
    asked = request(text)
    answer = ask(Request(asked.query.relaxed(), asked.scope))
    assert answer.total == 6
    assert SearchEntry.objects.get(pk=answer.hits[0][0]).title == "Kanarifugl i turnus"


def test_a_page_is_shown_by_the_translation_of_the_readers_language() -> None:
    an_entry("Om nettverket", language="nb", shown_otherwise_in=("nn", "en"))
    an_entry("Om nettverket", language="nn", shown_otherwise_in=("nb", "en"))
    assert ask(request("nettverket")).total == 1


@pytest.mark.parametrize(
    "text", ['"(*', "a" * 10_000, "ord " * 2500, "NEAR(a b", "'; --", "\\' & !", "æ:* | <->", "–", "a -b", '-"', "-æ:*"]
)
def test_no_query_upsets_the_engine(text: str) -> None:
    an_entry("Turnus")
    assert ask(request(text)).total in {0, 1}


@pytest.mark.parametrize("seed", range(3))
def test_no_text_upsets_the_engine(seed: int) -> None:
    chance = Random(seed)
    signs = "-\u00ad\u2011\u2010'\"\\:*()&|!<>@=\x00\u0301ﬁŉǰİßﷺ㎏½ʹ\u200d😀æøåéÁčđŋ 09abs"
    for number in range(60):
        text = "".join(chance.choices(signs, k=chance.randint(1, 120)))
        an_entry(f"turnus {text}", text * chance.randint(1, 30), id=str(number), tags=(text,))
        ask(request(text))
    assert ask(request("turnus")).total == 60


def test_the_vocabulary_of_one_audience_knows_nothing_of_another() -> None:
    an_entry("Kanarifugl", audience="network:1")
    assert SearchWord.objects.filter(audience="network:1", word="kanarifugl").exists()
    assert not SearchWord.objects.filter(audience="public").exists()


def test_the_index_knows_what_is_missing_and_adrift() -> None:
    entry = an_entry()
    embedded().remove(entry.pk)
    assert embedded().missing() == [entry.pk]
    SearchEntry.objects.all().delete()
    an_entry()
    SearchEntry.objects.update(gone=True)
    assert len(embedded().adrift()) == 1
