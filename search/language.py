"""One analysis of Norwegian for every engine: what a word is (its wholes) and what it is made of (its parts).

Both written forms lead to the same wholes: «sjukefråværet» and «sykefravær» meet. A word of several readings keeps
them all. A word that the lexicon does not know is split into known ones, or brought to its stem.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

import snowballstemmer

from . import doublets, names
from .compounds import LINKS, Piece, halves, split
from .doublets import Reading
from .names import HYPHENS
from .readings import Lexicon, open_lexicon
from .tokens import Token, fold, tokens

_MOST_READINGS = 6
_MOST_JOINED = 6
_MOST_OF_EACH = 3
_CACHED_WORDS = 4096


class Part(NamedTuple):
    """A part of a compound, and where it stands in the surface form."""

    start: int
    end: int
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """`known`: as it stands, not only as made of others. `name`: the canonical word of the place that it names.
    `part_lemmas`: what its parts are, each once. `lemmas`: these and its wholes."""

    surface: str
    wholes: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    known: bool = False
    name: str = ""
    part_lemmas: tuple[str, ...] = field(init=False, compare=False)
    lemmas: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        part_lemmas = tuple(dict.fromkeys(lemma for part in self.parts for lemma in part.lemmas))
        object.__setattr__(self, "part_lemmas", part_lemmas)
        object.__setattr__(self, "lemmas", tuple(dict.fromkeys((*self.wholes, *part_lemmas))))

    def __hash__(self) -> int:
        """Quickly: words are looked up for each place of a text."""
        return hash(self.surface)

    @property
    def is_new_compound(self) -> bool:
        """Whether it is made of known words and not in the lexicon itself."""
        return bool(self.parts) and not self.known

    @property
    def main(self) -> str:
        """The reading to prefer where only one will do: the word itself if it is a dictionary form."""
        return self.surface if self.surface in self.wholes else self.wholes[0]


def read(text: str, *, asked: bool = False) -> Iterator[tuple[Token, Word]]:
    """The words of a text as they are meant there, names of places as such.

    In a text a name has its capital, where an ordinary word looks like it; who asks (`asked`) may leave it out.
    """
    written = list(tokens(text))
    places = names.of_places()
    run, until = "", 0
    for at, token in enumerate(written):
        capital = text[token.start].isupper()
        if at >= until and (capital or asked) and (found := places.run_at(written, at)):
            run, until = names.joined(found), at + len(found)
        word = meant(token.surface, capital, asked)
        yield token, _within(run, word) if at < until else word


@lru_cache(maxsize=_CACHED_WORDS)
def meant(surface: str, capital: bool, asked: bool) -> Word:
    """What a word (folded) is, with its capital or without: a name of a place, or an ordinary word."""
    name, word = names.of_places().canonical(surface), analyse(surface)
    if not name:
        return word
    lexicon = open_lexicon()
    if capital or not (word.known or lexicon is None):
        return Word(surface, (name,), _names_in(surface), known=True, name=name)
    if not asked:
        return word
    # «bergen» is asked for the town; «heim» may be asked for either.
    either = lexicon is None or lexicon.has_noun(surface)
    return replace(word, wholes=(name, *word.wholes), name=name) if either else Word(surface, (name,), name=name)


def _within(run: str, word: Word) -> Word:
    """A word of a name of several: it counts as the whole name, and as itself only where it is one too."""
    return Word(word.surface, (run, word.name) if word.name else (run,), known=True, name=run)


def _names_in(surface: str) -> tuple[Part, ...]:
    """Names within one with hyphens: «Varanger» in «Sør-Varanger»."""
    pieces = HYPHENS.split(surface)
    ends = [sum(map(len, pieces[:number])) + number - 1 for number in range(1, len(pieces) + 1)]
    found = [(end, piece, names.of_places().canonical(piece)) for end, piece in zip(ends, pieces, strict=True)]
    return tuple(Part(end - len(piece), end, (name,)) for end, piece, name in found if name) if len(pieces) > 1 else ()


@lru_cache(maxsize=_CACHED_WORDS)
def analyse(surface: str) -> Word:
    """What an ordinary word (folded, as a Token holds it) is and is made of. Never fails, always at least one whole."""
    if HYPHENS.search(surface):
        return _hyphenated(surface)
    lexicon = open_lexicon()
    readings = _readings(surface, lexicon)
    if readings and lexicon:
        nouns = frozenset(reading.lemma for reading in lexicon.as_listed(surface) if reading.kind == "n")
        return Word(surface, _lemmas(readings), _parts(halves(surface, nouns, lexicon), lexicon), known=True)
    pieces = split(surface, lexicon) if lexicon else ()
    if pieces and lexicon:
        parts = _parts(pieces, lexicon)
        return Word(surface, _compound(surface, parts, lexicon), parts)
    return Word(surface, (stem(surface),))


@lru_cache(maxsize=_CACHED_WORDS)
def deeds(surface: str) -> tuple[str, ...]:
    """Canonical words for the same deed, where a word is a verb or what one does."""
    lexicon = open_lexicon()
    return tuple(fold(lemma) for lemma in lexicon.deeds(surface)) if lexicon else ()


def version() -> str:
    """Names the analysis: an index made by another one must be made again."""
    kind = f"lexicon-{doublets.digest()}" if open_lexicon() else "stemmer"
    return f"{kind}-4-{names.of_places().digest}"


@lru_cache(maxsize=_CACHED_WORDS)
def stem(surface: str) -> str:
    return str(_stemmer().stemWord(surface)) or surface


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("norwegian")


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
    *before, last = parts or [Part(0, 0, ())]
    also = tuple(dict.fromkeys(other for lemma in last.lemmas for other in doublets.shipped().as_last(lemma)))
    return (*before, last._replace(lemmas=also)) if parts else ()


def _joined(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The compound in canonical form, once for each pair of readings of its parts."""
    choices = product(*(part.lemmas for part in parts))
    return tuple(dict.fromkeys("".join(lemmas) for lemmas in islice(choices, _MOST_JOINED)))


def _compound(surface: str, parts: tuple[Part, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The word of the lexicon that it is when its parts are canonical: «hovudtillitsvald» is «hovedtillitsvalgt». It
    is itself, too, without its linking letters, in which the written forms differ."""
    choices = product(*(_linked(surface[part.start : part.end], part) for part in parts))
    linked = ["".join(lemmas) for lemmas in islice(choices, _MOST_JOINED)]
    known = _lemmas(tuple(r for word in linked for r in _readings(word, lexicon) if r.kind in "na"))
    return tuple(dict.fromkeys((*known[:_MOST_OF_EACH], *_joined(parts)[:_MOST_OF_EACH])))


def _linked(surface: str, part: Part) -> list[str]:
    """Its lemmas, with the letter that links it to the next part: with «s» as with «e»."""
    link = next((link for link in LINKS if surface.endswith(link)), "")
    return [lemma if lemma.endswith(link) else lemma + link for lemma in part.lemmas]


def _hyphenated(surface: str) -> Word:
    """«kick-off» is «kickoff», made of «kick» and «off»; «Grong-modellen» is made of the name and «modell»."""
    joined = analyse(HYPHENS.sub("", surface))
    parts, start = [], 0
    for piece in HYPHENS.split(surface)[:8]:
        name, wholes = names.of_places().canonical(piece), analyse(piece).wholes
        parts.append(Part(start, start + len(piece), (*wholes, name) if name else wholes))
        start += len(piece) + 1
    wholes = joined.wholes if joined.known or joined.parts else _joined(tuple(parts))
    return Word(surface, wholes, tuple(parts), known=joined.known)
