"""An editor's day at the desk, on a narrow phone without scripts: each page is whole, and nothing is wider than it."""

import os

from playwright.sync_api import Page, expect

from tests.journeys.browser import overflow, violations
from tests.journeys.conftest import Open, Site

AUTHOR, EDITOR = "prosjektleder.grong@example.org", "redaktor@example.org"


def sound(page: Page, name: str) -> None:
    """Whether axe and the width have nothing against the page as it stands, with all unfolded."""
    shots = os.environ.get("DESK_SHOTS")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for summary in page.locator("main details:not([open]) > summary").all():
            summary.click()
        if shots:
            page.screenshot(path=f"{shots}/{name}-{width}.png", full_page=True)
        assert overflow(page) <= 0, name
        assert violations(page) == [], name
    page.set_viewport_size({"width": 320, "height": 800})


def a_case(page: Page, site: Site) -> str:
    page.goto(f"{site.url}/nb/redaktor/")
    page.locator(".queue a").first.click()
    page.wait_for_url("**/redaktor/*/")
    return page.url


def test_a_case_is_taken_given_back_and_sent_back_with_remarks(open_page: Open, site: Site) -> None:
    page = open_page(EDITOR, "phone-without-scripts")
    case = a_case(page, site)
    page.get_by_role("button", name="Ta saken").click()
    page.get_by_role("button", name="Gi fra deg saken").click()
    page.get_by_text("Andre kan ta den").wait_for()
    page.get_by_text("Merknader til enkelte tekster").click()
    page.fill("[name=about_need]", "Hvem gjaldt det?")
    page.fill("[name=about_action]", "Skriv hvem som gjorde det.")
    page.get_by_role("button", name="Send tilbake med merknad").click()
    page.wait_for_url("**/redaktor/")
    looks = open_page(EDITOR, "phone")
    looks.goto(case)
    expect(looks.get_by_text("Skriv hvem som gjorde det.").first).to_be_visible()
    sound(looks, "sent-back")
    looks.get_by_role("link", name="Tilbake til listen").click()
    sound(looks, "desk")


def test_another_wording_is_proposed_and_taken_back(open_page: Open, site: Site) -> None:
    page = open_page(EDITOR, "phone")
    page.goto(a_case(page, site))
    sound(page, "waits")
    page.get_by_role("link", name="Foreslå en annen ordlyd").click()
    page.fill("[name=title]", "En kortere tittel")
    page.get_by_role("button", name="Send forslaget").click()
    page.wait_for_url("**/redaktor/*/")
    sound(page, "proposed")
    page.get_by_role("link", name="Endre forslaget ditt").click()
    expect(page.locator("[name=title]")).to_have_value("En kortere tittel")
    sound(page, "change-proposal")
    page.get_by_role("button", name="Trekk forslaget ditt tilbake").click()
    expect(page.get_by_text("Forslaget ditt er trukket tilbake")).to_be_visible()
