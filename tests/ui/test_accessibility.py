"""The style guide holds every component: what is right there is right on the pages."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Route

from community.ui.views import parts
from tests.journeys.browser import WIDTHS, overflow, violations

pytestmark = pytest.mark.journey
PAGES = {
    "failed": render_to_string("500.html"),
    "too large": (settings.BASE_DIR / "deploy/413.html").read_text(encoding="utf-8"),
}


@pytest.fixture(scope="module")
def sheet() -> str:
    return parts(RequestFactory().get("/parts/")).content.decode()


def served(html: str, route: Route) -> None:
    path = route.request.url.removeprefix("http://localhost/static/")
    if path == route.request.url:
        route.fulfill(content_type="text/html; charset=utf-8", body=html)
    elif found := finders.find(path):
        route.fulfill(path=Path(found))
    else:
        route.abort()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["sheet", *PAGES])
def test_every_component_is_accessible(browser: Browser, sheet: str, name: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.route("**/*", lambda route: served(PAGES.get(name, sheet), route))
    page.goto("http://localhost/parts/")
    assert violations(page) == []
    assert overflow(page) <= 0
    context.close()


def test_a_page_fetches_little_and_from_nowhere_else(browser: Browser, sheet: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/*", lambda route: served(sheet, route))
    page.goto("http://localhost/parts/", wait_until="networkidle")
    assert all(url.startswith("http://localhost/") for url in asked)
    assert len(asked) <= 7  # the sheet has a stylesheet of its own, and Sámi letters
    page.close()
