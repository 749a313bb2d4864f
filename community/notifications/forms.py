from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from .choose import FIELDS, by_mail
from .kinds import NoticeKind
from .models import Frequency, MailTimes

HOURS = [(hour, f"{hour:02}.00") for hour in range(24)]
PREFIX = "kind "


def _choices(kind: NoticeKind) -> list[tuple[str, Any]]:
    """How often; of a kind whose subjects say so each for itself, whether at all."""
    if kind.frequency_of is None:
        return list(Frequency.choices)
    return [(kind.default, _("As you have chosen for each")), (Frequency.NEVER.value, Frequency.NEVER.label)]


class ChoicesForm(forms.ModelForm[MailTimes]):
    """How often by kind, and the times. `frequencies` is what was chosen, by the kinds' names."""

    hour = forms.TypedChoiceField(label=_("Time of the daily and the weekly mail"), coerce=int, choices=HOURS)

    class Meta:
        model = MailTimes
        fields = FIELDS
        labels = {
            "quiet_from": _("No mail from"),
            "quiet_to": _("Until"),
            "weekday": _("Day of the weekly mail"),
        }
        widgets = {
            "quiet_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "quiet_to": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, chosen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in by_mail():
            self.fields[PREFIX + kind.name] = forms.ChoiceField(
                label=kind.label, choices=_choices(kind), initial=chosen[kind.name]
            )

    def kinds(self) -> Iterator[BoundField]:
        return (self[name] for name in self.fields if name.startswith(PREFIX))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("quiet_from"), cleaned.get("quiet_to")
        if {"quiet_from", "quiet_to"} & self.errors.keys():
            return cleaned
        if (start is None) != (end is None):
            self.add_error("quiet_to" if end is None else "quiet_from", _("Write both, or neither."))
        elif start is not None and start == end:
            self.add_error("quiet_to", _("Write another time than the first."))
        return cleaned

    @property
    def frequencies(self) -> dict[str, str]:
        given = self.cleaned_data.items()
        return {name.removeprefix(PREFIX): value for name, value in given if name.startswith(PREFIX)}
