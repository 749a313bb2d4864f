"""The addresses that everyone may read, in files of a size. What is closed is in none of them, whoever asks.

A file holds the rows whose keys lie in its block, so that a change of one row changes one file.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Max, QuerySet
from django.urls import reverse
from django.utils import translation

from cases.models import Contribution, Experience, Resource
from community.access.viewer import ANONYMOUS
from community.networks.models import Network, Theme
from community.places.models import Municipality
from community.publishing.models import BasePage
from community.ui.navigation import absolute, in_language
from forum.models import Topic

from .models import ThemePage

LANGUAGES = [code for code, _name in settings.LANGUAGES]
BLOCK = 2000
LISTS = (
    "cases:experience_list", "cases:resource_list", "home:network_list", "home:theme_list", "home:municipality_list",
)  # fmt: skip
CONTRIBUTIONS: dict[str, type[Contribution]] = {"erfaringer": Experience, "ressurser": Resource}
"""What members have published, by the name of its files."""


@dataclass(frozen=True)
class Part:
    """A file of the map: its address, and when what it lists last changed."""

    address: str
    changed: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """An address, when it last changed, and the same thing's address in each language it is written in."""

    address: str
    changed: datetime | None = None
    alternates: dict[str, str] = field(default_factory=dict)


def parts() -> Iterator[Part]:
    """Every file that lists anything: a query for each kind, and one more for each file of discussions."""
    yield Part(_address("steder", 0))
    for kind, rows in (("sider", _pages()), *((kind, _public(model)) for kind, model in CONTRIBUTIONS.items())):
        blocks = rows.order_by().values_list(F("pk") / BLOCK).annotate(changed=Max("last_published_at"))
        yield from (Part(_address(kind, block), changed) for block, changed in blocks.order_by(F("pk") / BLOCK))
    yield from (Part(_address("diskusjoner", block)) for block in _blocks_of_topics())


def entries(kind: str, block: int) -> Iterator[Entry]:
    """What a file lists: nothing where there is no such file."""
    within = {"pk__gte": block * BLOCK, "pk__lt": (block + 1) * BLOCK}
    if kind == "steder" and not block:
        yield from _standing()
    elif kind == "sider":
        yield from _page_entries(_pages().filter(**within))
    elif model := CONTRIBUTIONS.get(kind):
        yield from _contribution_entries(_public(model).filter(**within))
    elif kind == "diskusjoner":
        yield from _topic_entries(_topics().filter(**within))


def _address(kind: str, block: int) -> str:
    return absolute(reverse("sitemap_part", args=[kind, block]))


def _standing() -> Iterator[Entry]:
    """Pages that the interface itself translates."""
    lists: list[Any] = [Network.objects.all(), Theme.objects.all(), Municipality.objects.all()]
    with translation.override("nb"):
        addresses = [reverse(name) for name in LISTS]
        addresses += [thing.get_absolute_url() for rows in lists for thing in rows]
    for address in addresses:
        alternates = {code: absolute(in_language(address, code)) for code in LANGUAGES}
        yield from (Entry(alternate, None, alternates) for alternate in alternates.values())


def _pages() -> Any:
    """Without introductions to themes: they have the themes' addresses, which are listed already."""
    return BasePage.objects.visible_to(ANONYMOUS).exclude(pk__in=ThemePage.objects.values("pk"))


def _page_entries(rows: Any) -> Iterator[Entry]:
    """Editors' pages: each language's own address, with its translations."""
    families: dict[object, dict[str, str]] = defaultdict(dict)
    kin = _pages().filter(translation_key__in=rows.values("translation_key"))
    for page in kin.select_related("locale").defer_streamfields().order_by("path"):
        if page.url:
            families[page.translation_key][page.language] = absolute(page.url)
    for page in rows.select_related("locale").defer_streamfields().order_by("path"):
        family = families[page.translation_key]
        if address := family.get(page.language):
            yield Entry(address, page.last_published_at, family if len(family) > 1 else {})


def _public(model: type[Contribution]) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.visible_to(ANONYMOUS)
    return found


def _contribution_entries(rows: QuerySet[Any]) -> Iterator[Entry]:
    """Each under the one address that is its own: its language's."""
    for row in rows.only("pk", "slug", "language", "last_published_at").order_by("pk"):
        with translation.override(row.language):
            yield Entry(absolute(row.get_absolute_url()), row.last_published_at)


def _topics() -> Any:
    return Topic.objects.visible_to(ANONYMOUS).order_by("pk")


def _blocks_of_topics() -> Iterator[int]:
    """From each block to the next that has any, by key: there may be a million of them, which nobody counts."""
    block = -1
    while (found := _topics().filter(pk__gte=(block + 1) * BLOCK).values_list("pk", flat=True).first()) is not None:
        block = found // BLOCK
        yield block


def _topic_entries(rows: Any) -> Iterator[Entry]:
    for row in rows.only("pk", "slug", "language", "last_post_at"):
        with translation.override(row.language):
            yield Entry(absolute(row.get_absolute_url()), row.last_post_at)
