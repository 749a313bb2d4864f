"""The addresses that everyone may read. What is closed is in none of them, whoever asks."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation

from cases.models import Experience
from community.access.viewer import ANONYMOUS
from community.networks.models import Network, Theme
from community.places.models import Municipality
from community.publishing.models import BasePage
from community.ui.navigation import in_language

from .models import ThemePage

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Entry:
    """An address, when it last changed, and the same thing's address in each language it is written in."""

    address: str
    changed: date | None = None
    alternates: dict[str, str] = field(default_factory=dict)


def entries() -> Iterator[Entry]:
    """A query a kind."""
    yield from _pages()
    yield from _experiences()
    with translation.override("nb"):
        for name in ("cases:experience_list", "home:network_list", "home:theme_list", "home:municipality_list"):
            yield from _in_all_languages(reverse(name))
        for rows in (Network.objects.all(), Theme.objects.all(), Municipality.objects.all()):
            for thing in rows:
                yield from _in_all_languages(thing.get_absolute_url())


def _in_all_languages(address: str) -> Iterator[Entry]:
    """Pages that the interface itself translates."""
    alternates = {code: in_language(address, code) for code in LANGUAGES}
    for code in LANGUAGES:
        yield Entry(alternates[code], None, alternates)


def _pages() -> Iterator[Entry]:
    """Editors' pages: each language's own address, with its translations."""
    together: dict[UUID, list[BasePage]] = defaultdict(list)
    visible = BasePage.objects.visible_to(ANONYMOUS).select_related("locale").defer_streamfields()
    for page in visible.exclude(pk__in=_introductions()).order_by("path"):
        together[page.translation_key].append(page)
    for pages in together.values():
        alternates = {page.language: page.url for page in pages if page.url}
        for page in pages:
            if page.url:
                yield Entry(page.url, page.last_published_at, alternates if len(alternates) > 1 else {})


def _introductions() -> models.QuerySet[models.Model]:
    """Introductions to themes have the themes' addresses, which are listed already."""
    return ThemePage.objects.values("pk")


def _experiences() -> Iterator[Entry]:
    """Each under the one address that is its own: its language's."""
    rows = Experience.objects.visible_to(ANONYMOUS).only("pk", "slug", "language", "last_published_at")
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        with translation.override(row.language):
            yield Entry(row.get_absolute_url(), row.last_published_at)
