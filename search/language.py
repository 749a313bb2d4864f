"""One analysis of Norwegian for every engine: what a word is (its wholes) and what it is made of (its parts).

Both written forms lead to the same wholes: «sjukefråværet» and «sykefravær» meet. A word of several readings keeps
them all. A word that the lexicon does not know is split into known ones, or brought to its stem.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

import snowballstemmer

from .compounds import LONGEST, Piece, halves, split
from .readings import Lexicon, Reading, open_lexicon
from .stopwords import STOP_WORDS

_WORD = re.compile(r"[^\W_]+(?:[-\u00ad\u2010\u2011][^\W_]+)*")
_HYPHENS = re.compile(r"[-\u2010\u2011]")
_SOFT_HYPHEN = "\u00ad"
_KEPT = frozenset("æøå")
_FOLDED = str.maketrans({"ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})
_MOST_READINGS = 6
_MOST_JOINED = 6
_CACHED_WORDS = 4096


class Token(NamedTuple):
    """A word as it stands in a text."""

    start: int
    end: int
    surface: str  # in lower case, accents folded, without soft hyphens


class Part(NamedTuple):
    """A part of a compound, and where it stands in the surface form."""

    start: int
    end: int
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    surface: str
    wholes: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    known: bool = False

    @property
    def is_new_compound(self) -> bool:
        """Whether it is made of known words and not in the lexicon itself."""
        return bool(self.parts) and not self.known

    @property
    def main(self) -> str:
        """The reading to prefer where only one will do: the word itself if it is a dictionary form."""
        return self.surface if self.surface in self.wholes else self.wholes[0]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text with their places. Hyphens hold a word together; a soft hyphen is none of its letters."""
    for match in _WORD.finditer(text):
        surface = fold(match.group())
        if surface:
            yield Token(match.start(), match.end(), surface)


def fold(word: str) -> str:
    """Lower case, soft hyphens gone, accents folded; æ, ø and å stay what they are. Very long words are cut."""
    plain = unicodedata.normalize("NFC", word[: 4 * LONGEST].replace(_SOFT_HYPHEN, "").lower())
    if plain.isascii():
        return plain[:LONGEST].strip("-")
    return "".join(_fold_letter(letter) for letter in plain.translate(_FOLDED))[:LONGEST].strip("-\u2010\u2011")


def is_stop_word(surface: str) -> bool:
    return surface in STOP_WORDS


@lru_cache(maxsize=_CACHED_WORDS)
def analyse(surface: str) -> Word:
    """What a word (folded, as a Token holds it) is and is made of. Never fails, always at least one whole."""
    if _HYPHENS.search(surface):
        return _hyphenated(surface)
    lexicon = open_lexicon()
    readings = _readings(surface, lexicon)
    if readings and lexicon:
        nouns = frozenset(reading.lemma for reading in readings if reading.kind == "n")
        return Word(surface, _lemmas(readings), _parts(halves(surface, nouns, lexicon), lexicon), known=True)
    parts = _parts(split(surface, lexicon), lexicon) if lexicon else ()
    if parts:
        return Word(surface, _joined(parts), parts)
    return Word(surface, (stem(surface),))


def version() -> str:
    """Names the analysis: an index made by another one must be made again."""
    return "lexicon-1" if open_lexicon() else "stemmer-1"


@lru_cache(maxsize=_CACHED_WORDS)
def stem(surface: str) -> str:
    return str(_stemmer().stemWord(surface)) or surface


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("norwegian")


def _fold_letter(letter: str) -> str:
    if letter in _KEPT or letter.isascii():
        return letter
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))


def _readings(surface: str, lexicon: Lexicon | None) -> tuple[Reading, ...]:
    return lexicon.readings(surface) if lexicon else ()


def _lemmas(readings: tuple[Reading, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(reading.lemma) for reading in readings))[:_MOST_READINGS]


def _parts(pieces: tuple[Piece, ...], lexicon: Lexicon) -> tuple[Part, ...]:
    """Nouns and adjectives stand first in a compound where they can, nouns last: «vakt» in one is not «vekke»."""
    parts = []
    for piece in pieces:
        readings = lexicon.readings(piece.form)
        kinds = "n" if piece is pieces[-1] else "na"
        among = tuple(reading for reading in readings if reading.kind in kinds)
        parts.append(Part(piece.start, piece.end, _lemmas(among or readings)))
    return tuple(parts)


def _joined(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The compound in canonical form, once for each pair of readings of its parts."""
    choices = product(*(part.lemmas for part in parts))
    return tuple(dict.fromkeys("".join(lemmas) for lemmas in islice(choices, _MOST_JOINED)))


def _hyphenated(surface: str) -> Word:
    """«kick-off» is «kickoff», made of «kick» and «off»; «IA-avtalen» is made of «ia» and «avtale»."""
    joined = analyse(_HYPHENS.sub("", surface))
    parts, start = [], 0
    for piece in _HYPHENS.split(surface)[:8]:
        parts.append(Part(start, start + len(piece), analyse(piece).wholes))
        start += len(piece) + 1
    wholes = joined.wholes if joined.known or joined.parts else _joined(tuple(parts))
    return Word(surface, wholes, tuple(parts), known=joined.known)
