"""What is asked of those who report, appeal and moderate."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.ui.forms import Choices, CountedField, MarkdownTextarea, SeveralOf

from .models import Board, Decision, FlagReason, Matter, Post, Topic
from .models.post import LONGEST

WORDS = 2_000
FOR_A_FLAG = (Decision.KEEP, Decision.HIDE, Decision.EDIT, Decision.MOVE, Decision.WARN)
FOR_AN_APPEAL = (Decision.REFUSE, Decision.SHOW)
TO_CHOOSE = {
    Decision.KEEP: gettext_lazy("Let it stay"),
    Decision.HIDE: gettext_lazy("Hide the post"),
    Decision.EDIT: gettext_lazy("Change the post"),
    Decision.MOVE: gettext_lazy("Move the discussion to another board"),
    Decision.WARN: gettext_lazy("Warn the writer, and let it stay"),
    Decision.REFUSE: gettext_lazy("Let it stay hidden"),
    Decision.SHOW: gettext_lazy("Show it again"),
}


def words_field(label: Any, help_text: Any, missing: Any, *, required: bool = True) -> CountedField:
    """A few lines. The server says that they are too many, and keeps them: a browser would cut them without a word."""
    field = CountedField(
        label=label, help_text=help_text, widget=forms.Textarea({"rows": 4}), max_length=WORDS, required=required,
        error_messages={"required": missing},
    )  # fmt: skip
    field.widget.attrs.pop("maxlength", None)
    return field


class FlagForm(forms.Form):
    """A report. Members are known; of others we ask no more than they want to tell."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"), choices=FlagReason.choices, widget=Choices,
        error_messages={"required": gettext_lazy("Choose what fits best.")},
    )  # fmt: skip
    words = words_field(
        gettext_lazy("In your own words"),
        gettext_lazy("What should the moderator look at? Of what may be against the law: why do you think so?"),
        gettext_lazy("Write a few words about it."),
        required=False,
    )
    name = forms.CharField(label=gettext_lazy("Your name (optional)"), max_length=150, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail (optional)"),
        help_text=gettext_lazy("Only if you want to be told by e-mail what is decided."),
        required=False,
    )
    website = forms.CharField(required=False, label=gettext_lazy("Leave this field empty"))
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs.update(tabindex="-1", autocomplete="off")
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        if is_known:
            del self.fields["name"], self.fields["email"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("reason") == FlagReason.OTHER and not data.get("words", "").strip():
            self.add_error("words", _("Write a few words about it."))
        return data


class DecideForm(forms.Form):
    """What becomes of a matter, and why. What a choice needs stands in the same form: it works without a script."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"), widget=Choices,
        error_messages={"required": gettext_lazy("Choose what you decide.")},
    )  # fmt: skip
    reason = words_field(
        gettext_lazy("Why?"),
        gettext_lazy("The writer reads this. Where the post stays as it is, those who reported it do."),
        gettext_lazy("Write why, so that those whom it concerns know."),
    )
    board = forms.ModelChoiceField(
        Board.objects.none(), label=gettext_lazy("Where it is moved"), required=False,
        empty_label=gettext_lazy("Choose a board"),
    )  # fmt: skip
    text = CountedField(
        label=gettext_lazy("The post as it is to read"),
        widget=MarkdownTextarea({"rows": 8}),
        max_length=LONGEST,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, matter: Matter, boards: list[Board], **kwargs: Any) -> None:
        self.post = post = matter.post
        kwargs["initial"] = {"text": post.text, "version": post.version}
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.pop("maxlength", None)
        board: Any = self.fields["board"]
        board.queryset = Board.objects.filter(pk__in=[one.pk for one in boards])
        offered = [one for one in (FOR_AN_APPEAL if matter.is_appeal else FOR_A_FLAG) if one != Decision.MOVE or boards]
        decision: Any = self.fields["decision"]
        decision.choices = [(one.value, TO_CHOOSE[one]) for one in offered]
        for name, needed in (("board", Decision.MOVE), ("text", Decision.EDIT)):
            if needed not in offered:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("decision") == Decision.MOVE and not data.get("board"):
            self.add_error("board", _("Choose where it is moved."))
        if data.get("decision") == Decision.EDIT and not data.get("text", "").strip():
            self.add_error("text", _("Write something first."))
        if data.get("decision") == Decision.EDIT and data.get("text", "").split() == self.post.text.split():
            self.add_error("text", _("You have changed nothing. Change the post, or decide otherwise."))
        return data


class AppealForm(forms.Form):
    words = words_field(
        gettext_lazy("Why should it be shown?"),
        gettext_lazy("Another moderator than the one who hid it reads this."),
        gettext_lazy("Write why you think that it should be shown."),
    )


class NoteForm(forms.Form):
    text = words_field(
        gettext_lazy("Note"),
        gettext_lazy("Only moderators see it."),
        gettext_lazy("Write something first."),
    )


class MoveForm(forms.Form):
    board = forms.ModelChoiceField(
        Board.objects.none(), label=gettext_lazy("Where to"), empty_label=gettext_lazy("Choose a board"),
        error_messages={"required": gettext_lazy("Choose where it is moved.")},
    )  # fmt: skip
    reason = words_field(gettext_lazy("Why?"), gettext_lazy("The writer reads this."), "", required=False)

    def __init__(self, *args: Any, boards: list[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        board: Any = self.fields["board"]
        board.queryset = Board.objects.filter(pk__in=[one.pk for one in boards])


class MergeForm(forms.Form):
    NOT_THERE = gettext_lazy(
        "There is no such discussion that it can become part of. "
        "Both must be read by the same people, or the other by fewer."
    )
    into = forms.CharField(
        label=gettext_lazy("The discussion that it becomes part of"),
        help_text=gettext_lazy("Its address, or the number in it."),
        max_length=500,
        error_messages={"required": gettext_lazy("Write its address.")},
    )
    reason = words_field(gettext_lazy("Why?"), gettext_lazy("The writer reads this."), "", required=False)


class SplitForm(forms.Form):
    title = CountedField(
        label=gettext_lazy("Title of the new discussion"), max_length=150,
        error_messages={"required": gettext_lazy("Write a title.")},
    )  # fmt: skip
    posts = SeveralOf(
        Post.objects.none(), label=gettext_lazy("Posts that go along"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one post.")},
    )  # fmt: skip
    reason = words_field(gettext_lazy("Why?"), gettext_lazy("The writer reads this."), "", required=False)

    def __init__(self, *args: Any, topic: Topic, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs.pop("maxlength", None)
        posts: Any = self.fields["posts"]
        posts.queryset = offered
        posts.label_from_instance = lambda post: f"{post.place_name}: {post.own_words[:100]}"
