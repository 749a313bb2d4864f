"""Every string that a reader meets is there in bokmål and nynorsk, and says the same."""

import re
from pathlib import Path

import polib
import pytest

from tools.extract import NotAText, from_python, from_template
from tools.messages import PLACEHOLDER

from .source import ROOT

LANGUAGES = ["nb", "nn"]


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    for entry in catalogue(language):
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        for text in filter(None, texts(entry)):
            found = set(PLACEHOLDER.findall(text))
            assert found <= wanted, entry.msgid
            assert found == wanted or entry.msgid_plural, entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language: str) -> None:
    compiled = polib.mofile(str(Path(catalogue(language).fpath).with_suffix(".mo")))
    assert {(e.msgctxt, e.msgid): texts(e) for e in compiled} == {
        (e.msgctxt, e.msgid): texts(e) for e in catalogue(language).translated_entries()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_addressed_with_oops_or_an_exclamation_mark(language: str) -> None:
    shouting = [text for entry in catalogue(language) for text in texts(entry) if "!" in text or "ennligst" in text]
    assert shouting == []


def test_a_text_put_together_at_run_time_is_refused() -> None:
    with pytest.raises(NotAText):
        from_python('_(f"Hello {name}")')


def test_strings_are_found_in_python_and_in_templates() -> None:
    assert from_python('ngettext_lazy("%(n)s day", "%(n)s days", "n")')[0].plural == "%(n)s days"
    found = from_template('{% blocktranslate trimmed %} A\n {{ b }} {% endblocktranslate %}{% tag _("C") %}')
    assert [message.msgid for message in found] == ["A %(b)s", "C"]


def test_nynorsk_has_one_word_for_one_thing() -> None:
    other_words = re.compile(r"\b(ordlyding\w*|framlegg\w*|gi|gir)\b", re.I)
    assert [text for entry in catalogue("nn") for text in texts(entry) if other_words.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_every_kind_of_text_names_no_experience(language: str) -> None:
    said = {entry.msgid: texts(entry) for entry in catalogue(language) if "xperience" not in entry.msgid}
    assert [msgid for msgid, words in said.items() if any("rfaring" in text for text in words)] == []
