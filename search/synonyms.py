"""Rules that widen a query: «rådmann, kommunedirektør» (both ways), «nøtterøy => nøtterøy, færder» (one way).

Both the rule and the query are analysed first, so one rule serves every inflected form and both written forms, and a
new rule works at once, with no text indexed again.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from .content import content_words
from .language import Word

logger = logging.getLogger(__name__)

RULES = Path(__file__).resolve().parent / "synonyms.txt"

Key = tuple[str, ...]
"""A term as the analysis sees it: the main whole of each of its words, stop words left out."""


@dataclass(frozen=True)
class Term:
    """One side of a rule: as it is written, its key, and every reading of each of its words."""

    written: str
    key: Key
    words: tuple[Word, ...]


@dataclass
class Rules:
    """What a term widens to. Keys of several words are found in a query as a run of words.

    `widened` goes by canonical words; `named` and `names` by words as they stand: the name «Fet» is no form of «fete».
    """

    widened: dict[Key, dict[Key, Term]] = field(default_factory=dict)
    named: dict[Key, tuple[Term, ...]] = field(default_factory=dict)
    names: dict[Key, str] = field(default_factory=dict)
    longest: int = 1
    bets: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """What editors show first for a query, by its key: kind and id of each thing."""

    def add(self, sources: Iterable[Term], targets: Iterable[Term]) -> None:
        targets = tuple(targets)
        for source in sources:
            others = {target.key: target for target in targets if target.key != source.key}
            if others:
                self.widened.setdefault(source.key, {}).update(others)
                self.longest = max(self.longest, len(source.key))

    def of(self, words: tuple[Word, ...]) -> tuple[Term, ...]:
        """What a run of words widens to, whichever of its readings a rule names."""
        found: dict[Key, Term] = {}
        for key in keys_of(words):
            found.update(self.widened.get(key, {}))
        found.update((term.key, term) for term in self.named.get(tuple(word.surface for word in words), ()))
        return tuple(found.values())

    def with_names(self, names: Mapping[str, Iterable[str]]) -> "Rules":
        """The same rules, and names that lead to others."""
        written = {tuple(word.surface for word in words): name for name in names if (words := words_of(name))}
        named = {key: tuple(term for other in names[name] for term in terms_of(other)) for key, name in written.items()}
        return replace(self, named=named, names=written, longest=max([self.longest, *map(len, named)]))

    def with_lines(self, lines: Iterable[str]) -> "Rules":
        """The same rules, and those in a text of the Solr format. A line that says nothing is passed over, with a
        warning."""
        rules = replace(self, widened={key: dict(terms) for key, terms in self.widened.items()})
        for number, line in enumerate(lines, 1):
            left, arrow, right = parted(line)
            sources = terms_of(left)
            targets = terms_of(right) if arrow else sources
            if arrow and not (sources and targets):
                logger.warning("Synonym rule on line %d says nothing: %s", number, line[:80])
            rules.add(sources, targets)
        return rules

    def know(self, sources: Iterable[Term], targets: Iterable[Term]) -> bool:
        """Whether each of the sources leads to each of the targets already, or is the same word."""
        targets = tuple(targets)
        return all(
            target.key == source.key or target.key in self.widened.get(source.key, {})
            for source in sources
            for target in targets
        )


def read(lines: Iterable[str]) -> Rules:
    """The rules in a text of the Solr format."""
    return Rules().with_lines(lines)


def parted(line: str) -> tuple[str, bool, str]:
    """What stands on the left of a rule, whether an arrow leads on, and where to. What follows a # is a remark."""
    left, arrow, right = line.partition("#")[0].strip().partition("=>")
    return left.strip(), bool(arrow), right.strip()


@cache
def shipped() -> Rules:
    with RULES.open(encoding="utf-8") as lines:
        return read(lines)


def terms_of(text: str) -> tuple[Term, ...]:
    """The terms of one side, the readings that the others of the side confirm preferred."""
    written = [(part.strip(), words_of(part)) for part in text.split(",")]
    sure = {word.main for _part, words in written for word in words if word.surface == word.main}
    return tuple(Term(part, tuple(_chosen(word, sure) for word in words), words) for part, words in written if words)


def words_of(text: str) -> tuple[Word, ...]:
    """The analysed words of a text without its stop words."""
    return tuple(content_words(text))


def _chosen(word: Word, sure: set[str]) -> str:
    if word.main in sure:
        return word.main
    return next((whole for whole in word.wholes if whole in sure), word.main)


def keys_of(words: tuple[Word, ...]) -> Iterator[Key]:
    """Every key that a run of words may be meant by."""
    if not words:
        yield ()
        return
    for rest in keys_of(words[1:]):
        for whole in words[0].wholes:
            yield (whole, *rest)
