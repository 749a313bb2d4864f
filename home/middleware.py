from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.models import Redirect

from community.access.guards import viewer_of
from community.publishing.models import BasePage
from community.ui.navigation import in_language

PREFIXES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)


class MovedMiddleware:
    """Where nothing is found, an address that a page once had leads on: for those who may see the page, and no others.

    Wagtail's own would lead anyone there, and so tell what a closed page is called now.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"} or "\0" in request.path:
            return response
        moved = Redirect.objects.filter(old_path__in=_spellings(request.path)).order_by("automatically_created").first()
        target = _target(moved, request) if moved else ""
        if not moved or not target:
            return response
        return (HttpResponsePermanentRedirect if moved.is_permanent else HttpResponseRedirect)(target)


def _spellings(path: str) -> set[str]:
    """The path under every language's prefix, as Wagtail writes old addresses down."""
    paths = {in_language(path, code) for code, _name in settings.LANGUAGES} if path.startswith(PREFIXES) else {path}
    return {Redirect.normalise_path(one) for one in paths}


def _target(moved: Redirect, request: HttpRequest) -> str:
    if moved.redirect_page_id is None:
        return moved.redirect_link or ""
    page = BasePage.objects.visible_to(viewer_of(request)).filter(pk=moved.redirect_page_id).first()
    return page.specific.here if page else ""
