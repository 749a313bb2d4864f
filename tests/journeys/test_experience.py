"""One experience from a member's phone to a public page that others find."""

import re
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Open, Site

AUTHOR, EDITOR = "prosjektleder.grong@example.org", "redaktor@example.org"
TEXTS = {
    "need": "Sykefraværet i hjemmetjenesten var høyest om vinteren.",
    "action": "Vi ga hver vikar en fast kollega i tre uker.",
    "happened": "De fleste ble til ut august.",
    "not_worked": "Ingenting spesielt.",
}
numbers = count(1)


@pytest.fixture
def title(way: str) -> str:
    return f"Fast kollega for vikarer {way} {next(numbers)}"


def write(page: Page, site: Site, title: str) -> None:
    page.goto(f"{site.url}/nb/erfaringer/skriv/")
    page.fill("[name=title]", title)
    for name, text in TEXTS.items():
        page.fill(f"[name={name}]", text)
    themes = page.locator("[name=themes]")
    if not themes.first.is_checked():
        themes.first.check()
    page.locator("[name=audience][value=public]").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send til gjennomgang").click()
    page.wait_for_url("**/mine-erfaringer/")


def test_written_sent_back_mended_published_and_found(open_page: Open, site: Site, way: str, title: str) -> None:
    author, editor, visitor = open_page(AUTHOR, way), open_page(EDITOR, way), open_page(way=way)
    write(author, site, title)
    send(author)

    editor.goto(f"{site.url}/nb/redaktor/")
    editor.get_by_role("link", name=title).first.click()
    editor.get_by_text("Merknader til enkelte tekster").click()
    editor.fill("[name=about_not_worked]", "Hva var vanskeligst?")
    editor.get_by_role("button", name="Send tilbake med merknad").click()

    author.goto(f"{site.url}/nb/mine-erfaringer/")
    author.get_by_role("link", name=title).first.click()
    expect(author.get_by_text("Hva var vanskeligst?").first).to_be_visible()
    author.fill("[name=not_worked]", "Mentorene ble slitne i uke tre.")
    send(author)

    editor.goto(f"{site.url}/nb/redaktor/")
    editor.get_by_role("link", name=title).first.click()
    expect(editor.locator("ins").first).to_contain_text("Mentorene")
    editor.get_by_role("button", name="Godkjenn og publiser").click()
    editor.wait_for_url("**/redaktor/")

    visitor.goto(f"{site.url}/nb/nettverk/innovasjonsnettverket/")
    expect(visitor.get_by_role("link", name=title).first).to_be_visible()
    visitor.goto(f"{site.url}/nn/sok/?q=sjukefråværet+{title.rsplit(' ', 2)[1]}+vikarar")
    visitor.get_by_role("link", name=re.compile(re.escape(title))).first.click()
    expect(visitor.get_by_text("Mentorene ble slitne i uke tre.")).to_be_visible()


def test_both_are_told_by_mail_with_a_link_to_the_very_place(open_page: Open, site: Site) -> None:
    author, editor = open_page(AUTHOR), open_page(EDITOR)
    title = f"Med post {next(numbers)}"
    write(author, site, title)
    send(author)
    for _try in range(40):
        if f"Venter på deg: {title}" in (mails := site.mails(editor)):
            break
        editor.wait_for_timeout(500)
    assert f"Venter på deg: {title}" in mails
    assert re.search(r"/nb/redaktor/\d+/", mails)


def test_what_is_missing_is_said_beside_the_field_and_on_top(open_page: Open, site: Site, way: str) -> None:
    page = open_page(AUTHOR, way)
    write(page, site, "Mangler noe")
    page.fill("[name=not_worked]", "")
    page.get_by_role("button", name="Send til gjennomgang").click()
    page.locator(".ds-error-summary a").first.click()
    expect(page.locator("[name=not_worked]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=need]")).to_have_value(TEXTS["need"])


def test_the_page_saves_by_itself_and_a_reload_brings_it_back(open_page: Open, site: Site) -> None:
    page = open_page(AUTHOR, "phone")
    page.goto(f"{site.url}/nb/erfaringer/skriv/")
    page.locator("[name=need]").press_sequentially("Skrevet i en korridor")
    expect(page.locator("[data-status]")).to_contain_text("Lagret", timeout=8_000)
    page.reload()
    expect(page.locator("[name=need]")).to_have_value("Skrevet i en korridor")


def test_a_lost_connection_costs_no_text(open_page: Open, site: Site) -> None:
    page = open_page(AUTHOR, "phone")
    write(page, site, "Uten nett")
    expect(page.locator("[data-status]")).to_contain_text("Lagret", timeout=8_000)
    page.context.set_offline(True)
    page.fill("[name=need]", "Skrevet uten nett")
    expect(page.locator("[data-offline]")).to_be_visible(timeout=8_000)
    expect(page.locator("[data-status]")).not_to_contain_text("Lagret", timeout=8_000)
    page.context.set_offline(False)
    expect(page.locator("[data-status]")).to_contain_text("Lagret", timeout=15_000)
    page.reload()
    expect(page.locator("[name=need]")).to_have_value("Skrevet uten nett")


def test_a_page_that_was_open_for_long_goes_on_saving(open_page: Open, site: Site) -> None:
    page = open_page(AUTHOR, "phone")
    write(page, site, "En gammel fane")
    page.context.clear_cookies(name="csrftoken")
    page.fill("[name=need]", "Skrevet etter lang tid")
    expect(page.locator("[data-status]")).to_contain_text("Lagret", timeout=20_000)
    page.reload()
    expect(page.locator("[name=need]")).to_have_value("Skrevet etter lang tid")
    page.context.clear_cookies(name="csrftoken")
    page.fill("[name=need]", "Og sendt med ett klikk")
    page.get_by_role("button", name="Lagre utkast").click()
    expect(page.get_by_text("Utkastet ditt er lagret.")).to_be_visible()


