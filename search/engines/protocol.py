from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from ..beginning import Beginning
from ..columns import Kept
from ..fields import Fields
from ..query import Query
from ..scope import Scope

Counts = list[tuple[str, str, int]]
"""(facet, value, number of entries)."""


class Order(Enum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    MOST_USED = "used"


NO_DAY = "0001-01-01"
SORTED_BY: Mapping[Order, str] = {Order.NEWEST: f"COALESCE(e.date, '{NO_DAY}')", Order.MOST_USED: "e.used"}
"""What an entry `e` is sorted by, greatest first, and among equals by its id. The others go by how well they answer."""
Place = tuple[str | int, int]
"""Where such a list goes on: after an entry with this day or number, and this id."""


@dataclass(frozen=True)
class Request:
    """What is asked, and within what: the one thing that an engine takes, so that no query lacks its audience."""

    query: Query
    scope: Scope


@dataclass(frozen=True)
class Answer:
    """`hits` are the first entries, best first, with their scores (more is better); `total` is how many there are.

    `counts` say of each facet how often its values occur, within the choices made in all the others.
    """

    hits: list[tuple[int, float]]
    total: int
    counts: Counts


class Engine(Protocol):
    """What readers ask. It may fail over nothing that was typed."""

    def answer(
        self,
        request: Request,
        order: Order,
        limit: int,
        facets: tuple[str, ...] = (),
        cap: int = 0,
        after: Place | None = None,
    ) -> Answer:
        """What is found. An engine that would take long to count all counts facets among the newest `cap` entries."""

    def titles(self, beginning: Beginning, scope: Scope, limit: int) -> list[int]:
        """Entries whose title has the words: those that it begins with first, and of those the last that came."""


class Embedded(Engine, Protocol):
    """An engine inside the database, which every change is written to in its own transaction."""

    tables: tuple[str, ...]

    @property
    def kept_of(self) -> Callable[[Fields], Kept]:
        """What is kept of an entry: a function with a name, so that another process can be asked for it."""

    def differing(self, entries: Sequence[tuple[int, Kept]]) -> list[tuple[int, Kept]]:
        """Those that the index does not keep like this yet."""

    def write(self, entries: Sequence[tuple[int, Kept]]) -> None:
        """Put entries into the index, in place of what was there."""

    def remove(self, entry_id: int) -> None: ...

    def find(self, request: Request, order: Order, limit: int, after: Place | None = None) -> list[tuple[int, float]]:
        """The first entries, best first, with their scores."""

    def count(self, request: Request) -> int: ...

    def facets(self, request: Request, names: tuple[str, ...], cap: int) -> Counts:
        """How often each value occurs, among the newest `cap` entries that match."""

    def exists(self, request: Request) -> bool: ...

    def adrift(self) -> list[int]:
        """Ids in the index that no entry stands behind."""

    def missing(self) -> list[int]:
        """Entries that should be in the index and are not."""
