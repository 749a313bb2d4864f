"""A search is saved; somebody writes what fits; its owner is told, reads it, and lets the search go."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import overflow, violations
from tests.journeys.conftest import Open, Site
from tests.journeys.forum import begin

READER, WRITER = "hr.hamar@example.org", "prosjektleder.grong@example.org"


def until(told: Callable[[], bool], page: Page) -> bool:
    """Whether the worker has told of it, when it can."""
    for _try in range(60):
        if told():
            return True
        page.wait_for_timeout(500)
    return False


def among_notices(page: Page, site: Site, words: str) -> bool:
    page.goto(f"{site.url}/nb/varsler/")
    return page.get_by_text(words).count() > 0


def test_what_is_written_later_is_told_to_whoever_saved_the_search(open_page: Open, site: Site, way: str) -> None:
    word = f"kanarifugl{uuid4().hex[:6]}"
    name = f"Fugler {word}"
    reader, writer = open_page(READER, way), open_page(WRITER, way)
    reader.goto(f"{site.url}/nb/sok/?q={word}")
    reader.get_by_role("link", name="Lagre søket").click()
    reader.fill("[name=name]", name)
    reader.locator("[name=frequency][value=now]").check()
    reader.get_by_role("button", name="Lagre", exact=True).click()
    expect(reader.get_by_role("heading", name=name)).to_be_visible()
    expect(reader.get_by_text("Ingenting nytt ennå.")).to_be_visible()

    begin(writer, site, "apent-torg", f"Hvem har {word}?", "Vi lurer på hvordan dere gjør det hos dere.")
    assert until(lambda: among_notices(reader, site, f"Nytt treff i «{name}»"), reader)
    assert until(lambda: f"Nytt treff i «{name}»" in site.mails(reader), reader)
    reader.goto(f"{site.url}/nb/lagrede-sok/")
    reader.get_by_role("link", name=name, exact=True).click()
    expect(reader.get_by_role("link", name=f"Hvem har {word}?")).to_be_visible()
    reader.get_by_role("button", name="Merk alt som lest").click()
    expect(reader.get_by_text("1 nytt treff")).to_have_count(0)

    reader.goto(f"{site.url}/nb/lagrede-sok/")
    row = reader.get_by_role("listitem").filter(has_text=name)
    row.get_by_role("link", name="Endre").click()
    reader.fill("[name=name]", f"{name} igjen")
    reader.get_by_role("button", name="Lagre", exact=True).click()
    row = reader.get_by_role("listitem").filter(has_text=f"{name} igjen")
    row.get_by_role("link", name="Slett").click()
    reader.get_by_role("button", name="Slett").click()
    expect(reader.get_by_text("Søket er slettet.")).to_be_visible()
    expect(reader.get_by_text(f"{name} igjen")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_its_pages_can_be_read_by_all(open_page: Open, site: Site, width: int) -> None:
    page = open_page(READER)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.url}/nb/lagrede-sok/nytt/?q=turnus&kind=experience&kind=topic")
    page.fill("[name=name]", f"Turnus {width} {uuid4().hex[:6]}")
    wrong = {"form": violations(page) + ([f"{overflow(page)} px too wide"] if overflow(page) > 0 else [])}
    page.get_by_role("button", name="Lagre", exact=True).click()
    page.wait_for_url("**/lagrede-sok/*/")
    own = page.url
    for path in (own, f"{own}endre/", f"{own}slett/", f"{site.url}/nb/lagrede-sok/", f"{site.url}/nb/sok/?q=turnus"):
        page.goto(path)
        wrong[path] = violations(page) + ([f"{overflow(page)} px too wide"] if overflow(page) > 0 else [])
    assert {path: found for path, found in wrong.items() if found} == {}
