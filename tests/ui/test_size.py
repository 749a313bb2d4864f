"""What the script of a form says of a file that is too large to be kept."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

pytestmark = pytest.mark.journey
STATIC = Path(__file__).parents[2] / "community" / "ui" / "static"
PAGE = """<!doctype html>
<form><input type="file" id="file" data-largest="1000" data-too-large="Filen er {size} MB."></form>
<script type="module">import { sizes } from "/static/ui/size.js"; sizes(document.querySelector("form"))</script>"""


def serve(route: Route) -> None:
    path = route.request.url.removeprefix("http://localhost/static/")
    if path == route.request.url:
        route.fulfill(content_type="text/html", body=PAGE)
    else:
        route.fulfill(path=STATIC / path, content_type="text/javascript")


def choose(page: Page, size: int) -> None:
    page.set_input_files("#file", {"name": "notat.pdf", "mimeType": "application/pdf", "buffer": b"x" * size})


def test_a_file_that_is_too_large_is_let_go_of_before_it_is_sent(page: Page) -> None:
    page.route("**/*", serve)
    page.goto("http://localhost/")
    choose(page, 1001)
    assert page.inner_text("#file_size") == "Filen er 1 MB." and page.input_value("#file") == ""
    assert page.get_attribute("#file", "aria-describedby") == "file_size"
    choose(page, 1000)
    assert page.locator("#file_size").count() == 0 and page.input_value("#file").endswith("notat.pdf")
