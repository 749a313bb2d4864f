from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .keep import is_from_here, typed


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was too old to be trusted: show what was typed, and let the reader send it once more knowingly."""
    kept = typed(request) if is_from_here(request) else []
    return render(request, "403_csrf.html", {"kept": kept}, status=403)
