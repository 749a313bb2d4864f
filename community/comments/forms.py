from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from community.ui.forms import MarkdownTextarea

from .models import LONGEST


class CommentForm(forms.Form):
    """A comment as it is typed. `key` is the form's own number: sent twice, it gives one comment."""

    text = forms.CharField(
        label=_("Your comment"),
        help_text=_("Write nothing about patients, users or colleagues who can be recognised."),
        widget=MarkdownTextarea({"rows": 4}),
        max_length=LONGEST,
        error_messages={
            "required": _("Write your comment first."),
            "max_length": _("The comment has %(show_value)s characters. The limit is %(limit_value)s."),
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    reply_to = forms.IntegerField(widget=forms.HiddenInput, required=False)


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it hidden?"),
        help_text=_("The writer reads this, and the other editors."),
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        error_messages={"required": _("Write why, so that the writer knows.")},
    )
