"""Icons and knots: drawn once at the end of a page, only those that the page used."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# shape: (element, attributes) in a box of 20 by 20
_DOT = {"fill": "currentColor", "stroke": "none", "cx": "10", "cy": "10"}
KNOTS: dict[str, list[tuple[str, dict[str, str]]]] = {
    "origin": [("circle", {**_DOT, "r": "4.2"}), ("circle", {"cx": "10", "cy": "10", "r": "8"})],
    "used": [("circle", {**_DOT, "r": "6.5"})],
    "test": [
        ("circle", {"cx": "10", "cy": "10", "r": "6"}),
        ("path", {"fill": "currentColor", "stroke": "none", "d": "M10 4a6 6 0 0 1 0 12z"}),
    ],
    "open": [("circle", {"cx": "10", "cy": "10", "r": "6"})],
    "drop": [("path", {"d": "M10 1v5M6 6h8M6 14h8M10 14v5"})],
    "loose": [("path", {"d": "M3 1c0 7 1 9 6 9s7 2 7 5-3 4.5-5 3-1.5-4 1-5"})],
}
_used: ContextVar[frozenset[str]] = ContextVar("used_symbols", default=frozenset())


class UnknownSymbol(LookupError):
    """A template asked for an icon or knot that does not exist."""


@lru_cache(maxsize=1)
def icons() -> dict[str, str]:
    drawings: dict[str, str] = json.loads((Path(__file__).parent / "icons.json").read_text())
    return drawings


def begin() -> None:
    """Forget what an earlier page used."""
    _used.set(frozenset())


def use(name: str) -> str:
    """Note that the page uses the symbol ("i-search", "k-used"); gives the name back, for an href."""
    kind, _, plain = name.partition("-")
    if plain not in (icons() if kind == "i" else KNOTS):
        raise UnknownSymbol(name)
    _used.set(_used.get() | {name})
    return name


def use_all(names: frozenset[str]) -> None:
    """Note what a piece uses that was drawn before."""
    _used.set(_used.get() | names)


@contextmanager
def apart() -> Iterator[Callable[[], frozenset[str]]]:
    """What is drawn herein is noted by itself, and told by the function that comes with it."""
    before = _used.set(frozenset())
    found: frozenset[str] = frozenset()
    try:
        yield lambda: found
    finally:
        found = _used.get()
        _used.reset(before)


def sprite() -> SafeString:
    """The symbols that the page used, in one hidden drawing."""
    return _drawn(_used.get())


@lru_cache(maxsize=500)
def _drawn(names: frozenset[str]) -> SafeString:
    return format_html_join("", "{}", ((_symbol(name),) for name in sorted(names)))


def _symbol(name: str) -> SafeString:
    kind, _, plain = name.partition("-")
    if kind == "i":
        path = format_html('<path fill-rule="evenodd" d="{}"/>', icons()[plain])
        return format_html('<symbol id="{}" viewBox="0 0 24 24">{}</symbol>', name, path)
    shapes = format_html_join("", "{}", ((_shape(element, attrs),) for element, attrs in KNOTS[plain]))
    return format_html('<symbol id="{}" viewBox="0 0 20 20">{}</symbol>', name, shapes)


def _shape(element: str, attributes: dict[str, str]) -> SafeString:
    pairs = format_html_join("", ' {}="{}"', attributes.items())
    return format_html("<{}{}/>", element, pairs)
