"""No byte of any answer tells a reader what they may not know; and what they may know, they are told."""

import pytest

from .canaries import Told
from .census import census
from .expectations import ROLE_NAMES, may_know
from .reader import Reader
from .surfaces import SHOWS_NOTHING, fits, of_route, surfaces
from .world import World

pytestmark = pytest.mark.django_db
STATES_FOUND_ON_PURPOSE = {"wagtailadmin_error_test"}
"""Wagtail's page that tries how an error looks."""


def test_every_route_is_in_the_matrix(world: World) -> None:
    routes = [route for route in census() if not fits(route.name, SHOWS_NOTHING)]
    assert [route for route in routes if not list(of_route(world, route))] == []


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_nobody_is_told_what_they_may_not_know(world: World, role: str) -> None:
    reader, leaks, failures, told = Reader(world, role), set(), set(), set()
    for surface in surfaces(world, role):
        answer = reader.asks(surface.address)
        if answer.status == 500 and surface.route.name not in STATES_FOUND_ON_PURPOSE:
            failures.add((surface.route.name, surface.thing))
        asked = world.canaries.in_bytes(surface.address.encode())
        learnt = {world.canaries.told_by[canary] for canary in world.canaries.in_bytes(answer.raw) - asked}
        leaks |= {f"{surface.route.name}: {one}" for one in learnt if not may_know(role, one.layer)}
        told |= learnt
    assert not leaks, "\n".join(sorted(leaks))
    assert failures == set()
    assert missing(world, role, told) == set()


def missing(world: World, role: str, told: set[Told]) -> set[str]:
    """Things that a reader may know, and met nowhere: an expectation that could not fail."""
    expected = {thing for thing, layer in world.layers.items() if may_know(role, layer)}
    return expected - {one.thing for one in told if one.layer == world.layers.get(one.thing)}
