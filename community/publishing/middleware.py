from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse

from community.images.checks import Refused
from community.images.fields import draw_anew


class DrawFirstMiddleware:
    """Pictures for the editors' library are drawn before the transaction of the request begins: on SQLite it keeps all
    others from writing. What is refused goes on as it came, and the form says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        match = request.resolver_match
        if request.method != "POST" or match is None or not match.namespace.startswith("wagtailimages"):
            return
        if request.user.has_perm("wagtailadmin.access_admin"):
            files: Any = request.FILES
            for name, file in files.items():
                with suppress(Refused):
                    files[name] = draw_anew(file)
