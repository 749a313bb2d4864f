"""What of a text says what it is about: its words without those that only hold it together."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from . import names
from .language import Word, meant, read
from .stopwords import STOP_WORDS
from .tokens import Token, fold, forms

_REMEMBERED = 4096
_REMEMBERED_OF_ALL = 50_000
_LONGEST_REMEMBERED = 100
"""Letters and signs between two spaces."""
_MADE_AT_ONCE = 100_000


class Written(NamedTuple):
    """What stands between two spaces: its words that say something, and what an index takes of them."""

    words: tuple[Word, ...]
    surfaces: tuple[str, ...]
    lemmas: tuple[str, ...]
    wholes: str
    parts: str
    may_begin_a_name: bool = False
    """Of several words, of which this is the first."""

    @classmethod
    def of(cls, words: tuple[Word, ...]) -> "Written":
        return cls(
            words,
            tuple(word.surface for word in words),
            tuple(lemma for word in words for lemma in word.lemmas),
            " ".join(whole for word in words for whole in word.wholes),
            " ".join(lemma for word in words for lemma in word.part_lemmas),
        )


def is_stop_word(surface: str) -> bool:
    return surface in STOP_WORDS


def content_words(text: str, *, asked: bool = False) -> Iterator[Word]:
    """What `read` finds, without the words that say nothing of what a text is about."""
    if asked:
        return _telling(read(text, asked=True))
    return chain.from_iterable(piece.words for piece in written(text))


def written(text: str) -> list[Written]:
    """The same of a text, piece by piece: no word has a space in it, but for a name of several words."""
    found = [*map(_remembered.__getitem__, text.split())]
    if any(map(_may_begin_a_name, found)):
        return [Written.of((word,)) for word in _telling(read(text))]
    return found


_may_begin_a_name = attrgetter("may_begin_a_name")


def _telling(found: Iterable[tuple[Token, Word]]) -> Iterator[Word]:
    return (word for _token, word in found if not is_stop_word(word.surface))


def _read(piece: str) -> Written:
    found = [(surface, form[0].isupper()) for form in forms(piece) if (surface := fold(form))]
    words = tuple(meant(*one, asked=False) for one in found if not is_stop_word(one[0]))
    runs = names.of_places().runs
    return Written.of(words)._replace(may_begin_a_name=any(capital and surface in runs for surface, capital in found))


class _Remembered(dict[str, Written]):
    """What pieces say: most come again and again. Full, it begins anew: to keep in mind which was met last costs more
    than to read one again. What is too long for a word is left out."""

    most = _REMEMBERED

    def __missing__(self, piece: str) -> Written:
        found = _read(piece)
        if len(piece) <= _LONGEST_REMEMBERED:
            if len(self) >= self.most:
                self.clear()
            self[piece] = found
        return found


_remembered = _Remembered()


@contextmanager
def reading_much() -> Iterator[None]:
    """Remember more words for a while, and look for garbage seldom: whoever reads everything there is meets most words
    again and again, and makes so many things at once that half of the time would go into looking through them."""
    usual, often = _remembered.most, gc.get_threshold()
    _remembered.most = _REMEMBERED_OF_ALL
    gc.set_threshold(_MADE_AT_ONCE, *often[1:])
    try:
        yield
    finally:
        _remembered.most = usual
        _remembered.clear()
        gc.set_threshold(*often)
