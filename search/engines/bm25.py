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


def score(document: Document, clauses: Iterable[Iterable[str]], statistics: Statistics) -> float:
    """Each clause counts by the best of its words, so that many synonyms do not outweigh one exact answer."""
    length = _K1 * (1 - _B + _B * document.size / statistics.usual_size)
    return sum(
        max(
            (
                statistics.rarity(word) * frequency * (_K1 + 1) / (frequency + length)
                for word in clause
                if (frequency := document.frequencies.get(word))
            ),
            default=0.0,
        )
        for clause in clauses
    )
