"""What machines read: which addresses there are, and which they should leave alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..sitemap import entries


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
