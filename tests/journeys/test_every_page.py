"""Every kind of page, for those who read it: axe finds nothing, nothing is wider than a telephone, no other host."""

import pytest
from playwright.sync_api import Page

from tests.journeys.browser import overflow, violations
from tests.journeys.conftest import ON_POSTGRES, Open, Site

VISITOR = (
    "/nb/",
    "/nn/",
    "/en/",
    "/nb/erfaringer/",
    "/nb/erfaringer/?theme=finnes-ikke&again=no",
    "/nb/ressurser/",
    "/nb/ressurser/?kind=podcast&tag=finnes-ikke",
    "/nb/tema/",
    "/nb/tema/omdomme/",
    "/nb/nettverk/",
    "/nb/nettverk/innovasjonsnettverket/",
    "/nb/kommuner/",
    "/nb/kommuner/grong/",
    "/nb/kommuner/notteroy/",
    "/nb/sok/",
    "/nb/sok/?q=sjukefråvær",
    "/nb/sok/?q=xyzzy",
    "/nb/nyheter/",
    "/nb/om/",
    "/nb/personvern/",
    "/nb/tilgjengelighetserklaering/",
    "/nb/tilbakemelding/",
    "/nb/konto/logg-inn/",
    "/nb/konto/glemt-passord/",
    "/nb/finnes-ikke/",
)
MEMBER = (
    "/nb/",
    "/nb/mine-erfaringer/",
    "/nb/erfaringer/skriv/",
    "/nb/mine-ressurser/",
    "/nb/ressurser/skriv/",
    "/nb/konto/profil/",
    "/nb/varsler/",
    "/nb/varsler/valg/",
)
EDITOR = ("/nb/redaktor/",)


def first_link(page: Page, start: str, pattern: str) -> str:
    page.goto(start)
    return str(page.locator(f'a[href*="{pattern}"]').first.get_attribute("href"))


def faults(page: Page, site: Site, paths: tuple[str, ...]) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        page.goto(site.url + path)
        page.evaluate("for (const box of document.querySelectorAll('main details')) box.open = true")
        wrong = violations(page) + ([f"{overflow(page)} px too wide"] if overflow(page) > 0 else [])
        if wrong:
            found[path] = wrong
    return found


@pytest.mark.parametrize("scheme", ["light"] if ON_POSTGRES else ["light", "dark"])
@pytest.mark.parametrize("width", [320] if ON_POSTGRES else [320, 375, 1280])
def test_pages_that_everyone_reads(open_page: Open, site: Site, width: int, scheme: str) -> None:
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    experience = first_link(page, f"{site.url}/nb/erfaringer/", "/nb/erfaringer/1")
    assert faults(page, site, (*VISITOR, experience)) == {}


@pytest.mark.parametrize("width", [320] if ON_POSTGRES else [320, 1280])
def test_pages_of_members_and_editors(open_page: Open, site: Site, width: int) -> None:
    for person, paths in (("prosjektleder.grong@example.org", MEMBER), ("redaktor@example.org", EDITOR)):
        page = open_page(person, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        if paths is EDITOR:
            paths = (*paths, first_link(page, f"{site.url}/nb/redaktor/", "/nb/redaktor/"))
        assert faults(page, site, paths) == {}
