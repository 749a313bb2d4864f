"""The site as it runs: web server and worker on a database of their own, with the demo's content, and a browser."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "saman-demo-2026"
DATABASE = os.environ.get("DATABASE_URL", "")
ON_POSTGRES = DATABASE.startswith("postgres")
NAME = f"saman_journeys_{os.getpid()}"
expect.set_options(timeout=30_000)  # one server, and perhaps few processors


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.journey)


@dataclass(frozen=True)
class Site:
    url: str

    def mails(self, page: Page) -> str:
        """The text of the mails that were sent, newest first."""
        page.goto(f"{self.url}/demo/mail/")
        return page.inner_text("main")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site; with SITE=http://localhost:8000, a demo that runs already, for whoever writes a journey."""
    if running := os.environ.get("SITE"):
        yield Site(running)
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = tmp_path_factory.mktemp("site")
    database = _new_postgres() if ON_POSTGRES else f"sqlite:///{data / 'saman.sqlite3'}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
        "DATABASE_URL": database,
        "DATA_DIR": str(data),
        "BASE_URL": f"http://localhost:{port}",
    }
    log = (data / "log").open("w")
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_for(f"http://localhost:{port}/nb/", server, data / "log")
        yield Site(f"http://localhost:{port}")
    finally:
        server.terminate()
        server.wait(20)
        log.close()
        if ON_POSTGRES:
            _on_server(f"drop database if exists {NAME} with (force)")


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _second in range(300):
        if server.poll() is not None:
            pytest.fail(f"The site did not start:\n{log.read_text()[-3000:]}")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(1)
        else:
            return
    pytest.fail(f"The site did not answer within five minutes:\n{log.read_text()[-3000:]}")


def _new_postgres() -> str:
    _on_server(f"create database {NAME}")
    return urlsplit(DATABASE)._replace(path=f"/{NAME}").geturl()


def _on_server(statement: str) -> None:
    with psycopg.connect(urlsplit(DATABASE)._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(statement)


WAYS = {
    "phone": {"width": 375, "scripts": True},
    "desk": {"width": 1280, "scripts": True},
    "phone-without-scripts": {"width": 375, "scripts": False},
    "desk-without-scripts": {"width": 1280, "scripts": False},
}


@pytest.fixture(params=["phone"] if ON_POSTGRES else list(WAYS))
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Open]:
    """A new browser of somebody's own: `open_page("redaktor@example.org", way="phone")`. Fails on what must not be:
    an error of a script, a refusal by the content security policy, a request to another host, a server's error."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(person: str = "", way: str = "desk", **options: object) -> Page:
        chosen = WAYS[way]
        context = browser.new_context(
            viewport={"width": int(chosen["width"]), "height": 800},
            java_script_enabled=bool(chosen["scripts"]),
            locale="nb-NO",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        _watch(page, site, wrong)
        if person:
            sign_in(page, site, person)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong, wrong


def _watch(page: Page, site: Site, wrong: list[str]) -> None:
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("request", lambda asked: None if _is_ours(asked.url, site) else wrong.append(f"other host: {asked.url}"))
    page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 500 else None)


def _is_ours(url: str, site: Site) -> bool:
    return url.startswith((site.url, "data:", "blob:", "about:"))


def sign_in(page: Page, site: Site, person: str) -> None:
    page.goto(f"{site.url}/nb/konto/logg-inn/")
    page.fill("input[name=login]", person)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"/n[bn]/(?!konto/logg-inn)"))
