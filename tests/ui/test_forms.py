import re

from django import forms

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
