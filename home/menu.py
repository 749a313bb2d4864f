"""The pages that editors have put in the menu: they follow in the footer's list, on every page of the site."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from community.access.guards import viewer_of
from community.access.viewer import Viewer
from community.publishing.models import BasePage
from community.publishing.page_form import FRONT_DEPTH
from community.ui.navigation import Link
from community.ui.prepared import prepared

MOST = 12
LOOKED_AT = 200
SHOWN = ("title", "url_path", "path", "depth", "show_in_menus", "translation_key", "locale__language_code")


def menu_pages(request: HttpRequest) -> dict[str, object]:
    """For every template: asked for when a footer is drawn, and by one query. None before it is known who reads."""
    return {"menu_pages": SimpleLazyObject(lambda: links(viewer_of(request)) if hasattr(request, "viewer") else [])}


def links(viewer: Viewer) -> list[Link]:
    """Those right under the front page, in the order of the tree, each once: in the reader's language where it has been
    translated. Who may not see a page is not told of it.

    Chosen here and not by `in_readers_language`, which asks of each page whether there is a better one: every page of
    the site asks for these.
    """
    order = [get_language() or "nb", *(code for code, _name in settings.LANGUAGES)]
    best: dict[UUID, BasePage] = {}
    for page in _found(viewer.keys):
        other = best.get(page.translation_key)
        if other is None or order.index(page.language) < order.index(other.language):
            best[page.translation_key] = page
    chosen = sorted((page for page in best.values() if page.show_in_menus), key=lambda page: page.path)
    return [Link(one.title, one.here, lang=one.language if one.language != order[0] else "") for one in chosen[:MOST]]


@prepared
def _found(keys: frozenset[str]) -> Any:
    top = BasePage.objects.filter(show_in_menus=True, depth=FRONT_DEPTH + 1)
    pages = BasePage.objects.visible_to(Viewer(keys=keys))
    pages = pages.filter(translation_key__in=top.values("translation_key"))
    return pages.select_related("locale").only(*SHOWN).order_by("path")[:LOOKED_AT]
