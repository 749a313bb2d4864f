import pytest

from search.highlight import Wanted, has_phrase, highlighted, marks, snippet
from search.language import analyse
from search.query import LONGEST_QUERY, MOST_WORDS, parse
from search.synonyms import read, shipped, words_of
from search.tokens import fold
from tests.factories.search import MEANT


def finds(query: str, text: str) -> bool:
    """Whether every clause of the query marks something in the text."""
    clauses = parse(query, shipped()).clauses
    return bool(clauses) and all(
        marks(text, Wanted.by(parse(query, shipped()).with_clauses([clause]))) for clause in clauses
    )


@pytest.mark.parametrize(
    ("query", "text"),
    [
        *MEANT,
        ("oppfølging av sjukefråvær", "Sykefraværsoppfølging i praksis"),
        ("arbeidsgivaromdømme", "Employer branding for små kommuner"),
        ("syke fravær", "Høyt sykefravær om vinteren"),
        ("trygghets alarm", "Digitale trygghetsalarmer"),
        ("rekruttere sjukepleiarar", "Rekruttering av sykepleiere"),
        ("mobbet", "Mobbing i friminuttet"),
        ("KI", "Kunstig intelligens i arkivet"),
    ],
)
def test_a_query_finds_what_it_means(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(("query", "text"), [("får", "far"), ("skole", "barnehage"), ("led", "ledere")])
def test_a_query_does_not_find_what_it_does_not_mean(query: str, text: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Hamar", "Lillehammer og Hammerfest"),
        ("vikar", "Røyrvik ved Vik"),
        ("Sandefjord", "Sand i en fjord"),
        ("fjord", "Sandefjord"),
        ("Bergen", "Berg ved Kongsberg"),
        ("Hole", "Et hull i taket"),
        ("hull", "Hole kommune"),
        ("timer", "Time på Jæren"),
        ("land", "Nordre Land"),
        ("ansatte", "Rekruttering og å ansette"),
    ],
)
def test_a_place_name_is_neither_bent_nor_made_of_words(query: str, text: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("hamar", "Hamars modell"),
        ("nordre follo", "Møtet i Nordre Follo"),
        ("Møre og Romsdal", "Ålesund i Møre og Romsdal"),
        ("toten", "Østre Toten"),
        ("varanger", "Sør-Varanger"),
        ("grong", "Grong-modellen"),
        ("time", "Time kommune"),
        ("time", "To timer til"),
        ("heim", "Et trygt hjem"),
        ("Hamar kommune", "Fra Hamar"),
        ("ansatte", "Dei tilsette"),
    ],
)
def test_a_place_is_found_by_its_name_and_a_word_by_its_meaning(query: str, text: str) -> None:
    assert finds(query, text)


def test_a_rule_with_an_arrow_widens_one_way_only() -> None:
    rules = read(["nøtterøy => nøtterøy, færder"])
    assert [term.written for term in rules.of(words_of("Nøtterøy"))] == ["færder"]
    assert rules.of(words_of("Færder")) == ()


def test_a_query_of_10000_characters_is_cut() -> None:
    query = parse("ord " * 2500, shipped())
    assert len(query.text) <= LONGEST_QUERY
    assert len(query.clauses) <= MOST_WORDS


@pytest.mark.parametrize("text", ["", '"(*', "   ", "\x00", "* OR NOT (", "-", "og det"])
def test_a_query_without_words_asks_for_nothing(text: str) -> None:
    assert not parse(text, shipped()).clauses or all(c.alternatives for c in parse(text, shipped()).clauses)


def marked(query: str, text: str) -> str:
    pieces = highlighted(text, Wanted.by(parse(query, shipped())))
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


def test_a_nynorsk_query_marks_the_bokmal_word() -> None:
    assert marked("sjukefråvær", "Mindre sykefravær i år") == "Mindre [sykefravær] i år"


def test_a_part_of_a_compound_is_marked_alone() -> None:
    assert marked("fråvær", "Før første fraværsdag") == "Før første [fraværs]dag"


def test_the_whole_word_is_marked_where_soft_hyphens_stand_in_it() -> None:
    assert marked("fravær", "Syke\u00adfravær") == "[Syke\u00adfravær]"


def test_a_snippet_is_cut_around_the_words() -> None:
    text = "Alt var bra. " * 60 + "Så steg fraværet i hjemmetjenesten. " + "Det gikk over. " * 60
    pieces = snippet(text, Wanted.by(parse("sjukefråvær i heimetenesta fråvær", shipped())))
    assert [piece.text for piece in pieces if piece.marked] == ["fraværet", "hjemmetjenesten"]
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"


def test_the_parts_of_a_new_compound_are_marked_near_each_other_only() -> None:
    far = "Fravær " + "ord " * 20 + "oppfølging"
    assert marked("fraværsoppfølging", "Oppfølging av fravær") == "[Oppfølging] av [fravær]"
    assert marked("fraværsoppfølging", far) == far


def test_parts_of_what_a_rule_adds_are_not_marked_where_they_find_nothing() -> None:
    text = "Ledere i fem avdelinger, avdelingsledere i en enhet"
    assert marked("leiar", text) == "[Ledere] i fem avdelinger, [avdelingsledere] i en enhet"


def test_a_name_of_several_words_is_marked_in_one() -> None:
    assert marked("møre og romsdal", "I Møre og Romsdal i går") == "I [Møre og Romsdal] i går"


def test_quoted_words_are_marked_as_a_phrase_only() -> None:
    text = "Minutter er ti. Ti minutter om dagen, i ti vakter"
    assert marked('"ti minutter" vakt', text) == "Minutter er ti. [Ti minutter] om dagen, i ti [vakter]"


def test_a_single_sign_does_not_stand_for_the_rest() -> None:
    query = parse("<b>1</b>", shipped())
    assert query.relaxed() == query


def test_a_phrase_is_found_in_order_and_in_either_written_form() -> None:
    phrase = tuple(analyse(fold(word)) for word in ("lange", "vakter"))
    assert has_phrase("Vi innførte lange vakter i helgen", phrase)
    assert not has_phrase("Vakter som er lange", phrase)
