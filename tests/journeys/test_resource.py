"""One resource from a member's phone to somebody who finds a word inside its file, and its next version."""

from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.factories.resources import a_word_file
from tests.journeys.browser import overflow, violations
from tests.journeys.conftest import Open, Site

AUTHOR, EDITOR = "prosjektleder.grong@example.org", "redaktor@example.org"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
numbers = count(1)


def a_file(name: str, text: str) -> dict[str, object]:
    return {"name": name, "mimeType": WORD, "buffer": a_word_file(text).read()}


def send(page: Page) -> None:
    page.get_by_role("button", name="Send til gjennomgang").click()
    page.wait_for_url("**/mine-ressurser/")


def publish(editor: Page, site: Site, title: str) -> None:
    editor.goto(f"{site.url}/nb/redaktor/")
    editor.get_by_role("link", name=title).first.click()
    editor.get_by_role("button", name="Godkjenn og publiser").click()
    editor.wait_for_url("**/redaktor/")


def found(page: Page, site: Site, word: str, title: str) -> Page:
    """The worker reads the file when it can."""
    for _try in range(60):
        page.goto(f"{site.url}/nb/sok/?q={word}")
        if page.get_by_role("link", name=title).count():
            break
        page.wait_for_timeout(500)
    page.get_by_role("link", name=title).first.click()
    return page


def test_shared_from_a_phone_found_by_its_file_fetched_and_renewed(open_page: Open, site: Site, way: str) -> None:
    title = f"Samtaleskjema {way} {next(numbers)}"
    word = f"kaffelars{way.replace('-', '')}{next(numbers)}"
    author, editor, visitor = open_page(AUTHOR, way), open_page(EDITOR, way), open_page(way=way)
    author.goto(f"{site.url}/nb/ressurser/skriv/")
    author.fill("[name=title]", title)
    author.fill("[name=summary]", "Til den første samtalen med en ny vikar.")
    author.select_option("[name=kind]", "form")
    author.set_input_files("[name=new_file]", a_file("skjema.docx", f"Spør om {word}."))
    author.fill("[name=new_file_statement]", "Alt er tekst.")
    author.select_option("[name=licence]", "cc_by")
    themes = author.locator("[name=themes]")
    if not themes.first.is_checked():
        themes.first.check()
    author.locator("[name=audience][value=public]").check()
    send(author)
    publish(editor, site, title)

    found(visitor, site, word, title)
    expect(visitor.get_by_text("CC BY 4.0").first).to_be_visible()
    with visitor.expect_download() as fetched:
        visitor.get_by_role("link", name="skjema.docx").first.click()
    assert fetched.value.suggested_filename == "skjema.docx"

    author.goto(f"{site.url}/nb/mine-ressurser/")
    author.get_by_role("listitem").filter(has_text=title).get_by_role("link", name="Rediger").click()
    author.set_input_files("[name=files-0-replacement]", a_file("skjema-2.docx", f"Spør heller om {word}2."))
    author.fill("[name=change_note]", "Spørsmålet er mildere nå.")
    send(author)
    publish(editor, site, title)
    found(visitor, site, f"{word}2", title)
    expect(visitor.get_by_text("Spørsmålet er mildere nå.")).to_be_visible()
    visitor.get_by_role("link", name="Versjon 1").click()
    expect(visitor.get_by_text("Versjon 1, publisert").first).to_be_visible()


def test_a_file_that_is_refused_is_said_beside_its_field_and_the_text_is_kept(
    open_page: Open, site: Site, way: str
) -> None:
    page = open_page(AUTHOR, way)
    page.goto(f"{site.url}/nb/ressurser/skriv/")
    page.fill("[name=title]", f"Gal fil {way} {next(numbers)}")
    page.set_input_files("[name=new_file]", a_file("avtale.pdf", "Ingen PDF"))
    page.get_by_role("button", name="Lagre utkast").click()
    expect(page.locator("[name=new_file]")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Teksten din er lagret.").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_its_pages_can_be_read_by_all(open_page: Open, site: Site, width: int) -> None:
    page = open_page(AUTHOR)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.url}/nb/ressurser/")
    first = page.locator('main a[href*="/nb/ressurser/"].plain').first.get_attribute("href")
    wrong = {}
    for path in ("/nb/ressurser/", first, f"{first}versjon/1/", "/nb/ressurser/skriv/", "/nb/mine-ressurser/"):
        page.goto(site.url + str(path))
        page.evaluate("for (const box of document.querySelectorAll('main details')) box.open = true")
        if found := violations(page) + ([f"{overflow(page)} px too wide"] if overflow(page) > 0 else []):
            wrong[path] = found
    assert wrong == {}
