"""Words of nynorsk that the lexicon does not lead to those of bokmål, and forms that it lacks: `doublets.txt`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parent / "doublets.txt"
_SHORTEST = 3
_SHORTEST_ENDING = 4
"""Letters of a word that may be the last part of another, and of what must stand before it: three."""


class Reading(NamedTuple):
    lemma: str
    kind: str  # n(oun), v(erb), a(djective), d (adverb), p (name)


@dataclass(frozen=True)
class Doublets:
    """`lemmas` by those of nynorsk, `endings` likewise, `forms` by how they are written."""

    lemmas: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)

    def of(self, form: str) -> tuple[Reading, ...]:
        return self.forms.get(form, ())

    def prefixes(self, text: str) -> Iterator[str]:
        return (text[:end] for end in range(_SHORTEST, len(text) + 1) if text[:end] in self.forms)

    def bokmal(self, lemma: str) -> str:
        """What a dictionary form is in bokmål: the same for most."""
        if lemma in self.lemmas:
            return self.lemmas[lemma]
        for at in range(_SHORTEST, len(lemma) - _SHORTEST_ENDING + 1):
            if lemma[at:] in self.endings:
                return lemma[:at] + self.endings[lemma[at:]]
        return lemma

    def as_last(self, lemma: str) -> tuple[str, ...]:
        """A dictionary form, and what it may be besides where it is the last part of a compound."""
        return (lemma, self.endings[lemma]) if lemma in self.endings else (lemma,)


@cache
def shipped() -> Doublets:
    with SOURCE.open(encoding="utf-8") as lines:
        return read(lines)


@cache
def digest() -> str:
    return blake2s(SOURCE.read_bytes(), digest_size=4).hexdigest()


def read(lines: Iterable[str]) -> Doublets:
    lemmas: dict[str, str] = {}
    endings: dict[str, str] = {}
    forms: dict[str, list[Reading]] = defaultdict(list)
    for line in lines:
        said, _, written = line.partition("#")[0].strip().partition(":")
        if written:
            reading = Reading(*said.split())
            for form in written.split():
                forms[form].append(reading)
        elif said:
            nynorsk, bokmal = said.split()
            if not nynorsk.startswith("-"):
                lemmas[nynorsk] = bokmal
            endings[nynorsk.removeprefix("-")] = bokmal
    return Doublets(lemmas, endings, {form: tuple(readings) for form, readings in forms.items()})
