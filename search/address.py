"""The search's state as an address, so that every choice is a link that can be kept and sent."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from community.access.viewer import Viewer
from community.text.legible import one_line

from .engines import Order
from .facets import NAMES, Chosen, choose, existing, said
from .query import LONGEST_QUERY
from .restrict import restrict

_SAID = 60
_ORDERS = {
    Order.RELEVANCE: _("Most relevant"),
    Order.NEWEST: _("Newest first"),
    Order.MOST_USED: _("Most used"),
}
_UNCLEAR = {"again", "language"}
"""Facets whose values say nothing by themselves: «Yes»."""


@dataclass(frozen=True)
class Chip:
    label: str
    without: str


@dataclass(frozen=True)
class Sorting:
    label: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Unknown:
    """A field whose value is nothing that there is: it is looked for as words."""

    label: str
    value: str


@dataclass(frozen=True)
class Address:
    """What a reader asked for. Whatever the address says, it can be read. `places` are municipalities as typed."""

    text: str
    chosen: Chosen
    order: Order = Order.RELEVANCE
    exact: bool = False
    page: int = 1
    key: str = ""
    unknown: tuple[Unknown, ...] = ()
    places: tuple[str, ...] = ()

    @classmethod
    def read(cls, given: QueryDict, viewer: Viewer) -> "Address":
        """Fields that are typed («kommune:Hamar») become the choices that they stand for to this reader."""
        page = given.get("page", "")
        typed = restrict(one_line(given.get("q", ""))[:LONGEST_QUERY], viewer)
        asked = {name: [*given.getlist(name), *typed.chosen.get(name, ())] for name in {*given, *typed.chosen}}
        return cls(
            text=typed.text,
            chosen=existing(choose(asked)),
            order=next((order for order in Order if order.value == given.get("order")), Order.RELEVANCE),
            exact=given.get("exact") == "1",
            page=int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1,
            key=given.get("key", ""),
            unknown=tuple(Unknown(str(NAMES.get(name, _("Tag"))).lower(), value) for name, value in typed.unknown),
            places=typed.places,
        )

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What stays when other words are asked for: the choices and the order."""
        pairs = [(name, value) for name, values in self.chosen.items() for value in values]
        return pairs if self.order is Order.RELEVANCE else [*pairs, ("order", self.order.value)]

    def __str__(self) -> str:
        pairs = [("q", self.text)] if self.text else []
        pairs += self.kept
        if self.exact:
            pairs.append(("exact", "1"))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        if self.key:
            pairs.append(("key", self.key))
        return "?" + urlencode(pairs)

    def named(self, chips: Iterable[Chip]) -> str:
        """What a page or a feed of it is called: the words, and the chosen filters."""
        return Truncator(", ".join([*([self.text] if self.text else []), *(chip.label for chip in chips)])).chars(_SAID)

    @property
    def said(self) -> str:
        """What was asked for, as it is said back to the reader: not more of it than can be read at a glance."""
        return Truncator(self.text).chars(_SAID)

    def at(self, page: int | None) -> str:
        return str(replace(self, page=page)) if page else ""

    def after(self, key: str) -> str:
        return str(replace(self, key=key)) if key else ""

    def _from_the_first(self, **changes: Any) -> str:
        return str(replace(self, page=1, key="", **changes))

    @property
    def is_first(self) -> bool:
        """Whether it is the first page of an answer to words."""
        return bool(self.text) and self.page == 1 and not self.key

    @property
    def by_relevance(self) -> bool:
        return self.order is Order.RELEVANCE

    @property
    def beginning(self) -> str:
        return self._from_the_first()

    @property
    def literal(self) -> str:
        return self._from_the_first(exact=True)

    @property
    def forgiving(self) -> str:
        return self._from_the_first(exact=False)

    def meaning(self, typed: str, word: str) -> str:
        """The same with another word in the place of one: no part of a longer word is meant."""
        return self._from_the_first(text=re.sub(rf"\b{re.escape(typed)}\b", lambda _found: word, self.text))

    @property
    def unfiltered(self) -> str:
        return self._from_the_first(chosen={})

    def sorted_by(self) -> Iterator[Sorting]:
        """Each order that the hits can be shown in. Without words nothing is more relevant than another."""
        current = self.order if self.text or self.order is not Order.RELEVANCE else Order.NEWEST
        for order, label in _ORDERS.items() if self.text else list(_ORDERS.items())[1:]:
            yield Sorting(str(label), self._from_the_first(order=order), order is current)

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
                yield Chip(label, self._from_the_first(chosen=chosen))
