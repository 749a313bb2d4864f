"""Quoted words must follow each other: what the engine finds is read again in the original, where their order stands.

Facets are counted over what is left of the candidates, within the choices of all the others, as every engine does it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from .engines import Answer, Order, Request, current
from .engines.protocol import Counts
from .facets import NAMES
from .highlight import has_phrase
from .models import SearchEntry
from .query import Query

MOST = 500
"""Candidates that are read again; what lies beyond is not found."""


def answer(request: Request, order: Order) -> Answer:
    ranked = current().answer(request, order, MOST).hits
    seen = {pk for pk, _score in ranked}
    if request.scope.chosen:  # what could be chosen besides must be known too
        anywhere = replace(request, scope=request.scope.unfiltered())
        seen |= {pk for pk, _score in current().answer(anywhere, order, MOST).hits}
    kept = _kept(seen, request.query)
    hits = [(pk, score) for pk, score in ranked if pk in kept]
    return Answer(hits, len(hits), _counts(kept, request.scope.chosen))


def _kept(ids: set[int], query: Query) -> dict[int, Mapping[str, list[str]]]:
    """Those in which the phrases stand, and the unwanted ones do not, with their facets."""
    texts = SearchEntry.objects.in_bulk(ids)
    return {pk: entry.facets for pk, entry in texts.items() if fits(f"{entry.title}\n{entry.text}", query)}


def fits(text: str, query: Query) -> bool:
    """Whether the phrases that are asked for stand in a text, and none that is unwanted."""
    return all(has_phrase(text, phrase) for phrase in query.phrases) and not any(
        has_phrase(text, phrase) for phrase in query.without_phrases
    )


def _counts(kept: Mapping[int, Mapping[str, list[str]]], chosen: Mapping[str, tuple[str, ...]]) -> Counts:
    counts: Counter[tuple[str, str]] = Counter()
    for facets in kept.values():
        lacking = {name for name, values in chosen.items() if not set(values).intersection(facets.get(name, ()))}
        counts.update((name, value) for name in NAMES if lacking <= {name} for value in facets.get(name, ()))
    return [(name, value, number) for (name, value), number in counts.items()]
