"""An editor teaches the search a word, and chooses what comes first for it; a reader finds with it. Tags are kept."""

from playwright.sync_api import expect

from tests.journeys.conftest import Open, Site
from tests.journeys.test_desk import sound

EDITOR, AUTHOR = "redaktor@example.org", "prosjektleder.grong@example.org"


def test_an_editor_adds_a_synonym_and_it_is_found_with(open_page: Open, site: Site, way: str) -> None:
    word = f"gulspurv{way.replace('-', '')}"
    page = open_page(EDITOR, way)
    page.goto(f"{site.url}/nb/redaktor/")
    page.get_by_role("link", name="Synonymer").click()
    page.get_by_role("link", name="Legg til et synonym").click()
    page.fill("[name=words]", word)
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Skriv minst to ord").first).to_be_visible()
    page.fill("[name=words]", f"{word}, sykefravær")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Regelen er lagret")).to_be_visible()
    reader = open_page(way=way)
    reader.goto(f"{site.url}/nb/sok/?q={word}")
    expect(reader.locator("mark").filter(has_text="fravær").first).to_be_visible()


def test_an_editor_chooses_what_comes_first(open_page: Open, site: Site, way: str) -> None:
    word = f"papegøye{way.replace('-', '')}"
    page = open_page(EDITOR, way)
    page.goto(f"{site.url}/nb/redaktor/valg/")
    page.fill("[name=ord]", word)
    page.get_by_role("button", name="Gå videre").click()
    page.fill("[name=address]", f"{site.url}/nb/nettverk/innovasjonsnettverket/")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("vises først fra nå av")).to_be_visible()
    reader = open_page(way=way)
    reader.goto(f"{site.url}/nb/sok/?q={word}")
    expect(reader.get_by_role("heading", name="Redaksjonens valg")).to_be_visible()


def test_the_pages_of_the_vocabulary_are_sound(open_page: Open, site: Site) -> None:
    page = open_page(EDITOR, "phone")
    for name in ("redaktor/synonymer/?q=fravær", "redaktor/synonymer/ny/", "redaktor/valg/nytt/?ord=fravær",
                 "redaktor/sokt/", "redaktor/emneord/", "emneord/"):  # fmt: skip
        page.goto(f"{site.url}/nb/{name}")
        sound(page, name.replace("/", "-").partition("?")[0])
    page.goto(f"{site.url}/nb/redaktor/emneord/")
    page.locator("main .list a").first.click()
    sound(page, "emneord-ett")
    page.get_by_role("link", name="Slå det sammen med et annet").click()
    sound(page, "emneord-sla-sammen")
    page.go_back()
    page.get_by_role("link", name="Siden til emneordet").click()
    sound(page, "emneord-side")


def test_tags_are_suggested_while_one_writes(open_page: Open, site: Site) -> None:
    page = open_page(AUTHOR, "desk")
    page.goto(f"{site.url}/nb/diskusjoner/skriv/")
    field = page.locator("[name=tags]")
    field.press_sequentially("helt nytt ord, me")
    options = page.locator("datalist option")
    expect(options.first).to_be_attached()
    assert (options.first.get_attribute("value") or "").startswith("helt nytt ord, me")
