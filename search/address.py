"""The search's state as an address, so that every choice is a link that can be kept and sent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import Truncator

from .engines import Order
from .facets import NAMES, Chosen, choose, existing, said
from .query import LONGEST_QUERY

_SAID = 60
_UNCLEAR = {"again", "language"}
"""Facets whose values say nothing by themselves: «Yes»."""


@dataclass(frozen=True)
class Chip:
    label: str
    without: str


@dataclass(frozen=True)
class Address:
    """What a reader asked for. Whatever the address says, it can be read."""

    text: str
    chosen: Chosen
    order: Order = Order.RELEVANCE
    exact: bool = False
    page: int = 1

    @classmethod
    def read(cls, given: QueryDict) -> "Address":
        page = given.get("page", "")
        return cls(
            text=given.get("q", "").strip()[:LONGEST_QUERY],
            chosen=existing(choose(dict(given.lists()))),
            order=Order.NEWEST if given.get("order") == Order.NEWEST.value else Order.RELEVANCE,
            exact=given.get("exact") == "1",
            page=int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1,
        )

    def __str__(self) -> str:
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name, values in self.chosen.items() for value in values]
        if self.order is not Order.RELEVANCE:
            pairs.append(("order", self.order.value))
        if self.exact:
            pairs.append(("exact", "1"))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return "?" + urlencode(pairs)

    @property
    def said(self) -> str:
        """What was asked for, as it is said back to the reader: not more of it than can be read at a glance."""
        return Truncator(self.text).chars(_SAID)

    def at(self, page: int | None) -> str:
        return str(replace(self, page=page)) if page else ""

    @property
    def literal(self) -> str:
        return str(replace(self, exact=True, page=1))

    @property
    def forgiving(self) -> str:
        return str(replace(self, exact=False, page=1))

    @property
    def newest(self) -> str:
        return str(replace(self, order=Order.NEWEST, page=1))

    @property
    def most_relevant(self) -> str:
        return str(replace(self, order=Order.RELEVANCE, page=1))

    @property
    def is_newest(self) -> bool:
        return self.order is Order.NEWEST

    @property
    def unfiltered(self) -> str:
        return str(replace(self, chosen={}, page=1))

    def chips(self) -> Iterator[Chip]:
        """Each chosen filter, and the address without it."""
        labels = said(self.chosen)
        for name, values in self.chosen.items():
            for value in values:
                rest = tuple(other for other in values if other != value)
                chosen = {**self.chosen, name: rest} if rest else {k: v for k, v in self.chosen.items() if k != name}
                label = labels[name].get(value, value)
                if name in _UNCLEAR:
                    label = f"{NAMES[name]}: {label}"
                yield Chip(label, str(replace(self, chosen=chosen, page=1)))
