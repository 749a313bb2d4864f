"""An entry as a query meets it, in memory: the same rules as the engines have, and the same answer on each of them.

Many entries are read at once and turned around: by each word, which of them hold it, a bit for each. So a saved search
that none of them meets costs a few look-ups, however many there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from ..fields import Fields, Text
from ..query import Alternative, Clause, Query, Readings
from ..reread import fits
from ..scope import entry_tokens

SURFACE = "="
"""First letter of a form as it is written, which no word has."""
NEAR = 3
"""Places from a word to the next that it is asked for together with."""

Place = frozenset[str]


@dataclass(frozen=True)
class Reading:
    """`texts`: title, labels and body, at each place what the word there is, is made of and reads as."""

    audience: str
    scope: frozenset[str]
    texts: tuple[tuple[Place, ...], ...]
    original: str

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Reading":
        """Of an entry's columns, as they are now or were."""
        fields = Fields.of(said["title"], said["text"], said["labels"], ())
        return cls(
            audience=said["audience"],
            scope=frozenset(entry_tokens(said["audience"], said["facets"], said["shown_otherwise_in"])),
            texts=tuple(_places(text) for text in (fields.title, fields.labels, fields.body)),
            original=f"{said['title']}\n{said['text']}",
        )

    @property
    def tokens(self) -> frozenset[str]:
        return self.scope.union(*(place for text in self.texts for place in text))

    def meets(self, query: Query) -> bool:
        needed = any if query.any_clause else all
        if query.clauses and not needed(self._meets(clause) for clause in query.clauses):
            return False
        if any(self._meets(clause) for clause in query.without):
            return False
        return fits(self.original, query)

    def _meets(self, clause: Clause) -> bool:
        return any(_stands(alternative, text) for alternative in clause.alternatives for text in self.texts)


def _places(text: Text) -> tuple[Place, ...]:
    return tuple(frozenset((*word.lemmas, SURFACE + word.surface)) for word in text.words)


def _stands(alternative: Alternative, text: Sequence[Place]) -> bool:
    """Whether its words stand in a text: several of them near each other, in their order where that is asked for."""
    wanted = [_as_tokens(alternative, readings) for readings in alternative.words]
    found = [[at for at, place in enumerate(text) if not place.isdisjoint(readings)] for readings in wanted]
    if not all(found):
        return False
    first, *others = found
    reach = NEAR * len(others)
    if alternative.ordered:
        return any(_follows(at, others) for at in first)
    return any(all(any(abs(at - other) <= reach for other in places) for places in others) for at in first)


def _follows(at: int, others: Sequence[Sequence[int]]) -> bool:
    if not others:
        return True
    return any(at < other <= at + NEAR and _follows(other, others[1:]) for other in others[0])


def _as_tokens(alternative: Alternative, readings: Readings) -> frozenset[str]:
    return frozenset(SURFACE + form for form in readings) if alternative.surface else frozenset(readings)


def _asks_for_single_words(query: Query) -> bool:
    """Whether nothing in it depends on where words stand, and nothing is unwanted."""
    apart = all(len(alternative.words) == 1 for clause in query.clauses for alternative in clause.alternatives)
    return apart and not (query.takes_away or query.reads_again)


class Batch:
    """Some readings, turned around."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        self._holding: dict[str, int] = defaultdict(int)
        for at, reading in enumerate(readings):
            for token in reading.tokens:
                self._holding[token] |= 1 << at

    def met(self, query: Query, filters: Iterable[Iterable[str]]) -> Iterator[int]:
        """The numbers of those that meet a query within filters, whoever may see them."""
        held = self._all_of(self._any_of(group) for group in filters)
        if query.clauses and held:
            clauses = [self._clause(clause) for clause in query.clauses]
            held &= reduce(or_, clauses) if query.any_clause else reduce(and_, clauses)
        is_sure = _asks_for_single_words(query)
        while held:
            at = (held & -held).bit_length() - 1
            held &= held - 1
            if is_sure or self.readings[at].meets(query):
                yield at

    def _clause(self, clause: Clause) -> int:
        """Those that may meet it: that hold all words of an alternative, wherever they stand."""
        found = (
            self._all_of(self._any_of(_as_tokens(alternative, readings)) for readings in alternative.words)
            for alternative in clause.alternatives
        )
        return reduce(or_, found, 0)

    def _any_of(self, tokens: Iterable[str]) -> int:
        return reduce(or_, (self._holding.get(token, 0) for token in tokens), 0)

    def _all_of(self, groups: Iterable[int]) -> int:
        return reduce(and_, groups, (1 << len(self.readings)) - 1)
