import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.views.defaults import bad_request
from wagtail.contrib.redirects.models import Redirect

from community.access.guards import viewer_of
from community.publishing.models import BasePage
from community.ui.navigation import in_language, with_query

from .moved_tags import list_of_a_tag, page_of_a_tag

PREFIXES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
WITHOUT_LANGUAGE = ("/admin/", "/demo/", "/helse/", settings.MEDIA_URL, settings.STATIC_URL)


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, but what lacks below an address that has no language is not looked for below one that has."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.path.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)


class NulMiddleware:
    """An address that holds a NUL is none of ours: neither PostgreSQL nor a file system can be asked for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path_info or "\0" in query or "%00" in query:
            return bad_request(request, BadRequest("NUL in the address"))
        return self.get_response(request)


class DirectionMiddleware:
    """What people send holds no signs that turn the direction of writing: they would turn the site's own words too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        if any(TURNS.search(value) for _name, values in request.POST.lists() for value in values):
            straight: Any = request.POST.copy()
            for name, values in request.POST.lists():
                straight.setlist(name, [TURNS.sub("", value) for value in values])
            request.POST = straight


class NotAllowedMiddleware:
    """Who opens the address of a form's answer reads why nothing is there: Django answers with an empty page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method == "HEAD" or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


class MovedMiddleware:
    """Where nothing is found, an address that a page or a tag once had leads on: for those who may see it, and no
    others. So does a list that is narrowed by what was a tag.

    Wagtail's own would lead anyone there, and so tell what a closed page is called now.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        led = list_of_a_tag(request) if request.method in {"GET", "HEAD"} else ""
        return HttpResponseRedirect(led) if led else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        if led := page_of_a_tag(request):
            return HttpResponseRedirect(with_query(led, request))
        moved = Redirect.objects.filter(old_path__in=_spellings(request.path)).order_by("automatically_created").first()
        target = _target(moved, request) if moved else ""
        if not moved or not target:
            return response
        answer = HttpResponsePermanentRedirect if moved.is_permanent else HttpResponseRedirect
        return answer(with_query(target, request))


def _spellings(path: str) -> set[str]:
    """The path under every language's prefix, as Wagtail writes old addresses down."""
    paths = {in_language(path, code) for code, _name in settings.LANGUAGES} if path.startswith(PREFIXES) else {path}
    return {Redirect.normalise_path(one) for one in paths}


def _target(moved: Redirect, request: HttpRequest) -> str:
    if moved.redirect_page_id is None:
        return moved.redirect_link or ""
    page = BasePage.objects.visible_to(viewer_of(request)).filter(pk=moved.redirect_page_id).first()
    return page.specific.here if page else ""
