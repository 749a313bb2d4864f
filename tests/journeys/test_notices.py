"""The bell: what one was told, followed to its place, and read."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.browser import violations
from tests.journeys.conftest import WAYS, Open, Site

PEOPLE = dict(zip(WAYS, ("grong", "kristiansund", "froya", "faerder"), strict=True))
"""One for each way: each has had several experiences published, and has read nothing yet."""

SEVERAL = re.compile(r"og \d+ til")
"""Of one text that was published more than once."""


def told(page: Page, site: Site) -> int:
    """What the bell says, once the worker has told them all."""
    bell = page.get_by_role("link", name=re.compile(r"Varsler\s*\d+ uleste"))
    number = 0
    for _try in range(30):
        page.goto(f"{site.url}/nb/tema/")
        before, number = number, int(re.findall(r"\d+", bell.inner_text())[0]) if bell.count() else 0
        if number and number == before:
            break
        page.wait_for_timeout(2000)
    bell.click()
    expect(page.get_by_role("heading", name="Varsler", level=1)).to_be_visible()
    return number


def test_found_followed_and_read(open_page: Open, site: Site, way: str) -> None:
    page = open_page(f"prosjektleder.{PEOPLE[way]}@example.org", way)
    number = told(page, site)
    if WAYS[way]["scripts"]:  # axe is a script
        assert violations(page) == []
    new = page.locator("li.new")
    alone = new.filter(has_text="Publisert:").filter(has_not_text=SEVERAL)
    published = alone.first.get_by_role("link")
    title = published.inner_text()
    published.click()
    expect(page.get_by_role("heading", name=title.removeprefix("Publisert: "), level=1)).to_be_visible()

    page.goto(f"{site.url}/nb/varsler/")
    if not WAYS[way]["scripts"]:
        new.filter(has_text=title).get_by_role("button").click()
    expect(page.get_by_role("link", name=re.compile(rf"Varsler\s*{number - 1} uleste"))).to_be_visible()
    page.get_by_role("button", name="Merk alt som lest").click()
    expect(page.get_by_text("Alt er merket som lest.")).to_be_visible()
    expect(new).to_have_count(0)
