"""Nothing that a reader meets is left in English."""

import pytest

from tools.extract import of_sign_in, of_the_site

from .test_translations import LANGUAGES, catalogue, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_ours_is_in_the_catalogue(language: str) -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue(language)}
    assert [key for key in of_the_site() if key not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_the_sign_in_is_in_the_catalogue(language: str) -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue(language)}
    assert [key for key in of_sign_in() if key not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str) -> None:
    assert [entry.msgid for entry in catalogue(language) if entry.fuzzy or not all(texts(entry))] == []
