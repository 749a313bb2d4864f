"""Pieces of pages that show nothing but the values given, and are the same for whoever sees those: each is drawn once,
and then taken from memory. To draw twenty rows of a list takes longer than to ask a database for them."""

import secrets
from collections.abc import Callable, Hashable
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from . import symbols

KEPT = 2000
"""Pieces in the memory of a process: a few megabytes."""
STAND_IN = secrets.token_hex(8)
"""In the place of the token of a form: nobody can write it into a text."""
Context = Callable[..., dict[str, Any]]


def drawn(template: str, context: Context, *values: Hashable, csrf_token: object = "") -> SafeString:
    """The template, with the context made of these values and of nothing else: what is not among them must not show.
    In the reader's language, and today («yesterday 14.32» is true for a day). The token of the reader's forms is put
    in afterwards."""
    piece, form, used = _drawn(template, context, values, get_language(), timezone.localdate())
    symbols.use_all(used)
    return format_html(form, csrf_token) if form else piece


@lru_cache(maxsize=KEPT)
def _drawn(
    template: str, context: Context, values: tuple[Hashable, ...], _language: str, _today: date
) -> tuple[SafeString, str, frozenset[str]]:
    with symbols.apart() as used:
        piece = render_to_string(template, {"csrf_token": STAND_IN, **context(*values)})
    form = piece.replace("{", "{{").replace("}", "}}").replace(STAND_IN, "{0}") if STAND_IN in piece else ""
    return piece, form, used()
