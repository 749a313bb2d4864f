"""What says nearly the same as a text that nobody typed as a search: a title, a question."""

from typing import Any

from community.access.viewer import Viewer

from .find import find
from .highlight import Wanted, marks
from .hits import Hit
from .query import Query
from .typed import words_only

LOOKED_AT = 400
"""Characters of a thing's text that count beside its title."""


def like(text: str, viewer: Viewer, kind: str, most: int) -> list[Any]:
    """Of what the search finds, that which has at least half of the words that say something, and two of them."""
    results = find(words_only(text), viewer, {"kind": [kind]})
    asked = results.query
    needed = max(2, -(-len(asked.clauses) // 2))
    if len(asked.clauses) < 2:
        return []
    scored = [(_shared(hit, asked), hit.thing) for hit in results.hits]
    best = sorted((pair for pair in scored if pair[0] >= needed), key=lambda pair: -pair[0])
    return [thing for _score, thing in best[:most]]


def _shared(hit: Hit, asked: Query) -> int:
    """How many of the words of a query stand in the title or the beginning of the text."""
    said = f"{hit.entry.title}\n{hit.entry.text[:LOOKED_AT]}"
    return sum(1 for clause in asked.clauses if marks(said, Wanted.by(asked.with_clauses([clause]))))
