import json

import pytest

from community.access.audience import MEMBERS
from community.access.viewer import ANONYMOUS, viewer_for
from community.members.models import User
from home.models import ArticlePage
from search.find import find
from search.models import SearchEntry
from tests.home.conftest import AddPage

pytestmark = pytest.mark.django_db
BODY = """[{"type": "heading", "value": {"text": "Fyrtårn", "level": "2"}},
           {"type": "text", "value": "<p>En <b>gråspurv</b>.</p>"}]"""


def addresses(query: str, viewer: object = ANONYMOUS) -> list[str]:
    return [hit.url for hit in find(query, viewer, filters={"kind": ["page"]}).hits]


def test_a_page_is_found_by_what_stands_in_its_blocks(add_page: AddPage) -> None:
    page = add_page("Om Saman", slug="om", body=BODY)
    assert "gråspurv" in page.body_text() and "<b>" not in page.body_text()
    assert SearchEntry.objects.get(kind="page", object_id=str(page.pk)).url == "/nb/om/"


EVERY_BLOCK = [
    {"type": "heading", "value": {"text": "Ordene Overskrift", "level": "2"}},
    {"type": "text", "value": "<p>Brødtekst</p><ul><li>Punkt</li></ul>"},
    {"type": "picture", "value": {"alt_text": "Bildet", "decorative": False, "caption": "Billedtekst"}},
    {"type": "quote", "value": {"text": "Sitat", "who": "Noen"}},
    {"type": "fact_box", "value": {"title": "Faktatittel", "text": "<p>Faktatekst</p>"}},
    {"type": "video", "value": {"title": "Film", "url": "https://example.org/filmen", "transcript": "<p>Utskrift</p>"}},
    {"type": "document", "value": {"title": "Dokumentet"}},
    {"type": "chosen_experiences", "value": {"title": "Utvalgte", "experiences": []}},
    {"type": "call_to_action", "value": {"text": "Setning", "button": "Knapp", "url": "/nb/adressen/"}},
]


def test_all_that_a_page_says_is_found_and_nothing_that_only_its_editors_choose(add_page: AddPage) -> None:
    page = add_page("Om Saman", slug="om", body=json.dumps(EVERY_BLOCK))
    assert {block["type"] for block in EVERY_BLOCK} == set(page.body.stream_block.child_blocks)
    said = page.body_text().replace("\n", " ").split()
    words = "Ordene Overskrift Brødtekst Punkt Bildet Billedtekst Sitat Noen Faktatittel Faktatekst Film Utskrift"
    assert said == [*words.split(), "Dokumentet", "Utvalgte", "Setning", "Knapp"]


def test_a_page_is_read_in_its_own_language(add_page: AddPage) -> None:
    nb = add_page("Om Saman", slug="om", body=BODY)
    nn = add_page("Om Saman på nynorsk", slug="om", language="nn", of=nb, body=BODY.replace("gråspurv", "gråsporv"))
    languages = dict(SearchEntry.objects.filter(kind="page").values_list("object_id", "language"))
    assert (languages[str(nb.pk)], languages[str(nn.pk)]) == ("nb", "nn")
    assert "gråsporv" in SearchEntry.objects.get(kind="page", object_id=str(nn.pk)).text


def test_each_language_reads_one_of_the_translations(add_page: AddPage) -> None:
    original = add_page("Om Saman", slug="om")
    add_page("What is Saman?", slug="om", language="en", of=original)
    document = ArticlePage.objects.get(pk=original.pk).search_document()
    assert document and document.shown_otherwise_in == ("en",)


def test_a_translation_for_fewer_takes_no_reader_from_the_open_one(add_page: AddPage) -> None:
    original = add_page("Om Saman", slug="om")
    add_page("Secret", slug="om", language="en", of=original, audience=MEMBERS)
    document = ArticlePage.objects.get(pk=original.pk).search_document()
    assert document and document.shown_otherwise_in == ()


def test_a_closed_page_is_found_by_those_who_may_read_it(add_page: AddPage, author: User) -> None:
    add_page("Gråspurvens klubb", slug="klubb", audience=MEMBERS)
    assert addresses("gråspurv") == []
    assert addresses("gråspurv", viewer_for(author)) == ["/nb/klubb/"]


def test_an_unpublished_page_is_found_no_more(add_page: AddPage) -> None:
    page = add_page("Gråspurvens klubb", slug="klubb")
    page.unpublish()
    assert addresses("gråspurv") == []


def test_a_page_that_got_another_address_is_found_there(add_page: AddPage) -> None:
    page = add_page("Gråspurvens klubb", slug="klubb")
    page.slug = "lag"
    page.save_revision().publish()
    assert addresses("gråspurv") == ["/nb/lag/"]


def test_what_lies_under_a_page_that_moves_is_found_where_it_lies_now(add_page: AddPage) -> None:
    above, other = add_page("Om Saman", slug="om"), add_page("Mer", slug="mer")
    below = ArticlePage(title="Gråspurvens klubb", slug="klubb", locale=above.locale)
    above.add_child(instance=below)
    below.save_revision().publish()
    ArticlePage.objects.get(pk=above.pk).move(ArticlePage.objects.get(pk=other.pk), pos="last-child")
    assert addresses("gråspurv") == ["/nb/mer/om/klubb/"]
