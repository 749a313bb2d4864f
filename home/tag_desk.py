"""The vocabulary on the editors' desk: the tags that an editor may know of, and how often each is used."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from community.access.viewer import Viewer
from community.publishing.models import Tag, TagState
from community.publishing.reach import tagged, tags_told_to, tags_within_reach, things_of
from community.text.order import SortKey
from community.ui.pagination import KeyPage, by_key

SHOWN = 50
LISTS = {"ordforrad": TagState.CONTROLLED, "frie": TagState.FREE, "utgatt": TagState.RETIRED}
"""By what stands in the address: the state of the tags in the list."""


@dataclass(frozen=True)
class Row:
    tag: Tag
    number: int
    """Of the things that the editor sees."""


def known_to(viewer: Viewer) -> QuerySet[Tag]:
    """Tags of what an editor sees or has to judge, and what they or others have judged: of the rest no word is told."""
    told = tags_told_to(viewer) | tags_within_reach(viewer)
    return Tag.objects.filter(pk__in=told.order_by().values("pk"))


def page_of(viewer: Viewer, words: str, which: str, key: str) -> KeyPage[Tag]:
    rows = known_to(viewer).annotate(sort_key=SortKey("name"))
    if which in LISTS:
        rows = rows.filter(state=LISTS[which])
    if words:
        rows = rows.filter(name__sort_key__icontains=words)
    return by_key(rows, ("sort_key", "pk"), key, SHOWN)


def rows_of(viewer: Viewer, tags: list[Tag]) -> list[Row]:
    """With how often each is used: a query a kind of thing, however many tags."""
    used: Counter[int] = Counter()
    for table in tagged():
        seen = things_of(table).objects.visible_to(viewer).order_by().values("pk")
        on: Any = table.objects.filter(tag__in=tags, content_object__in=seen).order_by()
        used.update(dict(on.values_list("tag").annotate(number=Count("pk"))))
    return [Row(tag, used[tag.pk]) for tag in tags]
