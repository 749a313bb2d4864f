import random
import time

import pytest

from community.text.diff import difference


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


@pytest.mark.parametrize(
    "pair", [("a b ", "b a "), ("a ", "a a b "), ("x", "y"), (" ", "  "), ("en to tre ", "tre to en ")]
)
def test_twenty_thousand_characters_take_less_than_a_second(pair: tuple[str, str]) -> None:
    old, new = ((text * 20_000)[:20_000] for text in pair)
    started = time.process_time()
    difference(old, new)
    assert time.process_time() - started < 1.0