def test_one_wrong_figure_keeps_nothing_else_from_being_saved(open_page: Open, site: Site) -> None:
    page = open_page(AUTHOR, "phone")
    write(page, site, "Ett galt tall")
    page.get_by_text("Legg til mer").click()
    page.fill("[name=measures-0-name]", "Overtid")
    page.fill("[name=measures-0-before]", "ca. 12")
    expect(page.locator("[data-status]")).to_contain_text("men ett felt må rettes", timeout=8_000)
    wrong = page.locator("[name=measures-0-before]")
    expect(wrong).to_have_attribute("aria-describedby", "id_measures-0-before_error")
    page.reload()
    expect(page.locator("[name=need]")).to_have_value(TEXTS["need"])
    expect(wrong).to_have_value("ca. 12")
    wrong.fill("12")
    expect(page.locator("[data-status]")).to_have_text(re.compile(r"^\s*Lagret \d\d\.\d\d\s*$"), timeout=8_000)
    expect(wrong).not_to_have_attribute("aria-invalid", "true")


def test_figures_get_one_more_row(open_page: Open, site: Site, way: str) -> None:
    page = open_page(AUTHOR, way)
    write(page, site, "Flere rader")
    page.get_by_text("Legg til mer").click()
    page.fill("[name=measures-0-name]", "Overtid")
    page.get_by_role("button", name="Legg til en rad").click()
    expect(page.locator("[name=measures-1-name]")).to_be_in_viewport()
    page.fill("[name=measures-1-name]", "Fravær")
    page.get_by_role("button", name="Lagre utkast").click()
    expect(page.get_by_text("Utkastet ditt er lagret.")).to_be_visible()
    expect(page.locator("[name=measures-0-name]")).to_have_value("Overtid")
    expect(page.locator("[name=measures-1-name]")).to_have_value("Fravær")


def test_signed_out_while_writing(open_page: Open, site: Site, way: str, title: str) -> None:
    page = open_page(AUTHOR, way)
    write(page, site, title)
    cookies = [c for c in page.context.cookies() if c["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    page.get_by_role("button", name="Lagre utkast").click()
    page.fill("[name=signin-login]", AUTHOR)
    page.fill("[name=signin-password]", "saman-demo-2026")
    page.get_by_role("button", name="Logg inn og fortsett").click()
    page.wait_for_url("**/rediger/")
    expect(page.locator("[name=need]")).to_have_value(TEXTS["need"])
    expect(page.locator("[data-kept-box]")).to_be_hidden()
    page.goto(f"{site.url}/nb/erfaringer/skriv/")
    expect(page.locator("[name=need]")).to_have_value("")


def test_two_tabs_show_both_texts(open_page: Open, site: Site) -> None:
    one = open_page(AUTHOR, "desk-without-scripts")
    write(one, site, "To faner")
    one.get_by_role("button", name="Lagre utkast").click()
    one.wait_for_url("**/rediger/")
    other = one.context.new_page()
    other.goto(one.url)
    for page, text in ((one, "Fra den ene fanen"), (other, "Fra den andre fanen")):
        page.fill("[name=need]", text)
        page.get_by_role("button", name="Lagre utkast").click()
    expect(other.get_by_text("Fra den ene fanen").or_(other.locator("del")).first).to_be_visible()
    expect(other.locator("[name=need]")).to_have_value("Fra den andre fanen")


def test_signing_out_wipes_what_the_browser_kept(open_page: Open, site: Site) -> None:
    page = open_page(AUTHOR, "desk")
    page.goto(f"{site.url}/nb/erfaringer/skriv/")
    page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator("[name=need]").press_sequentially("Hemmelig utkast")
    kept = "JSON.stringify({...localStorage})"
    page.wait_for_function(f"{kept}.includes('Hemmelig utkast')")
    page.goto(f"{site.url}/nb/mine-erfaringer/")
    assert "Hemmelig utkast" in page.evaluate(kept)
    page.unroute("**/*")
    page.get_by_text("Min side").first.click()
    page.get_by_role("button", name="Logg ut").first.click()
    page.wait_for_load_state()
    assert "Hemmelig utkast" not in page.evaluate(kept)


def test_signing_out_of_the_admin_wipes_it_too(open_page: Open, site: Site) -> None:
    page = open_page(EDITOR, "desk")
    page.goto(f"{site.url}/admin/")
    page.evaluate("localStorage.setItem('saman:draft:1:ny', '\"Hemmelig utkast\"')")
    page.route("**/admin/logout/", lambda route: route.fulfill(status=204))  # it goes before the server answers
    page.locator(".sidebar-footer button").first.click()
    page.locator("form[action='/admin/logout/'] button").click()
    page.wait_for_function("localStorage.getItem('saman:left') && !localStorage.getItem('saman:draft:1:ny')")


def test_written_and_sent_by_keyboard_alone(open_page: Open, site: Site) -> None:
    page = open_page(AUTHOR, "desk")
    page.goto(f"{site.url}/nb/erfaringer/skriv/")
    page.locator("[name=title]").focus()
    page.keyboard.type("Bare med tastatur")
    for name, text in TEXTS.items():
        for _tab in range(10):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == name:
                break
        page.keyboard.type(text)
    for _tab in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate("[document.activeElement.name, document.activeElement.value]")
        if focused[0] == "themes" and not page.locator("[name=themes]").first.is_checked():
            page.keyboard.press("Space")
        if focused == ["do", "submit"]:
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/mine-erfaringer/")
    expect(page.get_by_text("Bare med tastatur").first).to_be_visible()
