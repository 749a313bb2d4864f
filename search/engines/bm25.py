"""How well an entry answers, by how often and how rarely its words occur."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

_K1, _B = 1.2, 0.75


@dataclass
class Document:
    """The words of a query in one entry; a frequency counts more in a title than in the body."""

    size: int = 1
    frequencies: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Statistics:
    entries: int
    usual_size: float
    counts: Mapping[str, int]

    def rarity(self, word: str) -> float:
        count = min(self.counts.get(word, 1), self.entries)
        return log(1 + (self.entries - count + 0.5) / (count + 0.5))


Words = Iterable[Iterable[str]]
"""Words that must all be there, each in any of its readings."""


def score(document: Document, clauses: Iterable[Iterable[Words]], statistics: Statistics) -> float:
    """Each clause counts by the best of its alternatives, so that many synonyms do not outweigh one exact answer."""
    length = _K1 * (1 - _B + _B * document.size / statistics.usual_size)

    def of_word(word: str) -> float:
        frequency = document.frequencies.get(word, 0.0)
        return statistics.rarity(word) * frequency * (_K1 + 1) / (frequency + length) if frequency else 0.0

    def of_all(words: Words) -> float:
        found = [max(map(of_word, readings), default=0.0) for readings in words]
        return sum(found) if all(found) else 0.0

    return sum(max(map(of_all, clause), default=0.0) for clause in clauses)
