"""What a word found nowhere was meant to be: a word that begins so, or one a slip of the finger away.

Nowhere means nowhere that this viewer may look, and a guess is offered only where the index finds it for them.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from . import vocabulary
from .engines import Request, embedded
from .language import analyse
from .query import Clause, Query, parse
from .scope import Scope
from .synonyms import Rules

_MOST_GUESSES = 3
_SHORTEST_BEGINNING = 3
_SPELT_OUT = (("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("o", "ø"), ("a", "å"))
_MEANT = {"a": "å", "o": "ø", "e": "æ"}
_SHORTEST_COMPOUND = 9
_MOST_COMPOUNDS = 4
Guesses = dict[str, tuple[str, ...]]


def mend(query: Query, scope: Scope, rules: Rules) -> tuple[Query, Guesses]:
    """The query with each word that is found nowhere replaced by what it may mean, and what was put for which."""
    anywhere = scope.unfiltered()
    guesses: Guesses = {}
    clauses = []
    for clause in query.clauses:
        if not _found(clause, query, anywhere) and (words := tuple(_guesses(clause, query, anywhere))):
            guesses[clause.written] = words
            meant = [
                alternative for word in words for c in parse(word, rules).clauses for alternative in c.alternatives
            ]
            clause = replace(clause, alternatives=tuple(dict.fromkeys(meant)))
        clauses.append(clause)
    return query.with_clauses(clauses), guesses


def _found(clause: Clause, query: Query, scope: Scope) -> bool:
    return embedded().exists(Request(Query(query.text, (clause,)), scope))


def _guesses(clause: Clause, query: Query, scope: Scope) -> Iterator[str]:
    if len(clause.words) != 1 or clause.is_as_written or any(letter.isdigit() for letter in clause.written):
        return  # a figure is meant as it stands: 2014 is no slip for 2013
    number = 0
    for word in dict.fromkeys(_candidates(clause.words[0].surface, scope)):
        if any(_found(candidate, query, scope) for candidate in parse(word, Rules()).clauses):
            yield word
            number += 1
        if number == _MOST_GUESSES:
            return


def _candidates(word: str, scope: Scope) -> Iterator[str]:
    for written, meant in _SPELT_OUT:
        if written in word:
            yield word.replace(written, meant)
    yield from vocabulary.near(word, scope.keys, _MOST_GUESSES * 2)
    yield from _compounds_like(word)
    if len(word) >= _SHORTEST_BEGINNING:
        yield from vocabulary.completions(word, scope.keys, _MOST_GUESSES)


def _compounds_like(word: str) -> Iterator[str]:
    """Compounds that stand in no text as they are, spelt right: a letter doubled or not, or one of æ, ø and å."""
    if len(word) < _SHORTEST_COMPOUND:
        return
    found = (slip for slip in _slips(word) if (read := analyse(slip)).known or read.parts)
    yield from islice(found, _MOST_COMPOUNDS)


def _slips(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        before, after = word[:at], word[at + 1 :]
        if after[:1] == letter:
            yield before + after
        elif letter not in "aeiouyæøå":
            yield before + letter + letter + after
        elif letter in _MEANT:
            yield before + _MEANT[letter] + after
        yield before + after[:1] + letter + after[1:]
