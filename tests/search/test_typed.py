import pytest

from search.query import parse
from search.synonyms import shipped
from search.typed import pieces, words_only


def written(text: str) -> list[tuple[str, ...]]:
    """Each piece as (text, marks), where marks are the signs that were understood."""
    return [
        (piece.text, *(["quoted"] * piece.quoted + ["unwanted"] * piece.unwanted), *([piece.field] * bool(piece.field)))
        for piece in pieces(text)
    ]


def test_the_signs_of_a_query() -> None:
    assert written('turnus -helg «lange vakter» -"korte vakter" kommune:"Nordre Follo"') == [
        ("turnus",),
        ("helg", "unwanted"),
        ("lange vakter", "quoted"),
        ("korte vakter", "quoted", "unwanted"),
        ("Nordre Follo", "quoted", "kommune"),
    ]


@pytest.mark.parametrize("word", ["IKKE", "IKKJE", "NOT"])
def test_not_in_capitals_is_a_minus(word: str) -> None:
    assert written(f"turnus {word} helg") == [("turnus",), ("helg", "unwanted")]


@pytest.mark.parametrize("text", ["Sør-Varanger", "hjemme- og uteaktivitet", "a - b", "-", "ikke nå", "HELT IKKE NÅ"])
def test_what_only_looks_like_a_minus_is_none(text: str) -> None:
    assert not any(piece.unwanted for piece in pieces(text))


@pytest.mark.parametrize("text", ["kommune:", "kommune: Hamar", "kl. 12:30", "https://kommune.example/a:b", ":", "::a"])
def test_what_only_looks_like_a_field_is_none(text: str) -> None:
    assert not any(piece.field for piece in pieces(text))


@pytest.mark.parametrize(
    "text",
    ['"', '-"', '"a', 'a"b"c"', "«»", '""', '-""', "foo:bar", "(.*)[a-z]+?$", "\x01\x02\x7f", "-" * 400, '-"' * 200],
)
def test_what_makes_no_sense_is_read_as_words(text: str) -> None:
    query = parse(text, shipped())
    assert all(clause.alternatives for clause in (*query.clauses, *query.without))


def test_a_title_has_no_signs() -> None:
    assert words_only("Møte: «lange vakter» -ein gong til") == "Møte: lange vakter ein gong til"


def test_one_quoted_word_stands_as_it_is_written_and_is_not_given_up() -> None:
    query = parse('"sjukefråvær" turnus', shipped())
    assert [clause.is_as_written for clause in query.clauses] == [False, True]
    assert query.quotes and not query.phrases
