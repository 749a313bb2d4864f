"""The browser of the journeys, and what axe-core says of a page."""

import shutil
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

from tools.check import BROWSERS

FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-dev-shm-usage".split()
WIDTHS = (1280, 375, 320)
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def launch(playwright: Playwright) -> Browser:
    path = next(path for name in BROWSERS if (path := shutil.which(name)))
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


@cache
def axe() -> str:
    return AXE.read_text()


def violations(page: Page) -> list[str]:
    """What axe finds wrong, each with the first place where it is. Run as the page's own code: the CSP stays strict."""
    page.evaluate(axe())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations)")
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
