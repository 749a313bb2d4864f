"""What an editor writes to an author: another wording, and remarks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.ui.forms import Textarea

from .contents import label
from .models import Contribution
from .propose import proposable


class ProposalForm(forms.Form):
    """An editor's wording of the texts, beginning as they are, or (`initial`) as the editor had them before."""

    note = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in proposable(contribution):
            column = contribution.column(name)
            text = getattr(contribution, name)
            if text or (self.data or self.initial).get(name):
                widget = forms.TextInput if name in {"title", "summary"} else Textarea(attrs={"rows": 6})
                self.fields[name] = forms.CharField(
                    label=label(type(contribution), name), initial=text, max_length=column.max_length, widget=widget
                )

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the page as it was sent, whether it is in order or not."""
        return {bound.name: bound.data for bound in self if bound.data is not None}

    @property
    def texts(self) -> dict[str, str]:
        """What was proposed, by field."""
        return {name: text for name, text in self.cleaned_data.items() if name != "note"}


class RemarkForm(forms.Form):
    """Remarks to the author: one on the whole, and one on each text that needs it, of those that the author wrote."""

    ABOUT = "about_"

    text = forms.CharField(
        label=gettext_lazy("Remark on the whole"),
        help_text=gettext_lazy("The author gets all remarks in one e-mail."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remarked = {name for name in proposable(contribution) if self.data.get(f"{self.ABOUT}{name}")}
        self.of_texts = [name for name in proposable(contribution) if name in remarked or getattr(contribution, name)]
        for name in self.of_texts:
            box = forms.Textarea(attrs={"rows": 2})
            self.fields[f"{self.ABOUT}{name}"] = forms.CharField(
                label=label(type(contribution), name), required=False, max_length=2_000, widget=box
            )

    @property
    def of_fields(self) -> list[forms.BoundField]:
        """The boxes for single texts, in the order of reading."""
        return [self[f"{self.ABOUT}{name}"] for name in self.of_texts]

    @property
    def unfolded(self) -> bool:
        """Whether one of them holds something."""
        return any(bound.data for bound in self.of_fields)

    @property
    def remarks(self) -> dict[str, str]:
        """What was written, by field; "" is the whole."""
        said = {"": self.cleaned_data["text"]}
        said |= {name: self.cleaned_data[f"{self.ABOUT}{name}"] for name in self.of_texts}
        return {name: text for name, text in said.items() if text}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            self.add_error("text", _("Write what the author should do, on the whole or on one text."))
        return data
