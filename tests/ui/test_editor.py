"""The editor's script in a real browser, against a server that each test plays itself."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

pytestmark = pytest.mark.journey
STATIC = Path(__file__).parents[2] / "community" / "ui" / "static"
ADDRESS = "http://localhost/nb/erfaringer/7/skriv/"
FORM = """<!doctype html><html lang="nb">{said}<p data-offline hidden>Ingen nett</p>
<div data-kept-box hidden><button data-use>Bruk</button><button data-throw>Kast</button></div>
<form method="post" action="" data-autosave-url="/lagre/" data-preview-url="/vis/" data-user="{user}">
<input type="hidden" name="csrfmiddlewaretoken" value="{token}"><input type="hidden" name="version" value="{version}">
<div role="toolbar" aria-controls="need" data-markdown hidden><button type="button" data-mark="bold">F</button>
<button type="button" data-mark="preview" data-write="Skriv" data-failed="Fikk den ikke">Vis</button></div>
<div class="ds-field"><textarea id="need" name="need">{text}</textarea></div>{kept}
<div data-warned="need" aria-live="polite"></div>
<p data-status data-saved="Lagret {{time}}" data-fault="Lagret {{time}}, men ett felt"
 data-kept="Ikke sendt" data-conflict="Endret av en annen"
 data-signed-out="Logget ut" data-restored="Hentet"><span></span></p><button>Send</button></form>
