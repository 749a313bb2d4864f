"""From a request to the one question that the cluster is asked, and from its answer to ours."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from hashlib import blake2s
from typing import Any

from ...beginning import Beginning
from ...query import Alternative, Clause, Query, Readings
from ...scope import Scope
from ..protocol import NO_DAY, Answer, Order, Place, Request
from .client import Cluster, cluster
from .index import ALL_FACETS, SURFACE, WEIGHTS, readings

_NEAR = 2
"""Words that may stand between two that are asked for together, as in the vector of PostgreSQL."""
_PROBED = 0.1  # seconds
_FIELDS = [f"{name}^{weight:g}" for name, weight in WEIGHTS.items()]
_ONLY = ["took", "hits.total", "hits.hits.sort", "aggregations.*.*.buckets"]

Part = dict[str, Any]
_SORTED_BY: Mapping[Order, Part] = {
    Order.NEWEST: {"date": {"order": "desc", "missing": "_last"}},
    Order.MOST_USED: {"used": "desc"},
}
_LEAST = -(2**63)
"""What the cluster puts for the day of an entry that has none."""


class ElasticEngine:
    """Hits, total and every facet by one request. Facets are counted over all that match, not over a part of it."""

    def answer(
        self,
        request: Request,
        order: Order,
        limit: int,
        facets: tuple[str, ...] = (),
        cap: int = 0,
        after: Place | None = None,
    ) -> Answer:
        question = body(request, order, limit, facets)
        if after:
            question["search_after"] = _place(*after)
        return read(ask(cluster(), question))

    def titles(self, beginning: Beginning, scope: Scope, limit: int) -> list[int]:
        """Those that begin so count one more than the others."""
        words, first = _begun(beginning, "begins"), _begun(beginning, "first")[:1]
        within = {"filter": [*map(_any, scope.all_of), *words], "must_not": [_any(scope.none_of)]}
        question: Part = {
            "query": {"bool": {**within, "should": [{"constant_score": {"filter": one}} for one in first]}},
            "sort": ["_score", {"id": "desc"}],
            "size": limit,
            "source": False,
            "stored_fields": "_none_",
            "track_total_hits": False,
        }
        return [row["sort"][1] for row in ask(cluster(), question).get("hits", {}).get("hits", ())]

    def probe(self) -> None:
        """Ask something small, and be impatient: a reader waits, and all that is known is that it did not answer."""
        asked = cluster()
        impatient = asked.client.options(request_timeout=_PROBED, max_retries=0)
        impatient.search(index=asked.alias, size=0, track_total_hits=False, allow_partial_search_results=False)


def ask(asked: Cluster, question: Part) -> Mapping[str, Any]:
    """The same question goes to the same copies, so that pages of one answer hang together."""
    same = blake2s(repr(question["query"]).encode(), digest_size=8).hexdigest()
    found = asked.quick.search(
        index=asked.alias, allow_partial_search_results=False, preference=same, filter_path=_ONLY, **question
    )
    return dict(found)


def read(found: Mapping[str, Any]) -> Answer:
    """Each hit comes as what it was sorted by: its score where that was asked for, else its day or use; and its id."""
    rows = [row["sort"] for row in found["hits"].get("hits", ())]
    counts = [
        (name, bucket["key"], bucket["doc_count"])
        for name, within in found.get("aggregations", {}).items()
        for bucket in within["values"]["buckets"]
    ]
    return Answer([(pk, score or 0.0) for score, pk in rows], found["hits"]["total"]["value"], counts)


def body(request: Request, order: Order, limit: int, facets: tuple[str, ...]) -> Part:
    """The question. The audience is part of what is asked; what is chosen narrows the hits only, after all of it is
    counted: each facet is counted within the choices of all the others."""
    scope = request.scope
    ranked = order is Order.RELEVANCE and bool(request.query)
    by: str | Part = "_score" if ranked else _SORTED_BY.get(order, _SORTED_BY[Order.NEWEST])
    unwanted = [_any(scope.none_of), *map(_clause, request.query.without)]
    within: Part = {"filter": [_any(scope.audiences)], "must_not": unwanted}
    if request.query:
        within.setdefault("must" if ranked else "filter", []).append(words(request.query))
    question: Part = {
        "query": {"bool": within},
        "sort": [by, {"id": "desc"}],
        "size": limit,
        "source": False,
        "stored_fields": "_none_",  # the ids come with the sorting: to unpack stored ones took most of the time
        "track_total_hits": True,
        "aggregations": {name: _counted(name, scope) for name in facets},
    }
    if scope.filters:
        question["post_filter"] = _all(scope.filters)
    return question


def _begun(beginning: Beginning, field: str) -> list[Part]:
    """What a title is asked for: its words, the last by its beginning."""
    last = [*({"prefix": {field: begins}} for begins in beginning.begins), {"terms": {field: list(beginning.meant)}}]
    return [
        *({"terms": {field: list(group)}} for group in beginning.words),
        {"bool": {"should": last, "minimum_should_match": 1}},
    ]


def _place(by: str | int, pk: int) -> list[int]:
    """Days go as the milliseconds that the cluster sorts by."""
    if isinstance(by, str):
        midnight = datetime.combine(date.fromisoformat(by), time(), UTC)
        by = _LEAST if by == NO_DAY else int(midnight.timestamp()) * 1000
    return [by, pk]


def _counted(name: str, scope: Scope) -> Part:
    others = scope.without(name).filters
    values = {"terms": {"field": f"facets.{name}", "size": ALL_FACETS}}
    return {"filter": _all(others), "aggregations": {"values": values}}


def _all(groups: Iterable[Iterable[str]]) -> Part:
    return {"bool": {"filter": [_any(group) for group in groups]}}


def _any(tokens: Iterable[str]) -> Part:
    return {"terms": {"scope": list(tokens)}}


def words(query: Query) -> Part:
    """What a query asks of the words alone. Only `body` may ask it: that adds the scope."""
    clauses = [_clause(clause) for clause in query.clauses]
    return {"bool": {"should": clauses, "minimum_should_match": 1} if query.any_clause else {"must": clauses}}


def _clause(clause: Clause) -> Part:
    """Counts by the best of its alternatives, so that many synonyms do not outweigh one exact answer."""
    found = [_alternative(alternative) for alternative in clause.alternatives]
    return found[0] if len(found) == 1 else {"dis_max": {"queries": found}}


def _alternative(alternative: Alternative) -> Part:
    said = [_surface(word) if alternative.surface else _canonical(word) for word in alternative.words]
    if len(said) == 1:
        return said[0]
    return {"bool": {"must": said, "filter": [_near(alternative)]}}


def _canonical(word: Readings) -> Part:
    return {"combined_fields": {"query": readings(word), "fields": _FIELDS}}


def _surface(word: Readings) -> Part:
    return {"match": {"places": readings(SURFACE + form for form in word)}}


def _near(alternative: Alternative) -> Part:
    first = SURFACE if alternative.surface else ""
    places = [
        {"span_or": {"clauses": [{"span_term": {"places": first + reading}} for reading in word]}}
        for word in alternative.words
    ]
    apart = _NEAR * (len(places) - 1)
    return {"span_near": {"clauses": places, "slop": apart, "in_order": alternative.ordered}}
