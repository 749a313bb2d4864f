"""What a reader may want to know about a word they typed: that a municipality has got another name."""

from dataclasses import dataclass

from community.places.find import find
from community.places.models import Municipality

from .query import Query
from .synonyms import Rules


@dataclass(frozen=True)
class FormerName:
    name: str
    today: tuple[Municipality, ...]


def former_names(query: Query, rules: Rules) -> tuple[FormerName, ...]:
    """Names in a query that no municipality bears any longer, and where each leads."""
    found = []
    for clause in query.clauses:
        name = rules.names.get(tuple(word.surface for word in clause.words))
        if name and (today := tuple(find(name))):
            found.append(FormerName(name, today))
    return tuple(found[:2])
