"""What a page leads to has an audience of its own: each reader is shown what they may see, and told nothing else."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.rich_text.rewriters import LinkRewriter

from community.access.viewer import ANONYMOUS, Viewer
from community.images.models import LibraryDocument

from .models import BasePage

Link = dict[str, str]
"""The attributes of a link in a text as it is stored: `id` is the page's or the document's."""


def reader_in(context: Mapping[str, Any] | None) -> Viewer:
    """Whoever a template is rendered for; where nobody says, anyone."""
    viewer: Viewer = getattr((context or {}).get("request"), "viewer", ANONYMOUS)
    return viewer


def with_links_for(viewer: Viewer, html: str) -> str:
    """An editor's text as it is stored, with the addresses of what the reader may see. Of links that lead to what they
    may not, the words stay."""
    rules = {"page": partial(_pages, viewer), "document": partial(_documents, viewer)}
    rewritten: str = LinkRewriter(bulk_rules=rules)(html)
    return rewritten


def _pages(viewer: Viewer, links: list[Link]) -> list[str]:
    """To the page in the reader's language, where it is translated."""
    seen = BasePage.objects.visible_to(viewer).defer_streamfields().specific()
    chosen = {str(page.pk): page for page in seen.filter(pk__in=_ids(links))}
    keys = {page.translation_key for page in chosen.values()}
    own = seen.filter(translation_key__in=keys, locale__language_code=(get_language() or "")[:2])
    in_own_language = {page.translation_key: page for page in own}
    return _tags(links, {pk: in_own_language.get(page.translation_key, page) for pk, page in chosen.items()})


def _documents(viewer: Viewer, links: list[Link]) -> list[str]:
    seen = LibraryDocument.objects.filter(audience__in=viewer.keys, pk__in=_ids(links))
    return _tags(links, {str(document.pk): document for document in seen})


def _ids(links: list[Link]) -> set[int]:
    return {int(link["id"]) for link in links if link.get("id", "").isdecimal()}


def _tags(links: list[Link], shown: Mapping[str, Any]) -> list[str]:
    things = [shown.get(link.get("id", "")) for link in links]
    return [format_html('<a href="{}">', thing.url) if thing and thing.url else "<a>" for thing in things]
