"""What a word found nowhere was meant to be: a word that begins so, or one a slip of the finger away.

Nowhere means nowhere that this viewer may look, and a guess is offered only where the index finds it for them.
"""

from collections.abc import Iterator
from dataclasses import replace

from . import vocabulary
from .engines import Request, embedded
from .query import Clause, Query, parse
from .scope import Scope
from .synonyms import Rules

_MOST_GUESSES = 3
_SHORTEST_BEGINNING = 3
_SPELT_OUT = (("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("o", "ø"), ("a", "å"))
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
    if len(word) >= _SHORTEST_BEGINNING:
        yield from vocabulary.completions(word, scope.keys, _MOST_GUESSES)
