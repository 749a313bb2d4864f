"""A discussion becomes an experience, with the words that their writers agreed to; and nobody asks twice."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import WAYS, Open, Site
from tests.journeys.forum import answer_with, begin, notice, right

ASKER, ANSWERER = "hr.hamar@example.org", "avdelingsleder.grong@example.org"
SILENT, EDITOR = "fagkoordinator.froya@example.org", "redaktor@example.org"
SIGNED = "Avdelingsleiar, Grong"


def choose_words(page: Page, way: str) -> None:
    page.get_by_role("link", name="Lag en erfaring av den").click()
    ask = page.get_by_role("button", name="Spør dem som skrev")
    expect(ask).to_be_visible()  # `all()` waits for nothing: before the page is there it is an empty list
    for box in page.locator("input[name=post]").all():
        box.check()
    right(page, way)
    ask.click()
    expect(page.get_by_text("De som skrev, er spurt. Taushet er nei.")).to_be_visible()


def publish(page: Page, site: Site, title: str) -> None:
    page.goto(f"{site.url}/nb/redaktor/")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("button", name="Godkjenn og publiser").click()
    page.wait_for_url("**/redaktor/")


def test_a_discussion_becomes_an_experience_of_what_its_writers_let(open_page: Open, site: Site, way: str) -> None:
    title = f"Hvordan får dere nye til å bli? ({way})"
    asker, answerer, silent = open_page(ASKER, way), open_page(ANSWERER, way), open_page(SILENT, way)
    begin(asker, site, "heltidskultur", title, "Fire av ti slutter før jul.")
    discussion = asker.url
    answer_with(answerer, discussion, "Alle fikk en fast kollega i tre uker.")
    answer_with(silent, discussion, "Dette må ingen sitere.")

    asker.goto(discussion)
    choose_words(asker, way)
    notice(answerer, site, f"Kan vi bruke ordene dine fra: {title}")
    right(answerer, way)
    answerer.get_by_role("button", name="Ja, bruk dem").click()
    asker.goto(discussion)
    asker.get_by_role("link", name="Lag en erfaring av den").click()
    asker.get_by_role("button", name="Lag et utkast av dem").click()
    asker.wait_for_url("**/rediger/")
    expect(asker.locator("[name=happened]")).to_have_value(f"> Alle fikk en fast kollega i tre uker.\n>\n> – {SIGNED}")

    asker.fill("[name=action]", "Vi ga hver nye en fast kollega.")
    asker.fill("[name=not_worked]", "Kollegaene ble slitne.")
    if not asker.locator("[name=themes]").first.is_checked():
        asker.locator("[name=themes]").first.check()
    asker.get_by_role("button", name="Send til gjennomgang").click()
    asker.wait_for_url("**/mine-erfaringer/")
    publish(open_page(EDITOR, way), site, title)

    answerer.goto(discussion)
    expect(answerer.get_by_text("Denne diskusjonen ble til en erfaring")).to_be_visible()
    answerer.locator(".became a").click()
    expect(answerer.get_by_text("Alle fikk en fast kollega i tre uker.")).to_be_visible()
    expect(answerer.get_by_text("Dette må ingen sitere.")).to_have_count(0)
    right(answerer, way)


def test_who_asks_what_was_asked_before_is_shown_it(open_page: Open, site: Site, way: str) -> None:
    page = open_page(ASKER, way)
    page.goto(f"{site.url}/nb/diskusjoner/skriv/?tavle=heltidskultur")
    page.locator("[name=title]").press_sequentially("Langvakter i turnusen, hvem tar helgene?")
    if not WAYS[way]["scripts"]:
        page.fill("[name=text]", "Det lurer vi på.")
        page.get_by_role("button", name="Legg ut").click()
    expect(page.get_by_text("Noen har spurt om dette før")).to_be_visible()
    right(page, way)
    page.get_by_role("link", name="Turnus med langvakter: hvem tok de første helgene?").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Turnus med langvakter")
