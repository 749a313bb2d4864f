"""Pieces of pages that show nothing but the values given, and are the same for whoever sees those: each is drawn once,
and then taken from memory. To draw twenty rows of a list takes longer than to ask a database for them."""

import secrets
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import lru_cache
from time import time
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from . import symbols

KEPT = 2000
"""Pieces in the memory of a process: a few megabytes, and twenty where somebody asks for ever other lists."""
QUARTER = 900
SECRET = secrets.token_hex(8)
NUMBER = 900_000_000 + secrets.randbelow(99_000_000)
"""Nobody can guess a stand-in, to write it into a text; a number fits in the addresses that are made of one."""
Context = Callable[..., dict[str, Any]]


class Piece(NamedTuple):
    html: SafeString
    form: str
    """For `format_html`, where something that differs each time shows in it."""
    differs: Sequence[str]
    symbols: frozenset[str]


def drawn(template: str, context: Context, *values: Hashable, **each: object) -> SafeString:
    """The template, with the context made of these values and of nothing else: what is not among them must not show.
    In the reader's language, and today («yesterday 14.32» is true for a day). What is given by name differs each time,
    such as the token of a form: it is put in afterwards, and the template can only show it, or make an address of a
    number."""
    stand_ins = tuple((name, type(value) is int) for name, value in each.items())
    piece = _drawn(template, context, values, stand_ins, get_language(), _day_at(int(time()) // QUARTER))
    symbols.use_all(piece.symbols)
    # What does not show is not made either: to ask for a token sets a cookie.
    return format_html(piece.form, **{name: each[name] for name in piece.differs}) if piece.differs else piece.html


@lru_cache(maxsize=1)
def _day_at(_quarter: int) -> date:
    """Today, asked for by each piece of a page; wherever one is, a day begins with a quarter of an hour."""
    return timezone.localdate()


@lru_cache(maxsize=KEPT)
def _drawn(
    template: str, context: Context, values: tuple[Hashable, ...], each: tuple[tuple[str, bool], ...],
    _language: str, _today: date,
) -> Piece:  # fmt: skip
    stand_ins = {name: NUMBER + at if number else f"{SECRET}{name}{SECRET}" for at, (name, number) in enumerate(each)}
    with symbols.apart() as used:
        html = render_to_string(template, {**context(*values), **stand_ins})
    form = html.replace("{", "{{").replace("}", "}}")
    for name, stand_in in stand_ins.items():
        form = form.replace(str(stand_in), f"{{{name}}}")
    differs = [name for name, stand_in in stand_ins.items() if str(stand_in) in html]
    return Piece(html, form if differs else "", differs, used())
