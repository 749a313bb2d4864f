"""Small things that come with a form: never trusted, never a failure."""

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format

DIGITS = 10
"""A number this long may be more than a column holds."""


def whole(number: str) -> int:
    """A whole number as a form sends it; what is none, or is too long, counts as 0."""
    return int(number) if number.isascii() and number.isdigit() and len(number) < DIGITS else 0


def version_of(request: HttpRequest) -> int:
    """Which version of a text its writer had before them."""
    return whole(request.POST.get("version", ""))


def key_of(request: HttpRequest) -> UUID:
    """The form's own key, by which sent twice is sent once; a new one where it has none."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def hour() -> str:
    """Now, as «Lagret 14.32» says it."""
    return time_format(timezone.localtime(), "TIME_FORMAT")
