from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An expired token: say what to do. Forms that hold text keep it (their views read it before they fail)."""
    return render(request, "403_csrf.html", status=403)