<form data-sign-out action="/ut/"><button>Logg ut</button></form>
<script type="module" src="/static/ui/signout.js"></script><script type="module" src="/static/ui/editor.js"></script>"""
DRAFTS = "Object.keys(localStorage).filter((key) => key.startsWith('saman:draft:')).length"
LEAVE = "Object.defineProperty(document, 'hidden', {value: true}); dispatchEvent(new Event('visibilitychange'))"


class Server:
    """Answers what a test tells it to, and remembers what it was sent."""

    def __init__(self, page: Page) -> None:
        self.status = 200
        self.answer: dict[str, object] = {"version": 2, "saved": "14.32"}
        self.saved: list[str] = []
        self.form = {"user": "1", "version": "1", "text": "", "token": "t", "said": "", "kept": ""}
        self.submitted, self.lines = 0, 1
        self.waits = False
        self.held: list[Route] = []
        self.page = page
        page.route("**/*", self.handle)

    def wait_for(self, submitted: int) -> int:
        """How often the form has come in, given time to."""
        for _ in range(50):
            self.page.wait_for_timeout(100)
            if self.submitted >= submitted:
                break
        return self.submitted

    def wait_for_a_save(self, number: int) -> None:
        for _ in range(80):
            if len(self.saved) >= number:
                break
            self.page.wait_for_timeout(100)
        assert len(self.saved) == number

    def answer_now(self, **said: object) -> None:
        """The answer to the save that has waited for it."""
        body = json.dumps({**self.answer, **said})
        self.held.pop().fulfill(status=self.status, content_type="application/json", body=body)

    def handle(self, route: Route) -> None:
        path = re.sub(r"^http://localhost", "", route.request.url)
        if path.startswith("/static/"):
            route.fulfill(path=STATIC / path.removeprefix("/static/"), content_type="text/javascript")
        elif path == "/lagre/":
            self.saved.append(route.request.post_data or "")
            if route.request.headers["x-csrftoken"] != self.form["token"]:
                route.fulfill(status=403, content_type="text/html", body="<p>CSRF</p>")
                return
            self.held.append(route)
            if not self.waits:
                self.answer_now(**self.answer)
        elif path == "/vis/":
            route.fulfill(content_type="text/html", body="<p><strong>vist</strong></p>" * self.lines)
        else:
            self.submitted += route.request.method == "POST"
            route.fulfill(content_type="text/html; charset=utf-8", body=FORM.format(**self.form))


@pytest.fixture
def server(page: Page) -> Server:
    server = Server(page)
    page.goto(ADDRESS)
    return server


def test_what_is_typed_is_saved_soon_after_the_last_keystroke(page: Page, server: Server) -> None:
    page.type("#need", "Første vakt alene")
    page.get_by_text("Lagret 14.32").wait_for(timeout=10_000)
    assert len(server.saved) == 1
    assert "Første vakt alene" in server.saved[0]
    assert page.input_value("[name=version]") == "2"


def test_someone_who_never_pauses_is_saved_all_the_same(page: Page, server: Server) -> None:
    page.type("#need", "uten pause " * 7, delay=100)
    assert server.saved


def test_a_page_that_is_left_while_it_saves_is_nobody_elses(page: Page, server: Server) -> None:
    server.waits = True
    page.type("#need", "først")
    server.wait_for_a_save(1)
    page.type("#need", " og så")
    page.evaluate(LEAVE)
    page.wait_for_timeout(300)
    assert len(server.saved) == 1
    server.answer_now(version=2)
    server.wait_for_a_save(2)
    server.answer_now(version=3)
    page.get_by_text("Lagret 14.32").wait_for(timeout=10_000)
    assert "og så" in server.saved[1] and 'name="version"\r\n\r\n2' in server.saved[1]


def test_text_survives_a_lost_connection_and_a_reload(page: Page, server: Server) -> None:
    server.status, server.answer = 503, {}
    page.type("#need", "skrevet uten nett")
    page.get_by_text("Ikke sendt").wait_for(timeout=10_000)
    page.reload()
    assert page.input_value("#need") == "skrevet uten nett"


def test_going_offline_says_so(page: Page, server: Server) -> None:
    page.context.set_offline(True)
    page.get_by_text("Ingen nett").wait_for(timeout=10_000)
    page.context.set_offline(False)


def test_a_conflict_stops_saving_and_keeps_the_text(page: Page, server: Server) -> None:
    server.status, server.answer = 409, {"conflict_url": "/sammenlign/"}
    page.type("#need", "min versjon")
    page.get_by_role("link", name="Endret av en annen").wait_for(timeout=10_000)
    server.form.update(version="9", text="en annens versjon")
    page.reload()
    page.get_by_role("button", name="Bruk").click()
    assert page.input_value("#need") == "min versjon"


def test_an_ended_session_offers_sign_in_and_gives_the_text_back(page: Page, server: Server) -> None:
    server.status, server.answer = 401, {"sign_in": "/logg-inn/"}
    page.type("#need", "midt i en setning")
    page.get_by_role("link", name="Logget ut").wait_for(timeout=10_000)
    page.reload()
    assert page.input_value("#need") == "midt i en setning"


def test_what_is_sent_after_the_session_ended_goes_to_the_server_that_asks_for_sign_in(
    page: Page, server: Server
) -> None:
    server.status, server.answer = 403, {"sign_in": "/logg-inn/"}
    page.type("#need", "midt i en setning")
    page.get_by_role("button", name="Send").click()
    assert server.wait_for(submitted=1) == 1


def test_nothing_is_sent_into_the_void(page: Page, server: Server) -> None:
    server.status = 503
    page.type("#need", "uten svar")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Ikke sendt").wait_for(timeout=10_000)
    assert server.submitted == 0
    assert page.input_value("#need") == "uten svar"


def test_unsaved_text_is_saved_before_it_is_sent(page: Page, server: Server) -> None:
    page.type("#need", "rett før sending")
    page.get_by_role("button", name="Send").dblclick()
    assert server.wait_for(submitted=1) == 1
    assert len(server.saved) == 1


@pytest.mark.parametrize("way", ["signs out", "another signs in"])
def test_nobody_else_finds_the_text(page: Page, server: Server, way: str) -> None:
    server.status = 503
    page.type("#need", "bare mitt")
    page.wait_for_function(f"{DRAFTS} === 1")
    server.form["user"] = "2" if way == "another signs in" else "1"
    page.get_by_role("button", name="Logg ut").click() if way == "signs out" else page.reload()
    page.wait_for_function(f"{DRAFTS} === 0", timeout=10_000)


def test_one_wrong_field_is_told_beside_it_until_it_is_mended(page: Page, server: Server) -> None:
    html = '<div id="need_error"><p class="ds-validation-message">Skriv et tall.</p></div>'
    server.answer = {"version": 2, "saved": "14.32", "errors": {"need": html}}
    page.type("#need", "ca. 12")
    page.get_by_text("Lagret 14.32, men ett felt").wait_for(timeout=10_000)
    assert page.get_attribute("#need", "aria-describedby") == "need_error"
    assert page.get_attribute("#need", "aria-invalid") == "true"
    assert page.evaluate(DRAFTS) == 1
    server.answer = {"version": 3, "saved": "14.33"}
    page.fill("#need", "12")
    page.get_by_text("Lagret 14.33", exact=True).wait_for(timeout=10_000)
    assert not page.get_by_text("Skriv et tall.").count()
    assert page.get_attribute("#need", "aria-invalid") is None
    assert page.evaluate(DRAFTS) == 0


def test_few_people_are_pointed_out_while_one_writes(page: Page, server: Server) -> None:
    server.answer |= {"warnings": {"need": "<p>Få personer?</p>"}}
    page.type("#need", "fire av fem")
    page.locator("[data-warned=need]").get_by_text("Få personer?").wait_for(timeout=10_000)
    server.answer.pop("warnings")
    page.fill("#need", "de fleste")
    page.get_by_text("Få personer?").wait_for(state="detached", timeout=10_000)


def test_one_click_sends_though_the_pages_token_is_no_longer_good(page: Page, server: Server) -> None:
    server.form["token"] = "a new one"
    page.type("#need", "skrevet etter lang tid")
    page.get_by_role("button", name="Send").click()
    assert server.wait_for(submitted=1) == 1
    assert len(server.saved) == 2


def test_a_token_is_not_taken_from_the_page_of_another_person(page: Page, server: Server) -> None:
    server.form.update(token="theirs", user="2")
    page.type("#need", "bare mitt")
    page.get_by_text("Logget ut").wait_for(timeout=10_000)
    assert len(server.saved) == 1


def test_who_signs_out_in_another_tab_leaves_nothing_behind_in_this_one(page: Page, server: Server) -> None:
    server.status = 503
    page.type("#need", "bare mitt")
    other = page.context.new_page()
    other.route("**/*", server.handle)
    other.goto(ADDRESS)
    other.get_by_role("button", name="Logg ut").click()
    server.status, server.answer = 403, {"sign_in": "/logg-inn/"}
    page.type("#need", " og mer")
    page.get_by_role("link", name="Logget ut").wait_for(timeout=10_000)
    assert page.evaluate(DRAFTS) == 0
    assert page.input_value("#need") == "bare mitt og mer"


def test_what_the_page_shows_is_not_offered_once_more(page: Page, server: Server) -> None:
    server.status, server.answer = 409, {"conflict_url": "/sammenlign/"}
    page.type("#need", "en linje\nog en til")
    page.get_by_text("Endret av en annen").wait_for(timeout=10_000)
    box = '<input type="checkbox" name="files-0-file_kept" data-file checked>'  # a file that the server keeps
    server.form.update(version="9", text="en linje\r\nog en til ", kept=box)
    page.reload()
    page.wait_for_function(f"{DRAFTS} === 0", timeout=10_000)
    assert page.locator("[data-kept-box]").is_hidden()


@pytest.mark.parametrize(("said", "copies"), [("<p data-stored>Lagret</p>", 0), ("<p>Noe er galt</p>", 1)])
def test_a_copy_goes_when_the_next_page_says_that_it_is_saved(
    page: Page, server: Server, said: str, copies: int
) -> None:
    server.status, server.answer = 403, {"sign_in": "/logg-inn/"}
    page.type("#need", "midt i en setning")
    page.get_by_text("Logget ut").wait_for(timeout=10_000)
    page.evaluate("document.querySelector('form').action = '/nb/erfaringer/8/skriv/'")
    server.form["said"] = said
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/8/skriv/")
    page.wait_for_timeout(300)
    assert page.evaluate(DRAFTS) == copies


def test_a_preview_that_fails_says_so_and_leads_back(page: Page, server: Server) -> None:
    page.route("**/vis/", lambda route: route.fulfill(status=500))
    page.fill("#need", "et ord")
    page.get_by_role("button", name="Vis").click()
    page.get_by_text("Fikk den ikke").wait_for(timeout=10_000)
    page.get_by_role("button", name="Skriv").click()
    assert page.input_value("#need") == "et ord" and page.locator(".preview").count() == 0


def test_a_long_preview_begins_where_one_looks(page: Page, server: Server) -> None:
    server.lines = 40
    page.set_viewport_size({"width": 375, "height": 500})
    page.evaluate("need.style.height = '400px'; need.scrollIntoView({block: 'center'})")
    page.get_by_role("button", name="Vis").click()
    page.get_by_text("vist").first.wait_for(timeout=10_000)
    button = page.get_by_role("button", name="Skriv").bounding_box()
    assert button and 0 <= button["y"] < 200
    shown = page.get_by_text("vist").first.bounding_box()
    assert shown and shown["y"] < 300


def test_a_new_draft_gets_its_own_address(page: Page, server: Server) -> None:
    server.answer = {"version": 1, "saved": "14.32", "url": "/nb/erfaringer/8/skriv/", "autosave_url": "/lagre/"}
    page.type("#need", "ny")
    page.wait_for_url("**/8/skriv/", timeout=10_000)


def test_the_toolbar_makes_bold_and_shows_the_preview(page: Page, server: Server) -> None:
    page.fill("#need", "viktig")
    page.evaluate("document.getElementById('need').select()")
    page.get_by_role("button", name="F", exact=True).click()
    assert page.input_value("#need") == "**viktig**"
    page.get_by_role("button", name="Vis").click()
    page.get_by_text("vist").wait_for(timeout=10_000)
    page.get_by_role("button", name="Skriv").click()
    assert page.is_visible("#need")
