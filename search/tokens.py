"""The words of a text as they stand: where each begins and ends, and its letters, folded."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 48
"""Letters of a word. What is longer is cut."""
_WORD = re.compile(r"[^\W_]+(?:[-\u00ad\u2010\u2011][^\W_]+)*")
_SOFT_HYPHEN = "\u00ad"
_KEPT = frozenset("æøå")
_FOLDED = str.maketrans({"ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})


class Token(NamedTuple):
    """A word as it stands in a text."""

    start: int
    end: int
    surface: str  # in lower case, accents folded, without soft hyphens


def tokens(text: str) -> Iterator[Token]:
    """The words of a text with their places. Hyphens hold a word together; a soft hyphen is none of its letters."""
    for match in _WORD.finditer(text):
        surface = fold(match.group())
        if surface:
            yield Token(match.start(), match.end(), surface)


def forms(text: str) -> list[str]:
    """The words of a text as they are written, without their places."""
    return _WORD.findall(text)


def fold(word: str) -> str:
    """Lower case, soft hyphens gone, accents folded; æ, ø and å stay what they are. Very long words are cut."""
    plain = unicodedata.normalize("NFC", word[: 4 * LONGEST].replace(_SOFT_HYPHEN, "").lower())
    if plain.isascii():
        return plain[:LONGEST].strip("-")
    return "".join(_fold_letter(letter) for letter in plain.translate(_FOLDED))[:LONGEST].strip("-\u2010\u2011")


def _fold_letter(letter: str) -> str:
    if letter in _KEPT or letter.isascii():
        return letter
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
