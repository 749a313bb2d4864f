import re
from pathlib import Path

import django
import polib
import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import translation

from community.ui import django_words
from community.ui.forms import Chips, MarkdownTextarea
from community.ui.samples import SampleForm


class Letter(forms.Form):
    name = forms.CharField(help_text="Slik du vil stå", required=True)
    text = forms.CharField(widget=MarkdownTextarea)
    themes = forms.MultipleChoiceField(choices=[("a", "Fravær")], widget=Chips, required=False)


def test_an_error_stands_by_its_field_and_is_joined_to_it() -> None:
    html = str(Letter({"text": "x"}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_leads_to_every_field_that_is_wrong() -> None:
    html = str(SampleForm({}))
    links = re.findall(r'class="ds-link" href="#([^"]+)"', html)
    assert "id_again_0" in links
    assert all(f'id="{link}"' in html for link in links)


def test_what_was_typed_is_kept() -> None:
    assert "Første &lt;vakt&gt;" in str(Letter({"text": "Første <vakt>"}))


def test_the_toolbar_is_hidden_until_the_script_shows_it() -> None:
    assert re.search(r'aria-controls="id_text" data-markdown hidden', str(Letter()))


def test_a_form_without_errors_has_no_summary() -> None:
    assert "ds-error-summary" not in str(Letter())


@pytest.mark.parametrize(
    ("language", "empty", "long"),
    [
        ("nb", "Fyll ut dette feltet.", "Skriv høyst 3 tegn. Nå er det 5."),
        ("nn", "Fyll ut dette feltet.", "Skriv høgst 3 teikn. No er det 5."),
    ],
)
def test_what_django_says_of_a_field_is_said_in_our_words(language: str, empty: str, long: str) -> None:
    field = forms.CharField(max_length=3)
    with translation.override(language):
        for typed, said in (("", empty), ("abcde", long)):
            with pytest.raises(ValidationError) as error:
                field.clean(typed)
            assert error.value.messages == [said]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_size_has_no_english_plural(language: str) -> None:
    with translation.override(language):
        assert filesizeformat(1017).replace("\xa0", " ") == "1017 byte"


def test_each_of_djangos_words_is_one_that_django_says() -> None:
    known = set(polib.pofile(Path(django.__file__).parent / "conf/locale/nb/LC_MESSAGES/django.po"))
    known |= set(polib.pofile(Path(django.__file__).parent / "contrib/auth/locale/nb/LC_MESSAGES/django.po"))
    assert set(django_words.SAID) <= {entry.msgid for entry in known}
