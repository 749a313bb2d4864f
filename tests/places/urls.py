"""The one address that a map needs, so that these tests hold without the pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(_request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse(slug)


urlpatterns = [path("", include(([path("kommuner/<slug>/", nothing, name="municipality")], "home")))]
