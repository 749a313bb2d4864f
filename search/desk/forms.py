"""What editors tell the search."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.access.viewer import Viewer
from search.find import find
from search.hits import Hit
from search.models import BestBet, Synonym
from search.synonyms import Rules

from .bets import MOST, Thing, at_address, key_of, seen
from .synonyms import checked

MOST_SENT = 20


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


class BetForm(forms.ModelForm[BestBet]):
    """What is shown first for a query: some of what is chosen already and of what the search finds by itself, and
    what stands at an address. What the editor does not see of what was chosen stays as it is."""

    choices = forms.MultipleChoiceField(label=_("Show first"), required=False, widget=forms.CheckboxSelectMultiple)
    address = forms.CharField(
        label=_("Another page or thing"),
        help_text=_("Copy its address from the browser, if it is not among these."),
        required=False,
        max_length=500,
    )

    class Meta:
        model = BestBet
        fields = ("query",)
        labels = {"query": _("What readers search for")}
        help_texts = {"query": _("One form of each word will do, in bokmål or nynorsk.")}
        error_messages = {"query": {"required": _("Write what readers search for.")}}

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.kept: list[Thing] = (
            list(self.instance.choices.values_list("kind", "object_id")) if self.instance.pk else []
        )
        own = seen(self.kept, viewer)
        self.unseen = [thing for thing in self.kept if thing not in {_thing(hit) for hit in own}]
        sent = seen([_of_value(value) for value in self["choices"].data or ()][:MOST_SENT], viewer)
        found = find(str(self["query"].value() or ""), viewer).hits
        offered = {_value(_thing(hit)): _said(hit) for hit in (*own, *sent, *found)}
        choices: Any = self.fields["choices"]
        choices.choices = list(offered.items())
        self.initial["choices"] = [_value(_thing(hit)) for hit in own]
        self.order_fields(["query", "choices", "address"])

    def clean_query(self) -> str:
        query = " ".join(str(self.cleaned_data["query"]).split())
        key = key_of(query)
        if not key:
            raise ValidationError(gettext("Write between one and six words that say something."))
        if BestBet.objects.filter(key=key).exclude(pk=self.instance.pk).exists():
            raise ValidationError(gettext("There is a choice for these words already. Change that one."))
        return query

    def clean_address(self) -> Thing | None:
        address = self.cleaned_data["address"].strip()
        if not address:
            return None
        found = at_address(address, self.viewer)
        if found is None:
            raise ValidationError(gettext("Nothing that the search knows stands at that address."))
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "address" in data and "choices" in data:
            added = [data["address"]] if data["address"] else []
            chosen = list(dict.fromkeys([*map(_of_value, data["choices"]), *added]))
            if not chosen:
                self.add_error("choices", gettext("Choose what to show first, or give an address."))
            elif len(chosen) > MOST:
                self.add_error("choices", gettext("Three at most. Take away some."))
            self.things = [*chosen, *self.unseen]
        return data


def _thing(hit: Hit) -> Thing:
    return hit.entry.kind, hit.entry.object_id


def _value(thing: Thing) -> str:
    return ":".join(thing)


def _of_value(value: str) -> Thing:
    kind, _colon, pk = value.partition(":")
    return kind, pk


def _said(hit: Hit) -> str:
    """With who sees it: to others it will not come first."""
    return f"{hit.kind_label}: {''.join(segment.text for segment in hit.title)} ({hit.audience_label})"
