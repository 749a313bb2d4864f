"""No byte of any answer tells a reader what they may not know; and what they may know, they are told."""

import pytest

from .canaries import Told
from .census import Route, census
from .expectations import ROLE_NAMES, may_know
from .reader import Answer, Reader
from .surfaces import SHOWS_NOTHING, fits, of_route, surfaces
from .world import World

pytestmark = pytest.mark.django_db
FAILS_ON_PURPOSE = {"wagtailadmin_error_test"}
"""Wagtail's page that tries how an error looks."""
NEEDS_A_COOKIE = {
    "account_login",
    "account_reset_password",
    "forum:flag",
    "home:feedback",
    "ui:language",
    "wagtailadmin_logout",
}
"""Pages with a form that anybody may send, and the choice of a language."""
THE_SAME_FOR_ALL = "root robots sitemap* health favicon ui:parts wagtailadmin_sprite wagtailadmin_javascript_catalog"
KEPT_BY_WAGTAIL = {
    "wagtailadmin_editingsession", "wagtailusers_userprofile", "wagtailcore_pagesubscription", "images_rendition",
    "images_librarydocument", "images_picture", "django_tasks_database_dbtaskresult",
}  # fmt: skip
"""In the admin: who has a page open, small pictures, the size of a file and what follows in its own index."""


def test_every_route_is_in_the_matrix(world: World) -> None:
    routes = [route for route in census() if not fits(route.name, SHOWS_NOTHING)]
    assert [route for route in routes if not list(of_route(world, route))] == []


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_nobody_is_told_what_they_may_not_know(world: World, role: str) -> None:
    reader, leaks, failures, told = Reader(world, role), set(), set(), set()
    for surface in surfaces(world, role):
        answer = reader.asks(surface.address)
        if answer.status == 500 and surface.route.name not in FAILS_ON_PURPOSE:
            failures.add(f"{surface.route.name} fails: {surface.thing}")
        failures |= {f"{surface.route.name}: {fault}" for fault in kept_by_others(surface.route, role, answer)}
        asked = world.canaries.in_bytes(surface.address.encode())
        learnt = {world.canaries.told_by[canary] for canary in world.canaries.in_bytes(answer.raw) - asked}
        leaks |= {f"{surface.route.name}: {one}" for one in learnt if not may_know(role, one.layer)}
        told |= learnt
    assert not leaks, "\n".join(sorted(leaks))
    assert not failures, "\n".join(sorted(failures))
    assert missing(world, role, told) == set()
    written = sorted(one for one in reader.written if not allowed_to_write(*one))
    assert not written, "\n".join(map(str, written))


def allowed_to_write(address: str, table: str) -> bool:
    """Who fetches a file of a resource is counted, by day and in no other way."""
    counted = table == "cases_downloads" and "/filer/" in address
    return counted or table == "django_session" or (address.startswith("/admin/") and table in KEPT_BY_WAGTAIL)


def missing(world: World, role: str, told: set[Told]) -> set[str]:
    """Things that a reader may know, and met nowhere: an expectation that could not fail."""
    expected = {thing for thing, layer in world.layers.items() if may_know(role, layer)}
    return expected - {one.thing for one in told if one.layer == world.layers.get(one.thing)}


def kept_by_others(route: Route, role: str, answer: Answer) -> set[str]:
    """What caches would do with it: a page for somebody signed in is nobody else's, a page for all has no cookie."""
    headers = dict(answer.headers)
    if role == "visitor":
        return {"sets a cookie"} if answer.cookies and route.name not in NEEDS_A_COOKIE else set()
    kept = headers.get("Cache-Control", "")
    alike = fits(route.name, THE_SAME_FOR_ALL) or answer.status in {301, 405}
    return set() if alike or "private" in kept or "no-store" in kept else {f"may be kept by a cache ({kept})"}
