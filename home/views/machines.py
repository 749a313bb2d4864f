"""What machines read: which addresses there are, and which they should leave alone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..sitemap import entries

ICON = settings.BASE_DIR / "community/ui/static/ui/icon.svg"


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon, where browsers and feeds look for it unasked."""
    return HttpResponse(ICON.read_bytes(), content_type="image/svg+xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": request.build_absolute_uri("/sitemap.xml")}
    return render(request, "home/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """What everyone may read, each with the same in the other languages."""
    root = request.build_absolute_uri("/").rstrip("/")
    context = {"entries": entries(), "root": root}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")
