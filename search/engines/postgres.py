"""PostgreSQL's full text: a weighted vector made by us, as a literal, two readings of a word on one place.

Its own rank knows no rarity: the first hits are ranked again with BM25, from the vocabulary of the viewer's audiences.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from django.db import connection

from ..beginning import Beginning
from ..columns import ALL, SURFACE, Kept, for_postgres
from ..query import Clause
from ..scope import Scope
from .answering import Answering, Hits
from .bm25 import Document, Statistics, score
from .protocol import SORTED_BY, Counts, Order, Place, Request
from .tsquery import Match, begun, match, of_words, telling

CREATE = """
CREATE TABLE search_vector (
    entry_id bigint PRIMARY KEY,
    words tsvector NOT NULL,
    size integer NOT NULL,
    digest text NOT NULL
);
ALTER TABLE search_vector ALTER COLUMN words SET STORAGE EXTERNAL;
CREATE INDEX search_vector_words ON search_vector USING gin (words);
CREATE FUNCTION search_found(sure tsquery, perhaps tsquery, whole tsquery) RETURNS SETOF bigint
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT entry_id FROM search_vector WHERE words @@ sure
    UNION ALL
    SELECT entry_id FROM (SELECT entry_id, words FROM search_vector WHERE words @@ perhaps OFFSET 0) AS read
    WHERE words @@ whole
