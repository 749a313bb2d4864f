"""Somebody looks for what others have found out: suggestions, choices in place, and ways on from nothing."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.browser import overflow, violations
from tests.journeys.conftest import Open, Site

MEMBER = "prosjektleder.grong@example.org"


def scripts(page: Page) -> list[str]:
    return [str(name).rpartition("/")[2] for name in page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name).filter((name) => /\\.js$/.test(name))"
    )]  # fmt: skip


def faults(page: Page, way: str) -> list[str]:
    """Without scripts nobody can ask; the page is the same."""
    return [] if "without" in way else violations(page) + ["too wide"] * (overflow(page) > 0)


def narrow(page: Page) -> None:
    """Unfold the choices, where they are folded."""
    if page.locator("#narrow > summary").is_visible():
        page.locator("#narrow > summary").click()


def narrowed(page: Page, way: str, label: str) -> str:
    """What is said of how much there is, before it is narrowed to this choice in the way of the reader."""
    everything = page.locator("#n").inner_text()
    narrow(page)
    page.locator(".facet", has_text=label).locator("visible=true").locator("input").check()
    if "without" in way:
        page.get_by_role("button", name="Bruk valgene").click()
    return everything


def test_hits_are_narrowed_sorted_and_shared(open_page: Open, site: Site, way: str) -> None:
    page = open_page(way=way)
    page.goto(f"{site.url}/nb/sok/?q=sjukefråvær")
    everything = narrowed(page, way, "Erfaringer")
    expect(page).to_have_url(re.compile("kind=experience"))
    expect(page.get_by_role("link", name="Fjern Erfaringer")).to_be_visible()
    fewer = page.locator("#n").inner_text()
    assert fewer != everything
    page.get_by_role("link", name="Mest brukt").click()
    expect(page).to_have_url(re.compile("order=used"))
    assert faults(page, way) == []
    other = open_page(way=way)
    other.goto(page.url)
    assert other.locator("#n").inner_text() == fewer
    page.get_by_role("link", name="Fjern Erfaringer").click()
    expect(page.locator("#n")).to_have_text(everything)


def test_with_scripts_choices_take_effect_in_place_and_are_said(open_page: Open, site: Site) -> None:
    page = open_page()
    page.goto(f"{site.url}/nb/sok/?q=sjukefråvær", wait_until="networkidle")
    assert not any("htmx" in name for name in scripts(page))
    page.evaluate("window.same = true")
    box = page.locator("#wide-kind-experience")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-told]")).to_have_text(re.compile(r"\d+ treff"))
    expect(box).to_be_focused()
    expect(box).to_be_checked()
    assert page.evaluate("window.same") and any("htmx" in name for name in scripts(page))
    page.go_back()
    expect(page.get_by_role("link", name="Fjern Erfaringer")).to_have_count(0)


def test_a_list_is_narrowed_in_place_or_by_its_button(open_page: Open, site: Site, way: str) -> None:
    page = open_page(way=way)
    page.goto(f"{site.url}/nb/ressurser/")
    everything = narrowed(page, way, "Sjekkliste")
    expect(page).to_have_url(re.compile("kind=checklist"))
    expect(page.locator("#n")).not_to_have_text(everything)
    assert faults(page, way) == []


def test_the_header_completes_what_is_typed_by_keyboard(open_page: Open, site: Site) -> None:
    page = open_page()
    page.goto(f"{site.url}/nb/", wait_until="networkidle")
    assert scripts(page) == ["search.js"]
    page.locator(".seek > summary").press("Enter")
    field = page.locator("#head-q")
    expect(field).to_be_focused()
    field.press_sequentially("ham", delay=30)
    options = page.get_by_role("option")
    expect(options.filter(has_text="Hamar").first).to_be_visible()
    assert violations(page) == []
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("ham")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    field.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    field.press("ArrowDown")
    wanted = options.first.inner_text()
    field.press("Enter")
    expect(page).not_to_have_url(f"{site.url}/nb/")
    assert page.locator("h1").inner_text().split()[0].lower() in wanted.lower()


def test_the_header_searches_with_and_without_scripts(open_page: Open, site: Site, way: str) -> None:
    page = open_page(way=way)
    page.goto(f"{site.url}/nb/")
    page.locator(".seek > summary").click()
    page.locator("#head-q").fill("kommune:Grong -sykefravær")
    page.locator("#head-q").press("Enter")
    expect(page.get_by_role("link", name="Fjern Grong")).to_be_visible()
    expect(page.locator("#q")).to_have_value("-sykefravær")


def test_nothing_found_leads_on(open_page: Open, site: Site, way: str) -> None:
    page = open_page(MEMBER, way)
    page.goto(f'{site.url}/nb/sok/?q="fravær+lavere+aldri"')
    expect(page.get_by_role("link", name="Uten hermetegnene")).to_be_visible()
    page.goto(f"{site.url}/nb/sok/?q=xyzzy")
    page.get_by_text("Slik søker du mer presist").click()
    assert faults(page, way) == []
    page.get_by_role("link", name="Spør i diskusjonene").click()
    expect(page.locator("[name=title]")).to_have_value("xyzzy")
