"""A question: asked from a phone with a picture and a mention, answered with a quotation, solved, and told of."""

import re
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WAYS, Open, Site
from tests.journeys.forum import notice, right

ASKER, ANSWERER = "hr.hamar@example.org", "avdelingsleder.grong@example.org"
FOLLOWER, WRITER = "turnus.sarpsborg@example.org", "fagkoordinator.froya@example.org"
BOARD = "/nb/diskusjoner/tavler/heltidskultur/"


def photo() -> Any:
    held = BytesIO()
    Image.new("RGB", (640, 480), "#0b5363").save(held, "JPEG")
    return {"name": "turnus.jpg", "mimeType": "image/jpeg", "buffer": held.getvalue()}


def follow(page: Page, site: Site, way: str) -> None:
    page.goto(site.url + BOARD)
    page.get_by_text("Avgrens eller følg").click()
    page.locator("select[name=level]").first.select_option(label="Si fra om nye diskusjoner")
    page.locator("form", has=page.locator("select[name=level]")).first.get_by_role("button").click()
    expect(page.get_by_text("Valget ditt er lagret.")).to_be_visible()
    page.goto(f"{site.url}/nb/diskusjoner/folger/")
    expect(page.get_by_role("link", name="Heltidskultur", exact=True)).to_be_visible()
    right(page, way)


def ask(page: Page, site: Site, way: str, title: str) -> None:
    page.goto(f"{site.url}/nb/diskusjoner/skriv/?tavle=heltidskultur")
    page.fill("[name=title]", title)
    text = page.locator("textarea[name=text]")
    if WAYS[way]["scripts"]:
        text.press_sequentially("Hva sier du, @avdelings")
        expect(page.get_by_role("option").first).to_contain_text("Grong")
        right(page, way)
        text.press("Enter")
        expect(text).to_have_value(re.compile(r"@\[[^\]]+, Grong\]\(person:\d+\) $"))
        text.press_sequentially("om lange vakter?")
    else:
        text.fill(f"Hva sier du, @{ANSWERER} om lange vakter?")
    page.get_by_text("Legg ved et bilde eller en fil").click()
    page.set_input_files("[name=new_picture]", [photo()])
    page.fill("[name=new_picture_alt]", "Turnusen vår på veggen")
    page.get_by_role("button", name="Legg ut").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(page.locator(".mention")).to_contain_text("Grong")
    right(page, way)


def answer(page: Page, way: str) -> None:
    post = page.locator("article.post").first
    if WAYS[way]["scripts"]:
        post.locator(".prose-s p").first.select_text()
    post.get_by_role("link", name="Siter").click()
    text = page.locator("textarea[name=text]")
    expect(text).to_have_value(re.compile(r"^> .*om lange vakter"))
    text.fill(f"{text.input_value()}\nVi spurte dem som går dem.")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.locator("article.post").last).to_contain_text("Vi spurte dem som går dem.")
    expect(page.locator("article.post").last.locator("blockquote")).to_contain_text("om lange vakter")


def test_asked_answered_solved_and_told(open_page: Open, site: Site, way: str) -> None:
    title = f"Hvem bestemmer lange vakter hos dere? ({way})"
    follower, asker, answerer = (open_page(who, way) for who in (FOLLOWER, ASKER, ANSWERER))
    follow(follower, site, way)
    ask(asker, site, way, title)
    notice(answerer, site, f"Du er nevnt: {title}")
    answer(answerer, way)
    notice(asker, site, f"Nytt svar: {title}")
    asker.get_by_role("button", name="Dette løste det").click()
    expect(asker.get_by_text("Dette svaret løste det")).to_be_visible()
    notice(answerer, site, f"Løst: {title}")
    notice(follower, site, f"Ny diskusjon: {title}")
    expect(follower.get_by_role("heading", name=title, level=1)).to_be_visible()


def test_what_is_begun_on_one_device_goes_on_on_the_next(open_page: Open, site: Site, way: str) -> None:
    page, other = (open_page(WRITER, way) for _device in range(2))
    page.goto(site.url + BOARD)
    page.locator(".list .t a").last.click()
    page.locator("#svar textarea").fill(f"Halvveis ({way})")
    if WAYS[way]["scripts"]:
        expect(page.locator("[data-status]")).to_have_attribute("data-now", "saved", timeout=15_000)
    else:
        page.get_by_role("button", name="Lagre utkast").click()
    other.goto(page.url)
    expect(other.locator("#svar textarea")).to_have_value(f"Halvveis ({way})")
    other.goto(f"{site.url}/nb/diskusjoner/utkast/")
    right(other, way)
    other.get_by_role("button", name="Kast utkastet").click()
    expect(other.get_by_text("Utkastet er kastet.")).to_be_visible()


def test_an_answer_by_keyboard_alone_and_the_page_that_lies_open_says_so(open_page: Open, site: Site) -> None:
    page, reader = open_page(WRITER), open_page(ASKER)
    reader.clock.install()
    for one in (page, reader):
        one.goto(site.url + BOARD)
        one.locator(".list .t a").last.click()
    page.locator("#svar textarea").focus()
    page.keyboard.type("Dette er skrevet med @avdelings")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.type("uten mus.")
    for _stop in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Send svaret":
            break
    page.keyboard.press("Enter")
    expect(page.locator("article.post").last).to_contain_text("uten mus.")
    reader.clock.run_for(60_000)
    expect(reader.locator("[data-newer] a")).to_have_text("Ett nytt innlegg. Vis det")