$$;
"""
"""`EXTERNAL`: a vector stands beside its row, so that what matches is learnt from a hundred rows a page, and no vector.
The table then looks so small that the planner would read all of it, vector by vector: the function forbids that."""
DROP = "DROP FUNCTION search_found; DROP TABLE search_vector"

_RANKED = 2_000
"""So many of the newest that match are ranked, and half as many of each kind that answers better."""
_RANK_AGAIN = 200
_WEIGHT = {"A": 3.0, "B": 1.5, "C": 1.0, "D": 0.5}
_WEIGHTS = "{0.17, 0.33, 0.5, 1.0}"  # D, C, B, A


_LISTED = "SELECT e.id, 0::float FROM search_found(%s, %s, %s) AS found JOIN search_searchentry e ON e.id = found"


class _Found(NamedTuple):
    total: int
    newest: list[int]
    counts: Counts


class PostgresEngine(Answering):
    tables: tuple[str, ...] = ("search_vector",)

    kept_of = staticmethod(for_postgres)

    def differing(self, entries: Sequence[tuple[int, Kept]]) -> list[tuple[int, Kept]]:
        """By their digests: to read a vector takes PostgreSQL longer than us to make it."""
        sql = "SELECT entry_id, digest FROM search_vector WHERE entry_id = ANY(%s)"
        standing = dict(self._rows(sql, [pk for pk, _kept in entries]))
        return [(pk, kept) for pk, kept in entries if standing.get(pk) != kept[-1]]

    def write(self, entries: Sequence[tuple[int, Kept]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_vector (entry_id, words, size, digest) VALUES (%s, %s::tsvector, %s, %s)"
                " ON CONFLICT (entry_id) DO UPDATE"
                " SET words = excluded.words, size = excluded.size, digest = excluded.digest",
                [(pk, *kept) for pk, kept in entries],
            )

    def remove(self, entry_id: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_vector WHERE entry_id = %s", [entry_id])

    def find(self, request: Request, order: Order, limit: int, after: Place | None = None) -> Hits:
        if order is not Order.RELEVANCE or not request.query:
            return self._listed(request, order, limit, after)
        return self._ranked(request, self._found(request, _RANKED), limit)

    def count(self, request: Request) -> int:
        return self._found(request).total

    def facets(self, request: Request, names: tuple[str, ...], cap: int) -> Counts:
        return self._found(request, names=names, cap=cap).counts

    def _answered(
        self, request: Request, order: Order, limit: int, names: tuple[str, ...], cap: int, after: Place | None
    ) -> tuple[Hits, int, Counts]:
        found = self._found(request, _RANKED, names, cap)
        by_relevance = order is Order.RELEVANCE and request.query
        hits = self._ranked(request, found, limit) if by_relevance else self._listed(request, order, limit, after)
        return hits, found.total, found.counts

    def exists(self, request: Request) -> bool:
        return bool(self._rows("SELECT search_found(%s, %s, %s) LIMIT 1", *match(request)))

    def titles(self, beginning: Beginning, scope: Scope, limit: int) -> list[int]:
        sql = (
            "SELECT found FROM search_found(%s, %s, %s) AS found"
            " ORDER BY found IN (SELECT search_found(%s, %s, %s)) DESC, found DESC LIMIT %s"
        )
        at_first = begun(beginning, scope, at_first=True)
        return [row[0] for row in self._rows(sql, *begun(beginning, scope), *at_first, limit)]

    def adrift(self) -> list[int]:
        sql = (
            "SELECT entry_id FROM search_vector v"
            " WHERE NOT EXISTS (SELECT 1 FROM search_searchentry e WHERE e.id = v.entry_id AND NOT e.gone)"
        )
        return [row[0] for row in self._rows(sql)]

    def missing(self) -> list[int]:
        sql = (
            "SELECT id FROM search_searchentry e WHERE NOT gone"
            " AND NOT EXISTS (SELECT 1 FROM search_vector v WHERE v.entry_id = e.id)"
        )
        return [row[0] for row in self._rows(sql)]

    def _found(self, request: Request, newest: int = 0, names: tuple[str, ...] = (), cap: int = 0) -> _Found:
        """What matches is looked for once, for its number, the newest of it and the facets."""
        sql = (
            "WITH found AS MATERIALIZED (SELECT found AS id FROM search_found(%s, %s, %s) AS found),"
            " counted AS (SELECT facet, value, count(*) AS number FROM search_searchfacet WHERE facet = ANY(%s)"
            " AND entry_id IN (SELECT id FROM found ORDER BY id DESC LIMIT %s) GROUP BY facet, value)"
            " SELECT (SELECT count(*) FROM found), ARRAY(SELECT id FROM found ORDER BY id DESC LIMIT %s),"
            " (SELECT json_agg(json_build_array(facet, value, number)) FROM counted)"
        )
        [(total, ids, counts)] = self._rows(sql, *match(request), list(names), cap if names else 0, newest)
        return _Found(total, ids, [(facet, value, number) for facet, value, number in counts or ()])

    def _listed(self, request: Request, order: Order, limit: int, after: Place | None) -> Hits:
        by = SORTED_BY.get(order, SORTED_BY[Order.NEWEST])
        beyond = ["WHERE (", by, ", e.id) < (%s, %s)"] if after else []
        sql = " ".join([_LISTED, *beyond, "ORDER BY", by, "DESC, e.id DESC LIMIT %s"])
        return self._rows(sql, *match(request), *(after or ()), limit)

    def _ranked(self, request: Request, found: _Found, limit: int) -> Hits:
        """All that matches, or of too much the newest and the most telling."""
        ids = found.newest if found.total <= _RANKED else [*found.newest, *self._telling(request)]
        sql = (
            "SELECT entry_id, ts_rank(%s, words, %s::tsquery) AS rank FROM search_vector"
            " WHERE entry_id = ANY(%s) ORDER BY rank DESC, entry_id DESC LIMIT %s"
        )
        first = self._rows(sql, _WEIGHTS, of_words(request.query), ids, max(limit, _RANK_AGAIN))
        again = self._ranked_again([row[0] for row in first[:_RANK_AGAIN]], request)
        return (again + [(pk, 0.0) for pk, _rank in first[_RANK_AGAIN:]])[:limit]

    def _telling(self, request: Request) -> list[int]:
        some = "(SELECT found FROM search_found(%s, %s, %s) AS found ORDER BY found DESC LIMIT %s)"
        asked = telling(request)
        parameters = chain.from_iterable((*Match(sure), _RANKED // 2) for sure in asked)
        return [row[0] for row in self._rows(" UNION ".join([some] * len(asked)), *parameters)] if asked else []

    def _ranked_again(self, ids: Sequence[int], request: Request) -> Hits:
        clauses = [_lexemes(clause) for clause in request.query.clauses]
        wanted = sorted({lexeme for clause in clauses for words in clause for word in words for lexeme in word})
        sql = (
            "SELECT v.entry_id, v.size, u.lexeme, u.weights FROM search_vector v, unnest(v.words) u"
            " WHERE v.entry_id = ANY(%s) AND u.lexeme = ANY(%s)"
        )
        documents: dict[int, Document] = defaultdict(Document)
        for pk, size, lexeme, weights in self._rows(sql, list(ids), wanted):
            documents[pk].size = size
            documents[pk].frequencies[lexeme] = sum(_WEIGHT[w] for w in weights)
        statistics = self._statistics(wanted, request.scope.keys, documents)
        scored = [(pk, score(documents[pk], clauses, statistics)) for pk in ids]
        return sorted(scored, key=lambda hit: (-hit[1], -hit[0]))

    def _statistics(self, lexemes: list[str], keys: Iterable[str], documents: dict[int, Document]) -> Statistics:
        rows = self._rows(
            "SELECT CASE WHEN canonical THEN word ELSE '=' || word END, sum(entries) FROM search_searchword"
            " WHERE audience = ANY(%s) AND canonical = ANY(%s) AND word = ANY(%s) GROUP BY 1",  # as its index has them
            list(keys),
            [True, False],
            [ALL, *(lexeme.removeprefix(SURFACE) for lexeme in lexemes)],
        )
        counted = {word: int(number) for word, number in rows}
        total = max(counted.values(), default=0)  # that of all, which a word learnt since then may be ahead of
        sizes = [document.size for document in documents.values()] or [1]
        return Statistics(total, sum(sizes) / len(sizes), counted)

    def _rows(self, sql: str, *parameters: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()


def _lexemes(clause: Clause) -> list[list[list[str]]]:
    """Of each alternative the readings of each word."""
    return [
        [[(SURFACE if alternative.surface else "") + reading for reading in readings] for readings in alternative.words]
        for alternative in clause.alternatives
    ]
