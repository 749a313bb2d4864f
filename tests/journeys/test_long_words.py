"""Words and addresses of any length: no page is wider than a telephone, wherever they stand."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import overflow
from tests.journeys.conftest import Open, Site

AUTHOR, EDITOR = "prosjektleder.grong@example.org", "redaktor@example.org"
WORD = "Arbeidsmiljø" * 25
ADDRESS = f"https://example.org/{'sti' * 60}"
SHORTER = {
    "title": 100, "summary": 280, "trial_who": 190, "trial_duration": 90, "working_time": 140, "time_to_effect": 90,
    "tags": 55, "measures-0-name": 110, "measures-0-unit": 25, "measures-0-period": 70, "measures-0-source": 140,
}  # fmt: skip
TEXTS = ("need", "action", "happened", "not_worked", "goal", "hypothesis", "observation", "conditions", "otherwise")


def narrow(open_page: Open, person: str = "") -> Page:
    page = open_page(person, reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 700})
    return page


def fits(page: Page, address: str = "") -> None:
    if address:
        page.goto(address)
    page.evaluate("for (const box of document.querySelectorAll('main details')) box.open = true")
    assert overflow(page) <= 0, page.url


def press(page: Page, button: Locator) -> None:
    """Press what leads to another page, and wait until that one is there."""
    with page.expect_event("load"):
        button.click()


def test_words_of_any_length_stay_within_a_telephone(open_page: Open, site: Site) -> None:
    author, editor, visitor = narrow(open_page, AUTHOR), narrow(open_page, EDITOR), narrow(open_page)
    title = f"Lange ord {WORD[: SHORTER['title']]}"
    fits(author, f"{site.url}/nb/erfaringer/skriv/")
    for name in TEXTS:
        author.fill(f"[name={name}]", f"{WORD} {ADDRESS}\n\n> {WORD}\n\n- {WORD}\n\n```\n{WORD}\n```")
    for name, most in SHORTER.items():
        author.fill(f"[name={name}]", WORD[:most])
    author.fill("[name=title]", title)
    author.fill("[name=measures-0-before]", "9999999999,99")
    author.fill("[name=measures-0-after]", "1,5")
    author.locator("[name=audience][value=public]").check()
    if not author.locator("[name=themes]").first.is_checked():
        author.locator("[name=themes]").first.check()
    press(author, author.get_by_role("button", name="Lagre utkast"))
    expect(author.get_by_text("Utkastet ditt er lagret.")).to_be_visible()
    fits(author)
    press(author, author.get_by_role("button", name="Send til gjennomgang"))
    fits(author)

    fits(editor, f"{site.url}/nb/redaktor/")
    press(editor, editor.get_by_role("link", name=re.compile("Lange ord")).first)
    fits(editor)
    case = editor.url
    editor.fill("[name=text]", f"{WORD} {ADDRESS}")
    press(editor, editor.get_by_role("button", name="Send tilbake med merknad"))
    author.reload()
    press(author, author.get_by_role("link", name=re.compile("Lange ord")).first)
    fits(author)
    press(author, author.get_by_role("button", name="Send til gjennomgang"))
    fits(editor, case)
    press(editor, editor.get_by_role("button", name="Godkjenn og publiser"))

    fits(visitor, f"{site.url}/nb/erfaringer/")
    press(visitor, visitor.get_by_role("link", name=re.compile("Lange ord")).first)
    author.goto(visitor.url)
    author.locator("textarea[name=text]").last.fill(f"{WORD} {ADDRESS}\n\n> {WORD}")
    press(author, author.locator("main form button[type=submit]").last)
    expect(author.locator(".comment", has_text=WORD)).to_be_visible()
    fits(author)
    visitor.reload()
    fits(visitor)
    for path in ("", "sok/?q=lange+ord", "kommuner/grong/", "nettverk/innovasjonsnettverket/"):
        fits(visitor, f"{site.url}/nb/{path}")
