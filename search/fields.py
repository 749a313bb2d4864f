"""What an entry puts into an index: for every engine the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from operator import attrgetter

from .language import Word, content_words

MOST_WORDS = 20_000
_lemmas, _surface = attrgetter("lemmas"), attrgetter("surface")


@dataclass(frozen=True)
class Text:
    """A text analysed, word by word."""

    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> "Text":
        return cls(tuple(islice(content_words(text), MOST_WORDS)))


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
        return len(self.title.words) + len(self.body.words)

    @property
    def begins(self) -> list[tuple[str, ...]]:
        """What each word of the title is completed by: its form, and its readings."""
        return [tuple(dict.fromkeys((word.surface, *word.wholes))) for word in self.title.words]

    def vocabulary(self) -> tuple[set[str], set[str]]:
        """The canonical words, and the forms as they are written."""
        words = (*self.title.words, *self.body.words, *self.labels.words)
        return set(chain.from_iterable(map(_lemmas, words))), set(map(_surface, words))
