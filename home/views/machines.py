"""What machines read: which addresses there are, and which they should leave alone."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from community.publishing.kept import until_changed
from community.ui.navigation import absolute

from ..sitemap import entries, parts

HOUR = 3600
ICON = settings.BASE_DIR / "community/ui/static/ui/icon.svg"


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon, where browsers and feeds look for it unasked."""
    return HttpResponse(ICON.read_bytes(), content_type="image/svg+xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": absolute(reverse("sitemap"))}
    return render(request, "home/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(_request: HttpRequest) -> HttpResponse:
    """The files that list what everyone may read."""
    return HttpResponse(until_changed(("sitemap",), _sitemap, HOUR), content_type="application/xml")


@require_safe
def sitemap_part(_request: HttpRequest, kind: str, block: int) -> HttpResponse:
    """One of them: each address with the same in the other languages."""
    text = until_changed(("sitemap", kind, block), lambda: _sitemap_part(kind, block), HOUR)
    if not text:
        raise Http404
    return HttpResponse(text, content_type="application/xml")


def _sitemap() -> str:
    return render_to_string("home/sitemap.xml", {"parts": parts()})


def _sitemap_part(kind: str, block: int) -> str:
    found = list(entries(kind, block))
    return render_to_string("home/sitemap_part.xml", {"entries": found}) if found else ""
