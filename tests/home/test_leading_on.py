"""What a page leads to has an audience of its own: pictures, documents, and other pages."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, streamfield

from community.access.audience import MEMBERS, PUBLIC
from community.images.models import LibraryDocument, Picture
from community.members.models import User
from home.models import ArticlePage
from tests.factories.images import a_document, a_picture
from tests.home.conftest import AddPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_library_document(audience: str) -> LibraryDocument:
    return LibraryDocument.objects.create(title="Hemmelig", file=a_document("hemmelig.pdf"), audience=audience)


def a_library_picture(audience: str) -> Picture:
    return Picture.objects.create(title="Hemmelig", file=a_picture("hemmelig.jpg"), audience=audience)


def link(kind: str, thing: Any) -> str:
    return f'<a linktype="{kind}" id="{thing.pk}">Les her</a>'


def blocks(add_page: AddPage, audience: str) -> list[dict[str, Any]]:
    """One of each that leads on, to what has an audience."""
    page = add_page("Et sted", slug="hemmelig", audience=audience)
    document, picture = a_library_document(audience), a_library_picture(audience)
    text = f"<p>{link('page', page)} {link('document', document)}</p>"
    values = {
        "text": text,
        "fact_box": {"title": "Fakta", "text": text},
        "video": {"title": "Film", "url": "https://film.example/1", "transcript": text},
        "document": {"document": document.pk, "title": ""},
        "picture": {"picture": picture.pk, "alt_text": "Kai"},
        "call_to_action": {"button": "Videre", "page": page.pk},
    }
    return [{"type": kind, "value": value} for kind, value in values.items()]


def told(client: Client) -> int:
    """How many times the page tells of it; the words that the editor wrote are there for everyone."""
    page = client.get("/nb/siden/").content.decode()
    assert page.count("Les her") == 6
    return page.lower().count("hemmelig")


def test_a_visitor_is_told_nothing_of_what_is_for_members(client: Client, add_page: AddPage, outsider: User) -> None:
    add_page("Siden", slug="siden", body=json.dumps(blocks(add_page, MEMBERS)))
    assert told(client) == 0
    client.force_login(outsider)
    assert told(client) >= 9


def test_everyone_is_led_to_what_is_for_everyone(client: Client, add_page: AddPage) -> None:
    add_page("Siden", slug="siden", body=json.dumps(blocks(add_page, PUBLIC)))
    assert told(client) >= 9


def test_nobody_is_led_to_a_draft(client: Client, add_page: AddPage, administrator: User) -> None:
    draft = add_page("Utkast", slug="hemmelig")
    draft.unpublish()
    call = {"type": "call_to_action", "value": {"button": "Les her", "page": draft.pk}}
    body = [{"type": "text", "value": f"<p>{link('page', draft)}</p>"}, call]
    add_page("Siden", slug="siden", body=json.dumps(body))
    client.force_login(administrator)
    assert "hemmelig" not in client.get("/nb/siden/").content.decode()


def test_a_link_leads_to_the_translation_that_the_reader_may_see(client: Client, add_page: AddPage) -> None:
    original = add_page("Om", slug="om")
    about = add_page("About", slug="about", language="en", of=original)
    add_page("Siden", slug="siden", body=json.dumps([{"type": "text", "value": f"<p>{link('page', original)}</p>"}]))
    assert 'href="/en/about/"' in client.get("/en/siden/").content.decode()
    ArticlePage.objects.filter(pk=about.pk).update(audience=MEMBERS)
    assert 'href="/en/om/"' in client.get("/en/siden/").content.decode()


@pytest.mark.parametrize(("audience", "taken"), [(PUBLIC, True), (MEMBERS, False)])
def test_a_picture_must_be_for_all_who_read_the_page(
    client: Client, add_page: AddPage, administrator: User, audience: str, taken: bool
) -> None:
    page, picture = add_page("Siden", slug="siden"), a_library_picture(audience)
    value = {"picture": picture.pk, "alt_text": "Kai", "caption": "", "credit": ""}
    sent = {"title": "Siden", "slug": "siden", "audience": PUBLIC, "body": streamfield([("picture", value)])}
    client.force_login(administrator)
    answer = client.post(f"/admin/pages/{page.pk}/edit/", nested_form_data(sent))
    assert (answer.status_code == 302) is taken
    assert taken or "Bildet «Hemmelig» er for færre lesere" in str(answer.context["form"].errors["body"])
