"""The pages that editors have put in the menu: they follow in the footer's list, on every page of the site."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from community.access.guards import viewer_of
from community.access.viewer import Viewer
from community.publishing.models import BasePage
from community.ui.navigation import Link

from .gather import FRONT_DEPTH, in_readers_language

MOST = 12


def menu_pages(request: HttpRequest) -> dict[str, object]:
    """For every template: asked for when a footer is drawn, and by one query. None before it is known who reads."""
    return {"menu_pages": SimpleLazyObject(lambda: links(viewer_of(request)) if hasattr(request, "viewer") else [])}


def links(viewer: Viewer) -> list[Link]:
    """Those right under the front page, in the order of the tree; who may not see a page is not told of it."""
    pages = BasePage.objects.visible_to(viewer).filter(show_in_menus=True, depth=FRONT_DEPTH + 1).order_by("path")
    reading = get_language()
    return [
        Link(page.title, page.here, lang=page.language if page.language != reading else "")
        for page in in_readers_language(pages, viewer)[:MOST]
    ]
