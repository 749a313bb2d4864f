"""One browser for all tests of a process: a second one beside it cannot be driven in the same way."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browser import launch


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Its event loop stays behind in this process, where Django would refuse every query of the tests that follow.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()
