"""What an index inside the database keeps of an entry. Made of its texts alone: no database is needed for it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from hashlib import blake2s
from itertools import chain
from itertools import count as places
from typing import Any, NamedTuple

from .fields import Fields
from .language import Word

ALL = "*"
"""Stands among the words of an audience for how many entries it has at all."""
SURFACE, SCOPE, BEGINS, FIRST = "=", "@", "~", "^"
"""First letters that no word has, in a vector of PostgreSQL."""
_APART = 10
"""Places between two texts."""
_PLACE = "\t"

Kept = tuple[Any, ...]
Counts = defaultdict[tuple[str, bool], Counter[str]]
"""How many entries have each word, by audience and by whether it is canonical."""


class Said(NamedTuple):
    """As much of an entry as is read."""

    audience: str
    title: str
    text: str
    labels: str
    scope: Sequence[str]

    @property
    def fields(self) -> Fields:
        return Fields.of(self.title, self.text, self.labels, self.scope)


def no_counts() -> Counts:
    return defaultdict(Counter)


def read(entries: Iterable[Said], kept_of: Callable[[Fields], Kept], counts: Counts) -> list[Kept]:
    """Some entries as an engine keeps them, and their words added to the counts: each is analysed once."""
    analysed = [(said.audience, said.fields) for said in entries]
    count(analysed, counts)
    return [kept_of(fields) for _audience, fields in analysed]


def count(entries: Iterable[tuple[str, Fields]], counts: Counts) -> None:
    """Add the words of entries, given as (audience, fields)."""
    for audience, fields in entries:
        counts[audience, True][ALL] += 1
        for canonical, words in zip((True, False), fields.vocabulary(), strict=True):
            counts[audience, canonical].update(words)


def for_sqlite(fields: Fields) -> Kept:
    """The columns of `search_fts`, then those of `search_titles`."""
    title, body, labels = fields.title, fields.body, fields.labels
    scope = " ".join(fields.scope)
    begins = fields.begins
    return (
        _joined(title.wholes),
        _joined(body.wholes),
        _joined(title.parts),
        _joined(body.parts),
        _joined(chain(labels.wholes, labels.parts)),
        _flat(chain(title.surfaces, labels.surfaces, body.surfaces)),
        scope,
        _flat(begins[:1]),
        _flat(begins),
        scope,
    )


def for_postgres(fields: Fields) -> Kept:
    """The literal of a tsvector, how many words it is of, and by what both are known again."""
    literal, size = vector(fields), fields.size
    return literal, size, blake2s(f"{size} {literal}".encode()).hexdigest()


def vector(fields: Fields) -> str:
    """Wholes of the title A, its parts and labels B, the body C, its parts D. A word stands in it once for each of its
    places: PostgreSQL brings them together, and takes a place beyond its last for that one."""
    said: list[str] = []
    at = 1
    for text, whole, part in ((fields.title, "A", "B"), (fields.labels, "B", "B"), (fields.body, "C", "D")):
        words = text.words
        said += map(str.join, map(str, places(at)), map(_around(whole, part), words))
        at += len(words) + _APART
    begins = fields.begins
    said += [quoted(BEGINS + word) for words in begins for word in words]
    said += [quoted(FIRST + word) for words in begins[:1] for word in words]
    said += [quoted(SCOPE + token) for token in fields.scope]
    return " ".join(said)


@cache
def _around(whole: str, part: str) -> Callable[[Word], list[str]]:
    @lru_cache(maxsize=20_000)
    def around(word: Word) -> list[str]:
        """What a word is in a vector, wherever its place is left out."""
        lexemes = [(lexeme, whole) for lexeme in (*word.wholes, SURFACE + word.surface)]
        lexemes += [(lexeme, part) for lexeme in word.part_lemmas if lexeme not in word.wholes]
        return " ".join(f"{quoted(lexeme)}:{_PLACE}{weight}" for lexeme, weight in lexemes).split(_PLACE)

    return around


def quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "").replace("'", "") + "'"


def _flat(places: Iterable[Iterable[str]]) -> str:
    return _joined(chain.from_iterable(places))


def _joined(places: Iterable[str]) -> str:
    return " ".join(filter(None, places))
