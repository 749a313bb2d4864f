"""The newest of what a search finds, as Atom: for whoever asks, what they may see."""

from dataclasses import replace
from datetime import UTC, datetime, time

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from community.access.viewer import Viewer
from community.publishing.feed import Feed
from community.ui.navigation import absolute

from .address import Address
from .engines import Order
from .find import find
from .hits import Hit

ENTRIES = 20


class _Feed(Feed):
    def latest_post_date(self) -> datetime:
        """Of a feed without entries, today: it is the same however often it is asked for."""
        dated = any(item["updateddate"] for item in self.items)
        return super().latest_post_date() if dated else datetime.combine(localdate(), time(), UTC)


def of_search(address: Address, viewer: Viewer) -> str:
    """Sorted by date whatever the address says, from the beginning: a feed tells what is new."""
    asked = replace(address, order=Order.NEWEST, page=1, key="")
    found = find(asked.text, viewer, asked.chosen, order=asked.order, exact=asked.exact, size=ENTRIES)
    named = asked.named(asked.chips())
    title = _("Search: %(text)s") % {"text": named} if named else _("Search")
    feed = _Feed(title, f"{reverse('search:results')}{asked}", f"{reverse('search:feed')}{asked}")
    for hit in found.hits:
        _add(feed, hit)
    return feed.writeString("utf-8")


def _add(feed: Feed, hit: Hit) -> None:
    day = datetime.combine(hit.date, time(), UTC) if hit.date else None
    feed.add_item(
        _plain(hit.title),
        absolute(hit.url),
        _plain(hit.snippet),
        author_name=hit.entry.author or None,
        unique_id=f"{absolute('/')}#{hit.kind}-{hit.entry.object_id}",
        updateddate=day,
        categories=(hit.kind_label,),
    )


def _plain(segments: tuple[tuple[str, bool], ...]) -> str:
    return "".join(text for text, _marked in segments)
