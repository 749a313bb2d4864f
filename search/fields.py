"""What an entry puts into an index: for every engine the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from .content import Written, written
from .language import Word

MOST_WORDS = 20_000


class Text(NamedTuple):
    """A text analysed: one after the other, what an index takes of each piece that stands between two spaces."""

    pieces: tuple[tuple[Word, ...], ...] = ()
    surfaces: tuple[tuple[str, ...], ...] = ()
    lemmas: tuple[tuple[str, ...], ...] = ()
    wholes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> "Text":
        found = written(text)
        if len(text) > 2 * MOST_WORDS:
            found = list(_first(found))
        return cls._make(islice(zip(*found, strict=True), len(cls._fields))) if found else cls()

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(chain.from_iterable(self.pieces))


@dataclass(frozen=True)
class Fields:
    title: Text
    body: Text
    labels: Text
    scope: tuple[str, ...]

    @classmethod
    def of(cls, title: str, body: str, labels: str, scope: Iterable[str]) -> "Fields":
        return cls(Text.of(title), Text.of(body), Text.of(labels), tuple(scope))

    @property
    def size(self) -> int:
        return sum(map(len, chain(self.title.pieces, self.body.pieces)))

    @property
    def begins(self) -> list[tuple[str, ...]]:
        """What each word of the title is completed by: its form, and its readings."""
        return [tuple(dict.fromkeys((word.surface, *word.wholes))) for word in self.title.words]

    def vocabulary(self) -> tuple[set[str], set[str]]:
        """The canonical words, and the forms as they are written."""
        title, body, labels = self.title, self.body, self.labels
        lemmas = chain(title.lemmas, body.lemmas, labels.lemmas)
        surfaces = chain(title.surfaces, body.surfaces, labels.surfaces)
        return set(chain.from_iterable(lemmas)), set(chain.from_iterable(surfaces))


def _first(found: Iterable[Written]) -> Iterator[Written]:
    """As much as has the most words that are taken of a text."""
    left = MOST_WORDS
    for piece in found:
        yield piece if len(piece.words) <= left else Written.of(piece.words[:left])
        left -= len(piece.words)
        if left <= 0:
            return
