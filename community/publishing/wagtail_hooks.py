from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail import hooks


@hooks.register("register_admin_urls", order=-1)
def named_sizes_only() -> list[URLPattern]:
    """Wagtail's generator of picture addresses draws any size that it is asked for. Ours have names."""
    return [
        path("images/<int:pk>/generate_url/", _nothing_here),
        path("images/<int:pk>/generate_url/<str:spec>/", _nothing_here),
        path("images/<int:pk>/preview/<str:spec>/", _nothing_here),
    ]


def _nothing_here(_request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    raise Http404
