"""The part of the form of a new topic that makes it a poll."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.ui.forms import Textarea

from .models import Poll, TopicKind

DAY = "%Y-%m-%d"
FEWEST_CHOICES, MOST_CHOICES = 2, 10
LONGEST_CHOICE = 150


def end_of(day: date) -> datetime:
    """A poll is open until and including its last day."""
    return timezone.make_aware(datetime.combine(day, time.max))


class PollFields(forms.Form):
    """Read only where the kind is a poll; else they are as if they had not been filled in."""

    choices = forms.CharField(
        label=gettext_lazy("Choices, one on each line"),
        help_text=gettext_lazy("From two to ten. They can not be changed once somebody may have voted."),
        widget=Textarea({"rows": 4}),
        required=False,
    )
    several = forms.BooleanField(label=gettext_lazy("One can choose several"), required=False)
    secret = forms.BooleanField(
        label=gettext_lazy("Secret"),
        help_text=gettext_lazy("Nobody sees who voted for what, and the result is shown when five have voted."),
        required=False,
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Open until and including"),
        help_text=gettext_lazy("Leave it empty for no end."),
        required=False,
        widget=forms.DateInput({"type": "date"}, format=DAY),
    )
    results_at_the_end = forms.BooleanField(
        label=gettext_lazy("Show the result only when the poll has closed"),
        help_text=gettext_lazy("Otherwise those who have voted see it at once."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") == TopicKind.POLL:
            self._check_choices(data)
            self._check_end(data)
        return data

    def _check_choices(self, data: dict[str, Any]) -> None:
        given = [" ".join(line.split()) for line in data.get("choices", "").splitlines() if line.strip()]
        if not FEWEST_CHOICES <= len(given) <= MOST_CHOICES:
            self.add_error("choices", _("A poll has from two to ten choices, one on each line."))
        elif len({one.casefold() for one in given}) < len(given):
            self.add_error("choices", _("Two of the choices are the same. Change or take away one."))
        elif any(len(one) > LONGEST_CHOICE for one in given):
            self.add_error("choices", _("A choice has 150 characters at most."))
        data["choices"] = given

    def _check_end(self, data: dict[str, Any]) -> None:
        until = data.get("closes_on")
        if until and until < timezone.localdate():
            self.add_error("closes_on", _("This day is over. Choose a later one."))
        if data.get("results_at_the_end") and not until and "closes_on" not in self.errors:
            self.add_error("closes_on", _("Choose the last day, since the result is shown only then."))

    @property
    def poll(self) -> dict[str, Any]:
        """What `poll.ask` wants."""
        data, until = self.cleaned_data, self.cleaned_data["closes_on"]
        names = ("choices", "several", "secret", "results_at_the_end")
        return {"closes_at": end_of(until) if until else None, **{name: data[name] for name in names}}


class ProlongForm(forms.Form):
    """A later last day of a poll that has one."""

    closes_on = forms.DateField(
        label=gettext_lazy("Open until and including"),
        help_text=gettext_lazy("Only a later day than now. Those who have voted are told."),
        widget=forms.DateInput({"type": "date"}, format=DAY),
        error_messages={"required": gettext_lazy("Choose a later day.")},
    )

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poll = poll

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        if self.poll.closes_at and end_of(day) < self.poll.closes_at:
            raise forms.ValidationError(_("Choose a later day."))
        return day
