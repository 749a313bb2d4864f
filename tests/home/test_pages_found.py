"""A page in three languages is one hit, shown in the reader's language."""

import pytest

from community.access.viewer import ANONYMOUS
from home.models import FrontPage, ThemePage
from search.find import find
from search.rebuild import reconcile
from tests.factories.networks import a_theme
from tests.home.conftest import AddPage

pytestmark = pytest.mark.django_db


def shown(text: str, language: str) -> list[tuple[str, str]]:
    hits = find(text, ANONYMOUS, language=language).hits
    return [("".join(segment.text for segment in hit.title), hit.language) for hit in hits]


def test_each_reader_is_shown_the_translation_in_their_language(add_page: AddPage) -> None:
    nb = add_page("Veiledning om turnus")
    add_page("Rettleiing om turnus", language="nn", of=nb)
    assert shown("turnus", "nb") == [("Veiledning om turnus", "nb")]
    assert shown("turnus", "nn") == [("Rettleiing om turnus", "nn")]


def test_a_page_that_is_not_translated_is_shown_to_all(add_page: AddPage) -> None:
    add_page("Veiledning om turnus")
    assert shown("turnus", "nn") == [("Veiledning om turnus", "nb")]


def test_a_translation_that_is_taken_down_gives_way_to_the_original(add_page: AddPage) -> None:
    nb = add_page("Veiledning om turnus")
    add_page("Rettleiing om turnus", language="nn", of=nb).unpublish()
    assert shown("turnus", "nn") == [("Veiledning om turnus", "nb")]


def test_a_page_that_is_deleted_is_no_longer_found(add_page: AddPage) -> None:
    nb = add_page("Veiledning om turnus")
    add_page("Rettleiing om turnus", language="nn", of=nb).delete()
    assert shown("turnus", "nn") == [("Veiledning om turnus", "nb")]
    nb.delete()
    assert shown("turnus", "nb") == []


def test_a_translation_taken_down_behind_our_back_gives_way_once_it_is_mended(add_page: AddPage) -> None:
    nb = add_page("Veiledning om turnus")
    nn = add_page("Rettleiing om turnus", language="nn", of=nb)
    type(nn).objects.filter(pk=nn.pk).update(live=False)
    reconcile()
    assert shown("turnus", "nn") == [("Veiledning om turnus", "nb")]


def test_the_front_page_is_not_found(fronts: dict[str, FrontPage]) -> None:
    fronts["nb"].save_revision().publish()
    assert shown(fronts["nb"].title, "nb") == []


def test_a_theme_and_its_introduction_are_one_hit(add_page: AddPage, fronts: dict[str, FrontPage]) -> None:
    theme = a_theme("kanarifugl", "Kanarifugl")
    theme.save()
    page = ThemePage(title="Kanarifugl i bur", slug="kanarifugl", theme=theme, locale=fronts["nb"].locale)
    FrontPage.objects.get(pk=fronts["nb"].pk).add_child(instance=page)
    page.save_revision().publish()
    assert shown("kanarifugl", "nn") == [("Kanarifugl i bur", "nb")]
    assert [hit.kind_label for hit in find("kanarifugl", ANONYMOUS, {"kind": ["theme"]}).hits] == ["Tema"]
    page.unpublish()
    assert shown("kanarifugl", "nn") == [("Kanarifugl", "nb")]
