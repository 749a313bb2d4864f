from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from community.access.viewer import Viewer
from community.notifications.models import Frequency
from community.text.legible import one_line

from ..address import Address
from ..facets import NAMES, Chosen, choose, existing, said
from ..query import LONGEST_QUERY
from ..restrict import restrict
from .keep import Wish
from .models import FREQUENCIES, LONGEST_NAME

_BETWEEN = "="
"""Between the name of a filter and its value, as the form sends them."""


class SavedSearchForm(forms.Form):
    """A search as it is saved. Filters that were chosen can be left out; others are chosen in the search itself."""

    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("Nobody sees the name but you."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give the search a name.")},
    )
    text = forms.CharField(label=_("Words to look for"), max_length=LONGEST_QUERY, required=False)
    filters = forms.MultipleChoiceField(label=_("Only among"), required=False, widget=forms.CheckboxSelectMultiple)
    frequency = forms.ChoiceField(
        label=_("How do you want to hear of new hits?"),
        choices=list(FREQUENCIES.items()),
        initial=Frequency.DAILY,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, *, address: Address, initial: dict[str, Any]) -> None:
        self.address = address
        offered = _choices(address.chosen)
        asked = {"text": address.text, "filters": [value for value, _label in offered]}
        super().__init__(data, initial={**asked, **initial})
        cast(forms.MultipleChoiceField, self.fields["filters"]).choices = offered
        if not offered:
            del self.fields["filters"]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_text(self) -> str:
        return one_line(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "text" not in self.errors and not cleaned.get("text") and not cleaned.get("filters"):
            self.add_error("text", _("Write a word to look for, or narrow the search before you save it."))
        return cleaned

    def wish(self, viewer: Viewer) -> Wish:
        """Fields that are typed («kommune:Hamar») are filters, as they are in the search itself."""
        data = self.cleaned_data
        typed = restrict(data["text"], viewer)
        filters: dict[str, list[str]] = {name: list(values) for name, values in typed.chosen.items()}
        for pair in data.get("filters", ()):
            name, _sign, value = pair.partition(_BETWEEN)
            filters.setdefault(name, []).append(value)
        return Wish(data["name"], typed.text, existing(choose(filters)), self.address.exact, data["frequency"])


def _choices(chosen: Chosen) -> list[tuple[str, str]]:
    """Each filter with what it is of: «Theme: Sick leave»."""
    labels = said(chosen)
    return [
        (f"{name}{_BETWEEN}{value}", f"{NAMES.get(name, _('Tag'))}: {labels[name].get(value, value)}")
        for name, values in chosen.items()
        for value in values
    ]
