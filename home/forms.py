from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Feedback


class FeedbackForm(forms.ModelForm[Feedback]):
    website = forms.CharField(required=False, label=_("Leave this field empty"))

    class Meta:
        model = Feedback
        fields = ["message", "name", "email", "page"]
        labels = {
            "message": _("What would you like to tell us?"),
            "name": _("Your name (optional)"),
            "email": _("Your e-mail (optional)"),
        }
        help_texts = {
            "message": _("Do not write anything about patients, users or recognisable colleagues here."),
            "email": _("Only if you want an answer."),
        }
        error_messages = {"message": {"required": _("Write what you want to tell us.")}}
        widgets = {"message": forms.Textarea(attrs={"rows": 7}), "page": forms.HiddenInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs.update(tabindex="-1", autocomplete="off")
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
