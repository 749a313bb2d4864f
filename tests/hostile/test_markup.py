"""Nothing that anybody writes, anywhere, becomes markup: not where it is stored, not where it is only asked."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.access.matrix.census import census
from tests.access.matrix.reader import Answer, Reader
from tests.access.matrix.surfaces import of_route, surfaces
from tests.access.matrix.world import World

from .markup import LONG, OUT, broken_out

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,
]  # templates are the same whatever lies under them, and there are many
ASKED = "q key theme municipality again language side neste next kommune tema nettverk page order sortering network"


def is_markup(answer: Answer) -> bool:
    kind = dict(answer.headers).get("Content-Type", "")
    return kind.startswith(("text/html", "application/xml")) and bool(answer.body)


@pytest.mark.parametrize("role", ["visitor", "author", "editor"])
def test_what_is_written_stays_text_on_every_page(hostile_world: World, role: str) -> None:
    reader, broken, met = Reader(hostile_world, role), set(), 0
    for surface in surfaces(hostile_world, role):
        answer = reader.asks(surface.address)
        if is_markup(answer):
            met += bool(hostile_world.canaries.in_bytes(answer.body))
            broken |= {f"{surface.route.name}: {how}" for how in broken_out(answer.body)}
    assert not broken, "\n".join(sorted(broken))
    assert met > 10


@pytest.mark.parametrize("role", ["visitor", "editor"])
def test_what_is_asked_for_stays_text(hostile_world: World, role: str) -> None:
    reader, broken = Reader(hostile_world, role), set()
    for route in census():
        if route.is_the_admins and role == "visitor":
            continue
        for surface in list(of_route(hostile_world, route))[:1]:
            address = surface.address.partition("?")[0]
            answer = reader.asks(address + "?" + urlencode(dict.fromkeys(ASKED.split(), OUT + LONG)))
            if is_markup(answer):
                broken |= {f"{route.name}: {how}" for how in broken_out(answer.body)}
            assert answer.status != 500 or route.name == "wagtailadmin_error_test", route.name
    assert not broken, "\n".join(sorted(broken))


@pytest.mark.parametrize(
    "path", ["/nb/%22%3E%3Czqx%3E/", "/%22%3E%3Czqx%3E/", "/nb/erfaringer/1-%3Czqx%3E/", "/admin/%3Czqx%3E"]
)
def test_an_address_that_is_nothing_stays_text(hostile_world: World, path: str) -> None:
    for role in ("visitor", "editor"):
        assert broken_out(Reader(hostile_world, role).asks(path).body) == []


def test_the_search_for_markup_sees_it() -> None:
    assert broken_out(f'<p title="{OUT}">'.encode()) == ["a tag <zqx>"]
    assert broken_out(b'<a href="java\tscript:zqx">') and broken_out(b"<img src=x onerror=zqx()>")
    assert broken_out(b"<p>&lt;zqx&gt;</p>") == []


def test_a_previewed_text_stays_text(hostile_world: World) -> None:
    answer = Reader(hostile_world, "author").asks(reverse("preview"), data={"text": LONG})
    assert answer.status == 200 and broken_out(answer.body) == []
