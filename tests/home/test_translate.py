"""An editor translates a page in the admin, and readers get from one language to the other."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from community.members.models import User
from home.models import ArticlePage, FrontPage
from tests.home.conftest import AddPage

pytestmark = pytest.mark.django_db


def form_for(page: ArticlePage) -> str:
    return reverse("simple_translation:submit_page_translation", args=[page.pk])


def translate(admin: Client, page: ArticlePage, language: str) -> ArticlePage | None:
    admin.post(form_for(page), {"locales": Locale.objects.get(language_code=language).pk})
    found: ArticlePage | None = page.get_translations().filter(locale__language_code=language).specific().first()
    return found


def test_the_menu_of_a_page_leads_to_its_translation(admin: Client, add_page: AddPage) -> None:
    page = add_page("Om nettverket")
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert form_for(page) in html


def test_a_translation_begins_as_a_draft_that_no_reader_meets(admin: Client, add_page: AddPage, client: Client) -> None:
    page = add_page("Om nettverket", slug="om-nettverket")
    draft = translate(admin, page, "nn")
    assert draft and not draft.live and draft.url_path.endswith("forside-nn/om-nettverket/")
    assert "hreflang" not in Client().get("/nb/om-nettverket/").content.decode().partition("</head>")[0]


def test_readers_get_from_one_language_to_the_other(admin: Client, add_page: AddPage) -> None:
    page = add_page("Om nettverket", slug="om-nettverket")
    draft = translate(admin, page, "nn")
    assert draft
    draft.title, draft.slug = "Om nettet", "om-nettet"
    draft.save_revision().publish()
    html = Client().get("/nb/om-nettverket/").content.decode()
    assert '<link rel="alternate" hreflang="nn" href="http://localhost:8000/nn/om-nettet/">' in html
    link = re.search(r'href="(/sprak/nn[^"]*)"', html)
    assert link and "Om nettet" in Client().get(link[1], follow=True).content.decode()


def test_what_lies_below_an_untranslated_page_waits_for_it(admin: Client, add_page: AddPage) -> None:
    above = add_page("Om nettverket")
    below = ArticlePage(title="Historien", slug="historien", locale=above.locale)
    above.add_child(instance=below)
    html = admin.get(form_for(below)).content.decode()
    assert "disabled" in html and form_for(above) in html
    assert translate(admin, below, "nn") is None


def test_who_is_no_editor_translates_nothing(client: Client, add_page: AddPage, author: User) -> None:
    page = add_page("Om nettverket")
    client.force_login(author)
    assert client.get(form_for(page)).status_code == 403
    assert translate(client, page, "nn") is None
    assert FrontPage.objects.count() == 3
