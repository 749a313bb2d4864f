"""What a reader may not see answers as what never was, byte for byte; and so do all acts on it."""

from collections.abc import Iterator
from urllib.parse import quote
from uuid import UUID

import pytest

from .census import Route, census
from .expectations import may_know
from .reader import Reader
from .surfaces import ABOUT, fits
from .world import Parameters, World

pytestmark = pytest.mark.django_db
NEVER_WAS: Parameters = {"pk": 719_999_999, "target_id": 719_999_999, "comment_id": 719_999_999}
NO_KEY = UUID("71999999-0000-4000-8000-000000000000")
KINDS = (
    "experience",
    "experience's picture",
    "experience's file",
    "resource",
    "resource's file",
    "version",
    "version's file",
    "comment",
    "topic",
    "post",
    "post's picture",
    "post's file",
    "board",
    "matter",
    "word",
    "tag on the desk",
    "saved search",
)
BY_SLUG = ("board", "word")
TRIED = [
    ("get", {}),
    ("head", {}),
    ("get", {"if-none-match": '"0"', "if-modified-since": "Sun, 01 Nov 2026 10:00:00 GMT"}),
    ("get", {"range": "bytes=0-9"}),
    ("post", {}),
]
"""Ways to ask, with what headers."""


def never_was(kind: str) -> Parameters:
    return {**NEVER_WAS, "key": NO_KEY} | ({"slug": "aldri"} if kind in BY_SLUG else {})


def secret_to(world: World, role: str) -> Iterator[tuple[Route, Parameters, Parameters]]:
    """Each route about something that somebody in the role may not open, and the same for what never was."""
    for route in census():
        if not route.parameters or (route.is_the_admins and role != "editor"):
            continue
        for kind in (kind for kind in KINDS if fits(route.name, ABOUT[kind])):
            tried: set[str] = set()
            for thing, parts in world.addresses[kind]:
                layer = world.layers[thing]
                if not may_know(role, layer) and layer not in tried and route.parameters <= parts.keys():
                    tried.add(layer)
                    yield route, parts, {**parts, **never_was(kind)}


@pytest.mark.parametrize("role", ["visitor", "outsider", "editor"])
def test_what_is_secret_is_as_if_it_never_was(world: World, role: str) -> None:
    reader, different, count = Reader(world, role), [], 0
    for route, parts, never in secret_to(world, role):
        for method, headers in TRIED if role == "visitor" else TRIED[::4]:
            secret = reader.asks(route.address(parts), method, **headers).without(*words(route, parts))
            nothing = reader.asks(route.address(never), method, **headers).without(*words(route, never))
            count += 1
            if secret != nothing:
                different.append(f"{method} {route.name}: {secret[0]} and {nothing[0]}")
    assert different == []
    assert count > 30


def words(route: Route, parts: Parameters) -> list[str]:
    """What of an answer only says what was asked for: the address, under any prefix and however it is written."""
    address = route.address(parts)
    after = [address.removeprefix("/nb"), *(str(parts["pk"]) for _ in "x" if "pk" in parts)]
    return [*after, *(quote(word, safe=safe) for word in after for safe in ("", "/"))]
