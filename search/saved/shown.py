"""Saved searches and what they found, as their owner reads them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from community.access.querysets import sees
from community.access.viewer import Viewer
from community.members.models import User
from community.notifications.choose import chosen_by
from community.notifications.models import Frequency, Notice
from community.ui.pagination import KeyPage, by_key

from ..address import Address, Chip
from ..documents import Source
from ..engines import Order
from .models import SavedHit, SavedSearch
from .notices import HIT, still_found

SHOWN = 20


@dataclass(frozen=True)
class Row:
    """One of one's searches. `new`: hits that one has not read of."""

    search: SavedSearch
    new: int

    @property
    def address(self) -> Address:
        return address_of(self.search)

    @property
    def everything(self) -> str:
        """Where all that it finds is shown."""
        return results_of(self.address)

    @property
    def chips(self) -> list[Chip]:
        return list(self.address.chips())


@dataclass(frozen=True)
class HitLine:
    """A hit as it is today. `new`: one has not read of it."""

    found_at: Any
    source: Source
    thing: Any

    @property
    def url(self) -> str:
        return self.thing.here if hasattr(self.thing, "here") else self.thing.get_absolute_url()

    @property
    def place(self) -> str:
        return getattr(self.thing, "place_name", "")

    @property
    def language(self) -> str:
        return getattr(self.thing, "language", "")


def address_of(search: SavedSearch) -> Address:
    """What it asks, the newest first."""
    return Address(search.text, dict(search.chosen), Order.NEWEST, search.exact)


def results_of(address: Address) -> str:
    return f"{reverse('search:results')}{address}"


def rows_of(person: User, searches: Iterable[SavedSearch]) -> list[Row]:
    """With how many new hits each has: one query."""
    those = list(searches)
    groups = {one.group for one in those}
    unread = Notice.objects.unread().filter(user=person, kind=HIT, group__in=groups).values_list("group", flat=True)
    new = Counter(unread) if those else Counter()
    return [Row(one, new[one.group]) for one in those]


def hits_of(search: SavedSearch, viewer: Viewer, key: str) -> tuple[KeyPage[SavedHit], list[HitLine]]:
    """What it has found since it was saved, newest first, as the viewer may see it today."""
    page = by_key(SavedHit.objects.filter(search=search), ("-pk",), key, SHOWN)
    things: Mapping[tuple[str, str], tuple[Source, Any]] = still_found((one.kind, one.object_id) for one in page.rows)
    found = ((one, things.get((one.kind, one.object_id))) for one in page.rows)
    return page, [HitLine(one.found_at, *it) for one, it in found if it and sees(viewer, it[1])]


def is_silent(person: User) -> bool:
    """Whether they have said that no mail of any saved search shall come."""
    return chosen_by(person).get(HIT) == Frequency.NEVER
