"""A request as expressions of PostgreSQL's full text.

Places of words are in no index: what must stand near each other is found by its words, and read. So a request is asked
in two: what is sure from the index alone, and what is left to be read.
"""

from collections.abc import Callable
from itertools import combinations, islice
from typing import NamedTuple

from ..beginning import Beginning
from ..columns import BEGINS, FIRST, SCOPE, SURFACE, quoted
from ..query import Alternative, Clause, Query
from ..scope import Scope
from .protocol import Request

_NEAR = 4
_MOST_PAIRS = 15


class Match(NamedTuple):
    """`sure` is met by the index alone. Of what meets `perhaps` the words are read, and must meet `whole`."""

    sure: str
    perhaps: str = ""
    whole: str = ""


def match(request: Request) -> Match:
    """A request: its words, within its scope."""
    whole = _within(request, _clause, _clause)
    sure = _within(request, _sure, _loose)
    if sure == whole:
        return Match(sure)
    loose = _within(request, _loose, _sure)
    return Match(sure, f"{loose} & !({sure})" if sure else loose, whole)


def telling(request: Request) -> list[str]:
    """What answers better than the rest, where too much matches to rank all of it: what has the words in its title; and
    where any of them will do, what has two of them, and what has each, so that a rare one is not lost."""
    found = [_within(request, _titled, _loose)]
    if request.query.any_clause:
        each = [said for clause in request.query.clauses if (said := _sure(clause))]
        pairs = [f"{one} & {other}" for one, other in islice(combinations(each, 2), _MOST_PAIRS)]
        within = _needed(request, _loose)
        found += [" & ".join([f"({words})", *within]) for words in (" | ".join(pairs), *each) if words]
    return list(filter(None, found))


def of_words(query: Query) -> str:
    return _joined(query, list(map(_clause, query.clauses)))


def begun(beginning: Beginning, scope: Scope, *, at_first: bool = False) -> Match:
    """What a title is asked for: its words, the last by its beginning; `at_first`, that it begins with the first."""
    mark = FIRST if at_first else BEGINS
    groups = [" | ".join(quoted(mark + reading) for reading in group) for group in beginning.words]
    last = [f"{quoted(mark + begins)}:*" for begins in beginning.begins]
    last += [quoted(mark + reading) for reading in beginning.meant]
    groups.append(" | ".join(last))
    return Match(" & ".join([*(f"({group})" for group in (groups[:1] if at_first else groups)), *_scoped(scope)]))


Say = Callable[[Clause], str]
"""A clause as an expression; empty where it has none of the kind."""


def _within(request: Request, wanted: Say, unwanted: Say) -> str:
    """Empty where nothing can meet it."""
    needed = _needed(request, unwanted)
    if request.query:
        words = _joined(request.query, list(map(wanted, request.query.clauses)))
        if not words:
            return ""
        needed.insert(0, f"({words})")
    return " & ".join(needed)


def _needed(request: Request, unwanted: Say) -> list[str]:
    """Of each entry, whatever the words are."""
    without = [f"!{said}" for clause in request.query.without if (said := unwanted(clause))]
    return [*without, *_scoped(request.scope)]


def _joined(query: Query, clauses: list[str]) -> str:
    if query.any_clause:
        return " | ".join(filter(None, clauses))
    return " & ".join(clauses) if all(clauses) else ""


def _scoped(scope: Scope) -> list[str]:
    needed = [f"({' | '.join(quoted(SCOPE + token) for token in group)})" for group in scope.all_of]
    return needed + [f"!{quoted(SCOPE + token)}" for token in scope.none_of]


def _any_of(alternatives: list[str]) -> str:
    return f"({' | '.join(alternatives)})" if alternatives else ""


def _clause(clause: Clause) -> str:
    return _any_of([_near(a) if _reads_places(a) else _all_of(a) for a in clause.alternatives])


def _sure(clause: Clause) -> str:
    """Without what must stand near each other."""
    return _any_of([_all_of(a) for a in clause.alternatives if not _reads_places(a)])


def _loose(clause: Clause) -> str:
    """Wherever the words stand."""
    return _any_of([_all_of(a) for a in clause.alternatives])


def _titled(clause: Clause) -> str:
    single = (alternative.words[0] for alternative in clause.alternatives if len(alternative.words) == 1)
    return _any_of([quoted(BEGINS + reading) for readings in single for reading in readings])


def _reads_places(alternative: Alternative) -> bool:
    """Of more than two words in any order it is enough that all are there."""
    return len(alternative.words) == 2 or (alternative.ordered and len(alternative.words) > 1)


def _near(alternative: Alternative) -> str:
    words = _words(alternative)
    if len(words) != 2:
        return f"({' <-> '.join(words)})"
    pairs = [words] if alternative.ordered else [words, words[::-1]]
    return f"({' | '.join(f'{one} <{steps}> {other}' for one, other in pairs for steps in range(1, _NEAR))})"


def _all_of(alternative: Alternative) -> str:
    return f"({' & '.join(_words(alternative))})"


def _words(alternative: Alternative) -> list[str]:
    """Each word in any of its readings."""
    first = SURFACE if alternative.surface else ""
    return [_any_of([quoted(first + reading) for reading in readings]) for readings in alternative.words]
