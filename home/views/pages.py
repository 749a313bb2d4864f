from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from community.access.guards import viewer_of

from ..addresses import page_at
from ..languages import preferred_language


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """The site's own address leads to the reader's language: the one they chose, else their browser's, else bokmål."""
    response = redirect(f"/{preferred_language(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the editors', in the reader's language where it has been translated; else in its own."""
    found = page_at(path, viewer_of(request))
    if found is None:
        raise Http404
    return found.serve(request)
