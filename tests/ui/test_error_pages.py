import re
from html import unescape

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from community.members.models import User

pytestmark = pytest.mark.django_db
NOWHERE = "/nb/finnes-ikke/"


@pytest.fixture
def strict() -> Client:
    """A browser whose token is asked for."""
    return Client(enforce_csrf_checks=True)


def test_what_is_not_found_offers_sign_in_and_comes_back(client: Client) -> None:
    page = client.get(NOWHERE)
    assert page.status_code == 404
    assert f"?next={NOWHERE}" in page.content.decode()


@pytest.mark.parametrize("address", ["/nb/sok/", "/nb/finnes-ikke/"])
def test_after_sign_in_a_search_has_its_words_again(client: Client, author: User, address: str) -> None:
    asked = f"{address}?q=%C3%A6+%26+%25&side=2"
    page = client.get(asked).content.decode()
    [*links] = re.findall(r'href="(/nb/konto/logg-inn/\?next=[^"]*)"', page)
    known = {"login": author.email, "password": "correct horse battery"}
    for link in links:
        client.logout()
        sent = client.post(unescape(link), known)
        assert sent["Location"] == asked
    assert len(links) >= 2


def test_whoever_is_signed_in_is_not_asked_to_sign_in(client: Client, author: User) -> None:
    client.force_login(author)
    assert "?next=" not in client.get(NOWHERE).content.decode()


def test_a_stale_form_keeps_what_was_typed(strict: Client) -> None:
    page = strict.post(
        "/parts/", {"need": "Første <vakt>", "password": "hemmelig"}, headers={"Origin": "http://testserver"}
    )
    assert page.status_code == 403
    assert 'name="need" value="Første &lt;vakt&gt;"' in page.content.decode()
    assert "hemmelig" not in page.content.decode()


def test_nobody_is_led_to_confirm_what_another_site_wrote(strict: Client) -> None:
    page = strict.post("/parts/", {"need": "lokkemat"}, headers={"Origin": "http://evil.example"})
    assert page.status_code == 403
    assert "lokkemat" not in page.content.decode()


def test_the_page_for_our_own_failures_needs_nothing_that_may_have_failed() -> None:
    assert "Noe gikk galt hos oss" in render_to_string("500.html")


def test_the_proxy_says_in_our_words_how_large_a_file_may_be() -> None:
    proxy, page = ((settings.BASE_DIR / "deploy" / name).read_text() for name in ("nginx.conf", "413.html"))
    [most] = re.findall(r"client_max_body_size (\d+)m;", proxy)
    assert "error_page 413 /413.html;" in proxy
    assert re.findall(r"(\d+) MB", page) == [most] * 3
    assert '<html lang="nb">' in page and "//" not in page.replace("</", "")


def test_the_address_of_a_forms_answer_says_why_it_is_empty(client: Client) -> None:
    page = client.get("/nb/erfaringer/skriv/lagre/")
    assert page.status_code == 405 and "POST" in page["Allow"]
    assert "<h1" in page.content.decode()


def test_who_may_not_enter_the_admin_is_not_told_that_they_see_it(client: Client, author: User) -> None:
    client.force_login(author)
    page = client.get("/admin/")
    assert page.status_code == 403 and "ikke endre" not in page.content.decode()


@pytest.mark.parametrize("path", ["/admin/settings/", "/filer/nei/", "/static/nei.css", "/demo/nei/", "/helse/nei/"])
def test_what_lacks_below_an_address_without_a_language_is_not_found_there(
    client: Client, editor: User, path: str
) -> None:
    client.force_login(editor)
    assert client.get(path).status_code == 404
