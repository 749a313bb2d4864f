"""What people do in discussions, for the journeys that go through them."""

from playwright.sync_api import Page, expect

from tests.journeys.browser import overflow, violations
from tests.journeys.conftest import WAYS, Site


def right(page: Page, way: str) -> None:
    """axe finds nothing, and the page is no wider than the window."""
    if WAYS[way]["scripts"]:  # axe is a script
        assert violations(page) == []
        assert overflow(page) <= 0


def notice(page: Page, site: Site, words: str) -> None:
    """Follow what one was told, once the worker has told it."""
    link = page.locator("main").get_by_role("link", name=words)
    for _try in range(60):
        page.goto(f"{site.url}/nb/varsler/")
        if link.count():
            break
        page.wait_for_timeout(1000)
    link.first.click()


def begin(page: Page, site: Site, board: str, title: str, text: str) -> None:
    """Start a discussion on a board; that it may have been asked before holds nobody up."""
    page.goto(f"{site.url}/nb/diskusjoner/skriv/?tavle={board}")
    page.fill("[name=title]", title)
    page.fill("textarea[name=text]", text)
    page.get_by_role("button", name="Legg ut").click()
    heading, mine = page.get_by_role("heading", name=title, level=1), page.get_by_role("button", name="Send mitt")
    expect(heading.or_(mine)).to_be_visible()
    if mine.count():
        mine.click()
    expect(heading).to_be_visible()


def answer_with(page: Page, discussion: str, text: str) -> None:
    page.goto(discussion)
    page.locator("#svar textarea").fill(text)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.locator("article.post").last).to_contain_text(text)
