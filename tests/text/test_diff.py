import random

import pytest

from community.text.diff import difference
from tests.text.growth import grows_evenly


def test_a_changed_word_stands_as_old_and_new() -> None:
    assert difference("Alle var fornøyde.", "Alle var slitne.") == [
        ("same", "Alle var "), ("del", "fornøyde"), ("ins", "slitne"), ("same", "."),
    ]  # fmt: skip


def test_equal_texts_have_no_change_whatever_line_ends_the_browser_sent() -> None:
    assert difference("en\r\nto", "en\nto") == [("same", "en\nto")]


def test_a_sentence_added_at_the_end_is_one_piece() -> None:
    assert difference("Det gikk.", "Det gikk. Mentorene ble slitne.")[-1] == ("ins", " Mentorene ble slitne.")


def test_two_changed_words_beside_each_other_are_one_change() -> None:
    assert difference("Vi bør gjøre det", "Vi skulle gjort det")[1:3] == [("del", "bør gjøre"), ("ins", "skulle gjort")]


def test_empty_against_text_is_all_new() -> None:
    assert difference("", "Alt er nytt") == [("ins", "Alt er nytt")]
    assert difference("", "") == []


@pytest.mark.parametrize("seed", range(20))
def test_the_pieces_give_both_texts_back(seed: int) -> None:
    dice = random.Random(seed)
    words = [dice.choice(["og", "i", "fravær", " ", "\n", ".", "leder"]) for _ in range(120)]
    old, new = " ".join(words), " ".join(word for word in words if dice.random() < 0.7)
    pieces = difference(old, new)
    assert "".join(text for operation, text in pieces if operation != "ins") == old
    assert "".join(text for operation, text in pieces if operation != "del") == new


@pytest.mark.parametrize("seed", range(20))
def test_no_word_is_struck_and_written_again_in_vain(seed: int) -> None:
    dice = random.Random(seed)
    old, new = (",".join(dice.choice("ab") for _ in range(40)) for _ in range(2))
    kept = sum(len(text) for operation, text in difference(old, new) if operation == "same")
    assert kept == longest_common(old, new)


def longest_common(old: str, new: str) -> int:
    row = [0] * (len(new) + 1)
    for a in old:
        above, row = row, [0]
        for j, b in enumerate(new):
            row.append(above[j] + 1 if a == b else max(row[j], above[j + 1]))
    return row[-1]


def noise(seed: int, length: int) -> str:
    dice = random.Random(seed)
    return "".join(dice.choice("ab ") for _ in range(length))


def marked(text: str, gap: int) -> str:
    """Words that stand once, with a gap of repeated ones between them."""
    return " ".join(f"u{i} {' '.join(text[i : i + gap])}" for i in range(0, len(text), gap))


@pytest.mark.parametrize("gap", [5, 50, 200, 1000])
def test_the_time_does_not_grow_with_the_square_of_the_text(gap: int) -> None:
    assert grows_evenly(lambda text: difference(marked(text, gap), marked(text[::-1], gap)), noise(1, 20_000))


@pytest.mark.parametrize(
    "pair", [("a b ", "b a "), ("a ", "a a b "), ("x", "y"), (" ", "  "), ("en to tre ", "tre to en "), (".", ".,")]
)
def test_nor_does_it_with_one_word_repeated(pair: tuple[str, str]) -> None:
    old, new = pair
    assert grows_evenly(lambda text: difference(text, text.replace(old, new)), old)
