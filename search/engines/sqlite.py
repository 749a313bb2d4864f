"""FTS5, asked first and joined afterwards.

The table holds its own copy of the tokens, so that a delete needs no old text, and is written by code only: a trigger
would be lost when Django remakes the table it hangs on. Audience and filters are tokens of the same index: counting
within them costs a tenth of what a join does.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import islice, product
from typing import Any

from django.db import connection

from ..beginning import Beginning
from ..columns import Kept, for_sqlite
from ..query import Alternative, Clause, Query
from ..scope import Scope
from .answering import Answering
from .protocol import SORTED_BY, Counts, Order, Place, Request

CREATE = """
CREATE VIRTUAL TABLE search_fts USING fts5(
    title, body, title_parts, body_parts, labels, surface, scope,
    tokenize = 'unicode61 remove_diacritics 0'
)
"""
DROP = "DROP TABLE search_fts"

CREATE_TITLES = """
CREATE VIRTUAL TABLE search_titles USING fts5(
    first, words, scope, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4 5'
)
"""
"""Small, since it is asked with each letter: what titles begin with, and their words."""
DROP_TITLES = "DROP TABLE search_titles"

_COLUMNS = 7
"""Of `search_fts`; those of `search_titles` follow."""
_WRITE = (
    "REPLACE INTO search_fts (rowid, title, body, title_parts, body_parts, labels, surface, scope)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
_WRITE_TITLES = "REPLACE INTO search_titles (rowid, first, words, scope) VALUES (%s, %s, %s, %s)"
_STANDING = (
    "SELECT f.rowid, f.*, t.* FROM search_fts f CROSS JOIN search_titles t ON t.rowid = f.rowid"
    " WHERE f.rowid IN (SELECT value FROM json_each(%s))"
)

WEIGHTS = "bm25(3.0, 1.0, 1.5, 0.5, 1.5, 1.0, 0.0)"
_CANONICAL = "{title body title_parts body_parts labels}"
_NEAR = 5
_MOST_RUNS = 8


_LISTED = (
    "SELECT e.id, 0.0 FROM search_fts JOIN search_searchentry e ON e.id = search_fts.rowid WHERE search_fts MATCH %s"
)


class SqliteEngine(Answering):
    tables: tuple[str, ...] = ("search_fts", "search_titles")

    kept_of = staticmethod(for_sqlite)

    def differing(self, entries: Sequence[tuple[int, Kept]]) -> list[tuple[int, Kept]]:
        rows = self._rows(_STANDING, json.dumps([pk for pk, _kept in entries]))
        standing = {pk: tuple(kept) for pk, *kept in rows}
        return [(pk, kept) for pk, kept in entries if standing.get(pk) != kept]

    def write(self, entries: Sequence[tuple[int, Kept]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(_WRITE, [(pk, *kept[:_COLUMNS]) for pk, kept in entries])
            cursor.executemany(_WRITE_TITLES, [(pk, *kept[_COLUMNS:]) for pk, kept in entries])

    def remove(self, entry_id: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_fts WHERE rowid = %s", [entry_id])
            cursor.execute("DELETE FROM search_titles WHERE rowid = %s", [entry_id])

    def find(self, request: Request, order: Order, limit: int, after: Place | None = None) -> list[tuple[int, float]]:
        if order is not Order.RELEVANCE or not request.query:
            by = SORTED_BY.get(order, SORTED_BY[Order.NEWEST])
            beyond = ["AND (", by, ", e.id) < (%s, %s)"] if after else []
            sql = " ".join([_LISTED, *beyond, "ORDER BY", by, "DESC, e.id DESC LIMIT %s"])
            return self._rows(sql, match(request), *(after or ()), limit)
        # To rank, bm25 counts every entry that holds any word of the expression: for «public» that is most of them. So
        # the audience is asked of the entry here, best first, until there are enough.
        sql = (
            "SELECT search_fts.rowid, -rank FROM search_fts"
            " CROSS JOIN search_searchentry e ON e.id = search_fts.rowid"
            " WHERE search_fts MATCH %s AND rank MATCH %s AND e.audience IN (SELECT value FROM json_each(%s))"
            " ORDER BY rank LIMIT %s"
        )
        audiences = json.dumps(sorted(request.scope.keys))
        return self._rows(sql, _without_audience(request), WEIGHTS, audiences, limit)

    def count(self, request: Request) -> int:
        return self._rows("SELECT count(*) FROM search_fts WHERE search_fts MATCH %s", match(request))[0][0]

    def facets(self, request: Request, names: tuple[str, ...], cap: int) -> Counts:
        sql = (
            "SELECT facet, value, count(*) FROM search_searchfacet WHERE entry_id IN ("
            "SELECT rowid FROM search_fts WHERE search_fts MATCH %s ORDER BY rowid DESC LIMIT %s)"
            " AND facet IN (SELECT value FROM json_each(%s)) GROUP BY facet, value"
        )
        return self._rows(sql, match(request), cap, json.dumps(names))

    def exists(self, request: Request) -> bool:
        return bool(self._rows("SELECT 1 FROM search_fts WHERE search_fts MATCH %s LIMIT 1", match(request)))

    def titles(self, beginning: Beginning, scope: Scope, limit: int) -> list[int]:
        sql = "SELECT rowid FROM search_titles WHERE search_titles MATCH %s ORDER BY rowid DESC LIMIT %s"
        found = [row[0] for row in self._rows(sql, _begun(beginning, scope, at_first=True), limit)]
        if len(found) < limit:
            rest = [row[0] for row in self._rows(sql, _begun(beginning, scope), limit)]
            found += [pk for pk in rest if pk not in found]
        return found[:limit]

    def adrift(self) -> list[int]:
        sql = (
            "SELECT id FROM (SELECT id FROM search_fts_docsize UNION SELECT id FROM search_titles_docsize)"
            " WHERE id NOT IN (SELECT id FROM search_searchentry WHERE NOT gone)"
        )
        return [row[0] for row in self._rows(sql)]

    def missing(self) -> list[int]:
        sql = (
            "SELECT id FROM search_searchentry WHERE NOT gone AND (id NOT IN (SELECT id FROM search_fts_docsize)"
            " OR id NOT IN (SELECT id FROM search_titles_docsize))"
        )
        return [row[0] for row in self._rows(sql)]

    def _rows(self, sql: str, *parameters: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()


def match(request: Request) -> str:
    """The expression for a request: its words, within its scope."""
    return _within(request, request.scope.all_of)


def _without_audience(request: Request) -> str:
    """For a statement that asks the entry for its audience by itself."""
    return _within(request, request.scope.filters)


def _within(request: Request, groups: Iterable[Iterable[str]]) -> str:
    needed = [words(request.query)] if request.query else []
    expression = _scoped(needed, groups, request.scope)
    for clause in request.query.without:
        expression += f" NOT {_clause(clause)}"
    return expression


def _scoped(needed: list[str], groups: Iterable[Iterable[str]], scope: Scope) -> str:
    needed = needed + [f"scope : ({' OR '.join(map(_quoted, group))})" for group in groups]
    expression = f"({' AND '.join(needed)})"
    for unwanted in scope.none_of:
        expression += f" NOT scope : {_quoted(unwanted)}"
    return expression


def _begun(beginning: Beginning, scope: Scope, *, at_first: bool = False) -> str:
    """What a title is asked for: its words, the last by its beginning; `at_first`, that it begins with the first."""
    groups = [" OR ".join(map(_quoted, group)) for group in beginning.words]
    groups.append(" OR ".join([*(f"{_quoted(begun)} *" for begun in beginning.begins), *map(_quoted, beginning.meant)]))
    needed = [f"words : ({group})" for group in groups]
    if at_first:
        needed[0] = f"first : ({groups[0]})"
    return _scoped(needed, scope.all_of, scope)


def words(query: Query) -> str:
    """What a query asks of the words alone. Only `match` may ask the index: it adds the scope."""
    between = " OR " if query.any_clause else " AND "
    return f"({between.join(_clause(clause) for clause in query.clauses)})"


def _clause(clause: Clause) -> str:
    canonical = [_alternative(a) for a in clause.alternatives if not a.surface]
    surface = [_alternative(a) for a in clause.alternatives if a.surface]
    found = [f"{_CANONICAL} : ({' OR '.join(canonical)})"] if canonical else []
    if surface:
        found.append(f"surface : ({' OR '.join(surface)})")
    return f"({' OR '.join(found)})"


def _alternative(alternative: Alternative) -> str:
    if len(alternative.words) > 1:
        runs = islice(product(*alternative.words), _MOST_RUNS)
        return f"({' OR '.join(f'NEAR({chr(32).join(map(_quoted, run))}, {_NEAR})' for run in runs)})"
    return f"({' OR '.join(map(_quoted, alternative.words[0]))})"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'
