from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from community.access.audience import MEMBERS, network_key
from community.members.models import User
from community.networks.models import Network
from home.models import FrontPage, NewsIndexPage, NewsPage, ThemePage
from tests.factories.networks import a_theme
from tests.home.conftest import AddPage


def test_a_page_is_read_in_its_own_language(client: Client, add_page: AddPage) -> None:
    add_page("Om Saman", slug="om")
    page = client.get("/nb/om/").content.decode()
    assert '<h1 class="h1">Om Saman</h1>' in page
    assert '<html lang="nb"' in page and '<article class="prose read" lang="nb">' in page


def test_a_translated_page_is_read_in_the_readers_language(client: Client, add_page: AddPage) -> None:
    add_page("What is Saman?", slug="om", language="en", of=add_page("Om Saman", slug="om"))
    assert "What is Saman?" in client.get("/en/om/").content.decode()


def test_a_translation_is_found_where_the_two_are_spelt_differently(client: Client, add_page: AddPage) -> None:
    add_page("What is Saman?", slug="about", language="en", of=add_page("Om Saman", slug="om"))
    assert "What is Saman?" in client.get("/en/om/").content.decode()


def test_an_untranslated_page_is_served_under_the_readers_prefix(client: Client, add_page: AddPage) -> None:
    add_page("Om Saman", slug="om")
    response = client.get("/en/om/")
    page = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="en"' in page and 'lang="nb"><h1 class="h1">Om Saman' in page
    assert '<link rel="canonical" href="http://localhost:8000/nb/om/">' in page


def test_translations_name_each_other(client: Client, add_page: AddPage) -> None:
    add_page("What is Saman?", slug="about", language="en", of=add_page("Om Saman", slug="om"))
    page = client.get("/nb/om/").content.decode()
    assert 'hreflang="en" href="http://localhost:8000/en/about/"' in page
    assert 'hreflang="nb" href="http://localhost:8000/nb/om/"' in page


@pytest.mark.parametrize(("who", "status"), [("visitor", 404), ("author", 200), ("outsider", 200), ("editor", 200)])
def test_a_members_page_is_for_members(
    client: Client, add_page: AddPage, request: pytest.FixtureRequest, who: str, status: int
) -> None:
    add_page("Bare for oss", slug="intern", audience=MEMBERS)
    if who != "visitor":
        client.force_login(request.getfixturevalue(who))
    assert client.get("/nb/intern/").status_code == status


@pytest.mark.parametrize(("who", "status"), [("author", 200), ("outsider", 404), ("editor", 200)])
def test_a_networks_page_is_for_that_network(
    client: Client, add_page: AddPage, network: Network, request: pytest.FixtureRequest, who: str, status: int
) -> None:
    add_page("Bare for nettverket", slug="intern", audience=network_key(network.pk))
    client.force_login(request.getfixturevalue(who))
    assert client.get("/nb/intern/").status_code == status


def test_a_translation_that_is_closed_is_neither_shown_nor_named(client: Client, add_page: AddPage) -> None:
    add_page("Secret", slug="om", language="en", of=add_page("Om Saman", slug="om"), audience=MEMBERS)
    page = client.get("/en/om/").content.decode()
    assert "Om Saman" in page
    assert "Secret" not in page and 'hreflang="en" href="http' not in page


def test_a_closed_page_answers_like_one_that_never_was(client: Client, add_page: AddPage) -> None:
    add_page("Bare for oss", slug="intern", audience=MEMBERS)
    closed, never = client.get("/nb/intern/"), client.get("/nb/aldri-v/")
    assert closed.status_code == never.status_code == 404
    assert closed.content.replace(b"intern", b"aldri-v") == never.content


def test_an_unpublished_page_is_not_there(client: Client, add_page: AddPage) -> None:
    add_page("Om Saman", slug="om").unpublish()
    assert client.get("/nb/om/").status_code == 404


def test_the_front_page_stands_in_every_language(client: Client, fronts: dict[str, FrontPage]) -> None:
    assert [client.get(f"/{code}/").status_code for code in fronts] == [200, 200, 200]


def test_setting_up_twice_changes_nothing(fronts: dict[str, FrontPage]) -> None:
    from home.setup import setup_pages

    assert {code: front.pk for code, front in setup_pages().items()} == {c: f.pk for c, f in fronts.items()}


def test_no_page_can_stand_in_a_room(add_page: AddPage, author: User) -> None:
    page = add_page("Om Saman")
    page.audience = "room:1"
    with pytest.raises(ValidationError):
        page.full_clean()


def moved(add_page: AddPage, **fields: object) -> None:
    page = add_page("Intern", slug="gammel", **fields)
    page.slug = "ny"
    page.save_revision().publish()


def test_an_old_address_leads_on_under_the_readers_prefix(
    client: Client, add_page: AddPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        moved(add_page)
    assert client.get("/nb/gammel/")["Location"] == "/nb/ny/"
    assert client.get("/en/gammel/?fra=brev&fra=kort")["Location"] == "/en/ny/?fra=brev&fra=kort"


def test_an_old_address_of_a_closed_page_tells_an_outsider_nothing(
    client: Client, add_page: AddPage, author: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        moved(add_page, audience=MEMBERS)
    assert client.get("/nb/gammel/").status_code == 404
    client.force_login(author)
    assert client.get("/nb/gammel/")["Location"] == "/nb/ny/"


def test_a_theme_has_one_introduction_in_each_language(fronts: dict[str, FrontPage]) -> None:
    theme = a_theme()
    first = ThemePage(title="Sykefravær", slug="intro", theme=theme, locale=fronts["nb"].locale)
    FrontPage.objects.get(pk=fronts["nb"].pk).add_child(instance=first)
    second = ThemePage(title="Mer om sykefravær", slug="intro-2", theme=theme, locale=fronts["nb"].locale)
    with pytest.raises(ValidationError, match="Sykefravær"):
        second.clean()
    second.locale = fronts["nn"].locale
    second.clean()
    first.clean()


def test_an_untranslated_news_item_says_so_and_leads_up_in_the_readers_language(
    client: Client, fronts: dict[str, FrontPage]
) -> None:
    lists = {}
    for language, title in (("nb", "Nytt fra nettverket"), ("nn", "Nytt frå nettverket")):
        parent = NewsIndexPage(title=title, slug="nyheter", locale=fronts[language].locale)
        if lists:
            parent.translation_key = lists["nb"].translation_key
        lists[language] = fronts[language].add_child(instance=parent)
    lists["nb"].add_child(instance=NewsPage(title="Samling", slug="samling", locale=lists["nb"].locale))
    news = client.get("/nn/nyheter/samling/").content.decode()
    assert 'href="/nn/nyheter/" lang="nn">Nytt frå nettverket' in news and "Nytt fra nettverket" not in news
    listed = client.get("/nn/nyheter/").content.decode()
    assert "Bokmål</p>" in listed
    assert "Bokmål</p>" not in client.get("/nb/nyheter/").content.decode()
