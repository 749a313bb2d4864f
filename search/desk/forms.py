"""What editors tell the search."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from search.models import Synonym
from search.synonyms import Rules

from .synonyms import checked


class SynonymForm(forms.ModelForm[Synonym]):
    """A rule. `known`: what the search knows without it."""

    def __init__(self, *args: Any, known: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    class Meta:
        model = Synonym
        fields = ("words", "also")
        labels = {"words": _("Words that mean the same"), "also": _("One way only: also find")}
        help_texts = {
            "words": _("With commas between them. One form of each will do, in bokmål or nynorsk."),
            "also": _("Fill in this if who looks for the words above shall find these too, and not the other way."),
        }
        error_messages = {"words": {"required": _("Write the words, with commas between them.")}}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "words" in data and "also" in data:
            try:
                data["words"], data["also"] = checked(data["words"], data["also"], self.known)
            except ValidationError as error:
                self.add_error(None, error)
        return data
