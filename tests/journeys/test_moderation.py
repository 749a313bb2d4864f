"""A post is reported by somebody without an account, hidden, appealed against, and shown again by another moderator."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Open, Site
from tests.journeys.forum import answer_with, begin, notice, right

ASKER, WRITER = "hr.hamar@example.org", "fagkoordinator.froya@example.org"
MODERATOR, ANOTHER = "redaktor@example.org", "redaktor.nynorsk@example.org"


def report(page: Page, address: str, way: str) -> str:
    """Tell of the last post in a discussion, and keep the address at which one can see what came of it."""
    page.goto(address)
    post = page.locator("article.post").last
    post.get_by_text("Mer").click()
    post.get_by_role("link", name="Meld fra").click()
    page.get_by_role("button", name="Send meldingen").click()
    expect(page.locator(".ds-error-summary")).to_be_visible()
    right(page, way)
    page.get_by_label("Det kan være ulovlig").check()
    page.get_by_label("Med egne ord").fill("Her står det noe som ikke er lov.")
    page.get_by_label("E-post").fill("leser@example.org")
    page.get_by_role("button", name="Send meldingen").click()
    page.wait_for_url("**/meldt/*/")
    expect(page.get_by_text("Venter på en moderator")).to_be_visible()
    right(page, way)
    return page.url


def decide(page: Page, way: str, decision: str, reason: str) -> None:
    page.get_by_role("button", name="Ta den").click()
    page.get_by_label(decision).check()
    page.get_by_label("Hvorfor?").fill(reason)
    right(page, way)
    page.get_by_role("button", name="Avgjør").click()
    expect(page.get_by_text("Det er avgjort, og de det gjelder, får beskjed.")).to_be_visible()


def test_reported_hidden_appealed_and_shown_again(open_page: Open, site: Site, way: str) -> None:
    title = f"Hva gjør dere med sladder på vaktrommet? ({way})"
    asker, writer, visitor = open_page(ASKER, way), open_page(WRITER, way), open_page(way=way)
    moderator, another = open_page(MODERATOR, way), open_page(ANOTHER, way)
    begin(asker, site, "apent-torg", title, "Hos oss er det mye av det.")
    discussion = asker.url
    answer_with(writer, discussion, "Vi henger opp navn på veggen.")

    receipt = report(visitor, discussion, way)
    notice(moderator, site, f"Noen melder et innlegg: {title}")
    decide(moderator, way, "Skjul innlegget", "Ingen skal henges ut.")
    visitor.goto(discussion)
    expect(visitor.get_by_text("Vi henger opp navn på veggen.")).to_have_count(0)
    visitor.goto(receipt)
    expect(visitor.get_by_text("Innlegget er skjult")).to_be_visible()

    notice(writer, site, f"En moderator har skjult innlegget ditt: {title}")
    expect(writer.get_by_text("Ingen skal henges ut.")).to_be_visible()
    writer.get_by_label("Hvorfor bør innlegget vises?").fill("Det gjaldt navn på dem vi takker.")
    writer.get_by_role("button", name="Send klagen").click()
    right(writer, way)

    moderator.goto(f"{site.url}/nb/diskusjoner/meldinger/")
    moderator.get_by_role("link", name=title).click()
    expect(moderator.get_by_role("button", name="Avgjør")).to_have_count(0)
    notice(another, site, f"En klage venter: {title}")
    decide(another, way, "Vis det igjen", "Klart nok.")
    notice(writer, site, f"Du fikk medhold, og innlegget ditt vises igjen: {title}")
    visitor.goto(discussion)
    expect(visitor.get_by_text("Vi henger opp navn på veggen.")).to_be_visible()
    moderator.goto(f"{site.url}/nb/diskusjoner/modereringslogg/")
    expect(moderator.get_by_text("Ingen skal henges ut.").first).to_be_visible()
    right(moderator, way)


def test_a_discussion_is_split_moved_and_closed_and_its_addresses_last(open_page: Open, site: Site, way: str) -> None:
    title = f"To saker på en gang ({way})"
    asker, writer, moderator = open_page(ASKER, way), open_page(WRITER, way), open_page(MODERATOR, way)
    begin(asker, site, "omdomme", title, "Hva sier dere om kaffen?")
    discussion = asker.url
    answer_with(writer, discussion, "Og hva med parkeringen?")
    lasting = writer.locator("article.post").last.locator("p.by a").first.get_attribute("href") or ""

    moderator.goto(discussion)
    moderator.get_by_role("link", name="Del diskusjonen").click()
    moderator.get_by_label("Tittel på den nye diskusjonen").fill(f"Parkeringen ({way})")
    moderator.get_by_label("Og hva med parkeringen?").check()
    right(moderator, way)
    moderator.get_by_role("button", name="Lag en ny diskusjon").click()
    expect(moderator.get_by_role("heading", name=f"Parkeringen ({way})", level=1)).to_be_visible()
    writer.goto(site.url + lasting)
    expect(writer.get_by_role("heading", name=f"Parkeringen ({way})", level=1)).to_be_visible()

    moderator.get_by_role("link", name="Flytt diskusjonen").click()
    moderator.get_by_label("Hvor", exact=True).select_option(label="Heltidskultur")
    right(moderator, way)
    moderator.get_by_role("button", name="Flytt den").click()
    expect(moderator.locator(".ds-breadcrumbs")).to_contain_text("Heltidskultur")

    writer.locator("#svar textarea").fill("Jeg skriver ennå.")
    moderator.get_by_role("link", name="Steng diskusjonen").click()
    right(moderator, way)
    moderator.get_by_role("button", name="Steng").click()
    expect(moderator.get_by_text("Denne diskusjonen er stengt")).to_be_visible()
    writer.get_by_role("button", name="Send svaret").click()
    expect(writer.get_by_text("Svaret ditt ble ikke sendt")).to_be_visible()
    expect(writer.locator("blockquote")).to_have_text("Jeg skriver ennå.")
    right(writer, way)
    writer.get_by_role("link", name="Start en ny diskusjon med teksten").click()
    expect(writer.locator("textarea[name=text]")).to_have_value("Jeg skriver ennå.")
