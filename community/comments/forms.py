from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from community.ui.forms import CountedField, MarkdownTextarea

from .models import LONGEST, Comment


class TextForm(forms.Form):
    text = CountedField(
        label=_("Your comment"),
        help_text=_("Write nothing about patients, users or colleagues who can be recognised."),
        widget=MarkdownTextarea({"rows": 4}),
        max_length=LONGEST,
        error_messages={
            "required": _("Write your comment first."),
            "max_length": _("The comment has %(show_value)s characters. The limit is %(limit_value)s."),
        },
    )


class CommentForm(TextForm):
    """A comment as it is typed. `key` is the form's own number: sent twice, it gives one comment."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    reply_to = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def as_no_reply(self) -> "CommentForm":
        """The same words and number, to be sent as a comment that answers none."""
        return CommentForm({name: self.data.get(name, "") for name in ("text", "key")})


class ChangeForm(TextForm):
    """One's own words, and when those had been changed that the writer saw: another tab's are not overwritten."""

    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def after(self, comment: Comment) -> "ChangeForm":
        """The same words, to be sent knowing how the comment reads now."""
        return ChangeForm({"text": self.data.get("text", ""), "seen": seen_of(comment)})


def seen_of(comment: Comment) -> str:
    return comment.edited_at.isoformat() if comment.edited_at else ""


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it hidden?"),
        help_text=_("The writer reads this, and the other editors."),
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        error_messages={"required": _("Write why, so that the writer knows.")},
    )
