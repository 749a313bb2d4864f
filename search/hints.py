"""What a reader may want to know about a word they typed: that a municipality has got another name."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from community.places.find import find
from community.places.models import Municipality

from .query import Query
from .synonyms import Rules
from .tokens import tokens

MOST = 2


@dataclass(frozen=True)
class FormerName:
    name: str
    today: tuple[Municipality, ...]


def former_names(query: Query, rules: Rules, places: Iterable[str] = ()) -> tuple[FormerName, ...]:
    """Names in a query, or asked for as `places`, that no municipality bears any longer; and where each leads."""
    written = [tuple(word.surface for word in clause.words) for clause in query.clauses]
    written += [tuple(token.surface for token in tokens(place)) for place in places]
    names = dict.fromkeys(name for words in written if (name := rules.names.get(words)))
    found = (FormerName(name, today) for name in names if (today := tuple(find(name))))
    return tuple(islice(found, MOST))  # no more is asked for than is shown
