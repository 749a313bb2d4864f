"""Below an experience: a comment, an answer, a change, and what an editor hides."""

from playwright.sync_api import Page, expect

from tests.journeys.browser import violations
from tests.journeys.conftest import WAYS, Open, Site

AUTHOR, COLLEAGUE, EDITOR = "prosjektleder.grong@example.org", "hr.hamar@example.org", "redaktor@example.org"
SEARCH = "/nb/sok/?q=samtalen+før+første+fraværsdag"


def experience(open_page: Open, site: Site, person: str, way: str) -> Page:
    page = open_page(person, way)
    page.goto(site.url + SEARCH)
    page.get_by_role("heading").get_by_role("link", name="Samtalen før første fraværsdag").first.click()
    return page


def test_asked_answered_and_hidden(open_page: Open, site: Site, way: str) -> None:
    asker, answerer, editor = (experience(open_page, site, who, way) for who in (COLLEAGUE, AUTHOR, EDITOR))
    asker.locator("textarea[name=text]").last.fill(f"Hvordan gjør dere det om natten? ({way})")
    asker.locator("main form button[type=submit]").last.click()
    expect(asker.get_by_text(f"om natten? ({way})")).to_be_visible()

    answerer.reload()
    comment = answerer.locator("article.comment", has_text=f"om natten? ({way})").last
    comment.get_by_text("Svar", exact=True).first.click()
    answerer.locator("textarea[name=text]:visible").first.fill(f"Vi ringer dagen etter. ({way})")
    answerer.locator("main form button[type=submit]").last.click()
    expect(answerer.get_by_text(f"Vi ringer dagen etter. ({way})")).to_be_visible()

    editor.reload()
    if WAYS[way]["scripts"]:  # axe is a script
        assert violations(editor) == []
    editor.locator("article.comment", has_text=f"om natten? ({way})").last.get_by_text("Skjul").first.click()
    editor.fill("[name=reason]", "Står alt et annet sted.")
    editor.locator("main form button[type=submit]").last.click()

    visitor = experience(open_page, site, "", way)
    expect(visitor.get_by_text(f"om natten? ({way})")).to_have_count(0)
