"""PostgreSQL's full text: a weighted vector made by us, as a literal, two readings of a word on one place.

Its own rank knows no rarity: the first hits are ranked again with BM25, from the vocabulary of the viewer's audiences.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from ..beginning import Beginning
from ..fields import Fields, Text
from ..query import Alternative, Clause, Query
from ..scope import Scope
from ..vocabulary import ALL
from .answering import Answering
from .bm25 import Document, Statistics, score
from .protocol import SORTED_BY, Counts, Order, Place, Request

CREATE = """
CREATE TABLE search_vector (
    entry_id bigint PRIMARY KEY,
    words tsvector NOT NULL,
    size integer NOT NULL
);
ALTER TABLE search_vector ALTER COLUMN words SET STORAGE MAIN;
CREATE INDEX search_vector_words ON search_vector USING gin (words);
"""
"""`MAIN`: a vector stands in its row, so that the planner knows what it costs to read the table, and a row that must be
read again (places are in no index) does not bring a hundred others along."""
DROP = "DROP TABLE search_vector"

_RANK_AGAIN = 200
_LAST_PLACE = 16_000
_NEAR = 4
_WEIGHT = {"A": 3.0, "B": 1.5, "C": 1.0, "D": 0.5}
_WEIGHTS = "{0.17, 0.33, 0.5, 1.0}"  # D, C, B, A
_SURFACE, _SCOPE, _BEGINS, _FIRST = "=", "@", "~", "^"  # first letters that no word has


_LISTED = (
    "SELECT e.id, 0::float FROM search_vector v JOIN search_searchentry e ON e.id = v.entry_id"
    " WHERE v.words @@ %s::tsquery"
)


class PostgresEngine(Answering):
    tables: tuple[str, ...] = ("search_vector",)

    def write(self, entries: Sequence[tuple[int, Fields]]) -> None:
        """A vector that stands there already is not written: no row dies, and no index is touched."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_vector AS v (entry_id, words, size) VALUES (%s, %s::tsvector, %s)"
                " ON CONFLICT (entry_id) DO UPDATE SET words = excluded.words, size = excluded.size"
                " WHERE v.words <> excluded.words OR v.size <> excluded.size",
                [(pk, vector(fields), fields.size) for pk, fields in entries],
            )

    def remove(self, entry_id: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_vector WHERE entry_id = %s", [entry_id])

    def find(self, request: Request, order: Order, limit: int, after: Place | None = None) -> list[tuple[int, float]]:
        if order is not Order.RELEVANCE or not request.query:
            by = SORTED_BY.get(order, SORTED_BY[Order.NEWEST])
            beyond = ["AND (", by, ", e.id) < (%s, %s)"] if after else []
            sql = " ".join([_LISTED, *beyond, "ORDER BY", by, "DESC, e.id DESC LIMIT %s"])
            return self._rows(sql, match(request), *(after or ()), limit)
        sql = (
            "SELECT entry_id, ts_rank(%s, words, %s::tsquery) AS rank FROM search_vector"
            " WHERE words @@ %s::tsquery ORDER BY rank DESC, entry_id DESC LIMIT %s"
        )
        first = self._rows(sql, _WEIGHTS, _words(request.query), match(request), max(limit, _RANK_AGAIN))
        again = self._ranked_again([row[0] for row in first[:_RANK_AGAIN]], request)
        return (again + [(pk, 0.0) for pk, _rank in first[_RANK_AGAIN:]])[:limit]

    def count(self, request: Request) -> int:
        return self._rows("SELECT count(*) FROM search_vector WHERE words @@ %s::tsquery", match(request))[0][0]

    def facets(self, request: Request, names: tuple[str, ...], cap: int) -> Counts:
        sql = (
            "SELECT facet, value, count(*) FROM search_searchfacet WHERE entry_id IN ("
            "SELECT entry_id FROM search_vector WHERE words @@ %s::tsquery ORDER BY entry_id DESC LIMIT %s)"
            " AND facet = ANY(%s) GROUP BY facet, value"
        )
        return self._rows(sql, match(request), cap, list(names))

    def exists(self, request: Request) -> bool:
        return bool(self._rows("SELECT 1 FROM search_vector WHERE words @@ %s::tsquery LIMIT 1", match(request)))

    def titles(self, beginning: Beginning, scope: Scope, limit: int) -> list[int]:
        sql = (
            "SELECT entry_id FROM search_vector WHERE words @@ %s::tsquery"
            " ORDER BY words @@ %s::tsquery DESC, entry_id DESC LIMIT %s"
        )
        within = " & ".join([_begun(beginning, _BEGINS), *_scoped(scope)])
        return [row[0] for row in self._rows(sql, within, _begun(beginning, _FIRST), limit)]

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

    def _ranked_again(self, ids: Sequence[int], request: Request) -> list[tuple[int, float]]:
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
            " WHERE audience = ANY(%s) AND (word = ANY(%s)) GROUP BY 1",
            list(keys),
            [ALL, *(lexeme.removeprefix(_SURFACE) for lexeme in lexemes)],
        )
        counted = {word: int(number) for word, number in rows}
        total = max(counted.values(), default=0)  # that of all, which a word learnt since then may be ahead of
        sizes = [document.size for document in documents.values()] or [1]
        return Statistics(total, sum(sizes) / len(sizes), counted)

    def _rows(self, sql: str, *parameters: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()


def vector(fields: Fields) -> str:
    """The literal of a tsvector: wholes of the title A, its parts and labels B, the body C, its parts D."""
    places: dict[str, list[str]] = defaultdict(list)
    at = 0
    for text, whole, part in ((fields.title, "A", "B"), (fields.labels, "B", "B"), (fields.body, "C", "D")):
        at = _place(text, whole, part, at, places) + 10
    begins = fields.begins
    places.update({_BEGINS + word: [] for words in begins for word in words})
    places.update({_FIRST + word: [] for words in begins[:1] for word in words})
    places.update({_SCOPE + token: [] for token in fields.scope})
    return " ".join(f"{_quoted(lexeme)}:{','.join(at[:255])}".rstrip(":") for lexeme, at in places.items())


def _place(text: Text, whole: str, part: str, at: int, places: dict[str, list[str]]) -> int:
    for word, wholes, parts in zip(text.words, text.wholes, text.parts, strict=True):
        at = min(at + 1, _LAST_PLACE)
        for lexeme in wholes:
            places[lexeme].append(f"{at}{whole}")
        for lexeme in parts:
            if lexeme not in wholes:
                places[lexeme].append(f"{at}{part}")
        places[_SURFACE + word.surface].append(f"{at}{whole}")
    return at


def match(request: Request) -> str:
    """The expression for a request: its words, within its scope."""
    needed = _scoped(request.scope)
    needed.extend(f"!{_clause(clause)}" for clause in request.query.without)
    if request.query:
        needed.insert(0, f"({_words(request.query)})")
    return " & ".join(needed)


def _scoped(scope: Scope) -> list[str]:
    needed = [f"({' | '.join(_quoted(_SCOPE + token) for token in group)})" for group in scope.all_of]
    return needed + [f"!{_quoted(_SCOPE + token)}" for token in scope.none_of]


def _begun(beginning: Beginning, mark: str) -> str:
    """What a title is asked for: its words, the last by its beginning; where `mark` says so, the first of its words."""
    groups = [" | ".join(_quoted(mark + reading) for reading in group) for group in beginning.words]
    last = [f"{_quoted(mark + beginning.last)}:*", *(_quoted(mark + reading) for reading in beginning.meant)]
    groups.append(" | ".join(last))
    return " & ".join(f"({group})" for group in (groups[:1] if mark == _FIRST else groups))


def _words(query: Query) -> str:
    return (" | " if query.any_clause else " & ").join(map(_clause, query.clauses))


def _clause(clause: Clause) -> str:
    return f"({' | '.join(_alternative(a) for a in clause.alternatives)})"


def _alternative(alternative: Alternative) -> str:
    first = _SURFACE if alternative.surface else ""
    words = [f"({' | '.join(_quoted(first + reading) for reading in readings)})" for readings in alternative.words]
    if len(words) != 2:
        return f"({(' <-> ' if alternative.ordered else ' & ').join(words)})"
    pairs = [words] if alternative.ordered else [words, words[::-1]]
    return f"({' | '.join(f'{one} <{steps}> {other}' for one, other in pairs for steps in range(1, _NEAR))})"


def _lexemes(clause: Clause) -> list[list[list[str]]]:
    """Of each alternative the readings of each word."""
    return [
        [
            [(_SURFACE if alternative.surface else "") + reading for reading in readings]
            for readings in alternative.words
        ]
        for alternative in clause.alternatives
    ]


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "").replace("'", "") + "'"
