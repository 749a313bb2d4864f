"""Attempts to sign in are counted in a cache of their own. Where it does not answer, nobody is let in uncounted."""

from collections.abc import Callable

from allauth.core.internal import ratelimit
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.connection import ConnectionProxy
from redis.exceptions import RedisError

ALIAS = "limits"


def install() -> None:
    """Have allauth count there. It knows the default cache only, which forgives: a count that is lost would let in."""
    ratelimit.cache = ConnectionProxy(caches, ALIAS)


class LimitsMiddleware:
    """Says calmly that nobody can sign in just now, where the attempt cannot be counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, RedisError):
            return None
        page = render(request, "503.html", status=503)
        page["Retry-After"] = "60"
        return page
