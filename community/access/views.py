from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was too old to be trusted: show what was typed, and let the reader send it once more knowingly."""
    return render(request, "403_csrf.html", status=403)
