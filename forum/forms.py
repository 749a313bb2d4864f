"""Input to clean data. Rules are in `policy`, saving in the verbs."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.access.audience import NOBODY, within
from community.access.viewer import Viewer
from community.images.forms import DocumentField, PictureField
from community.networks.forms import StepField
from community.networks.models import Theme
from community.publishing.vocabulary.suggest import as_called_today
from community.text.markdown import mentioned, to_html
from community.ui.forms import Chips, Choices, CountedField, MarkdownTextarea, SeveralOf

from .about import thing_called
from .label import Labels
from .mentions import MOST
from .models import Attribution, Board, Bookmark, Pinned, Post, PostDraft, Topic, TopicKind
from .models.post import LONGEST
from .poll_fields import PollFields

CAREFUL = gettext_lazy("Write nothing about patients, users or colleagues who can be recognised.")
MAX_TAGS = 5
MORNING = time(8)


class PostForm(forms.Form):
    """A post as it is typed. `key` is the form's own number: sent twice, it gives one post."""

    text = CountedField(
        label=gettext_lazy("Your answer"),
        help_text=CAREFUL,
        widget=MarkdownTextarea({"rows": 5}),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write something first.")},
    )
    new_picture = PictureField(label=gettext_lazy("Add a picture"), required=False)
    new_picture_alt = forms.CharField(label=gettext_lazy("What does the picture show?"), required=False, max_length=300)
    new_file = DocumentField(label=gettext_lazy("Add a file"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    reply_to = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A browser would cut what is pasted without a word; the server says that it is too long, and keeps it.
            field.widget.attrs.pop("maxlength", None)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if (number := len(mentioned(text))) > MOST:
            words = _("You mention %(number)s. Take some away: %(most)s at most.")
            raise forms.ValidationError(words % {"number": number, "most": MOST})
        if not strip_tags(to_html(text)).strip():
            raise forms.ValidationError(_("Nothing of this would be seen. Write some words."))
        return text

    def go_on_as(self, key: UUID) -> None:
        """Be the form of another draft than that which it was sent as."""
        sent: Any = self.data
        self.data = sent = sent.copy()
        sent["key"] = str(key)

    @property
    def has_file_errors(self) -> bool:
        return any(name in self.errors for name in ("new_picture", "new_picture_alt", "new_file"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("new_picture") and not data.get("new_picture_alt", "").strip():
            self.add_error("new_picture_alt", _("Write what the picture shows, for those who cannot see it."))
        for name in ("new_picture", "new_file"):
            if self.errors and data.get(name):
                self.add_error(name, _("Choose it once more: it goes along when the rest is in order."))
        return data


class EditForm(PostForm):
    """One's own post once more."""

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        kwargs["initial"] = {**kwargs.get("initial", {}), "text": post.text}
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your post")


class PlacedForm(forms.Form):
    """What a topic stands under."""

    themes = SeveralOf(Theme.objects.all(), label=gettext_lazy("Theme"), required=False, widget=Chips)
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        help_text=gettext_lazy("Words that others would search for, with commas between them."),
        required=False,
        max_length=200,
    )
    step = StepField()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["tags"].widget.attrs["data-suggest-url"] = reverse("home:tag_suggest")

    def clean_tags(self) -> list[str]:
        tags = list(dict.fromkeys(" ".join(tag.split()) for tag in self.cleaned_data["tags"].split(",") if tag.strip()))
        if len(tags) > MAX_TAGS:
            raise forms.ValidationError(_("Five tags at most. Take away some."))
        if any(len(tag) > 60 for tag in tags):
            raise forms.ValidationError(_("A tag has 60 characters at most. Have you forgotten a comma?"))
        return as_called_today(tags, self.viewer)


class LabelForm(PlacedForm):
    """The same of a topic that is there, with its title."""

    title = CountedField(
        label=gettext_lazy("Title"),
        max_length=150,
        error_messages={"required": gettext_lazy("Write a title.")},
    )
    field_order = ("title", "text", "themes", "tags", "step")

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        stands = Labels.of(topic)
        tags = ", ".join(sorted(stands.tags))
        kwargs["initial"] = {"title": stands.title, "themes": stands.themes, "tags": tags, "step": stands.step}
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs.pop("maxlength", None)

    @property
    def labels(self) -> Labels:
        data = self.cleaned_data
        return Labels(data["title"], frozenset(data["themes"]), frozenset(data["tags"]), data["step"])


class OpeningForm(LabelForm, EditForm):
    """One's own opening post, and what its topic stands under."""


class TopicForm(PollFields, PlacedForm, PostForm):
    """A new topic: what it is, where, and the opening post."""

    title = CountedField(
        label=gettext_lazy("Your question, in one sentence"),
        help_text=gettext_lazy("Write it as you would ask a colleague in another municipality."),
        max_length=150,
        error_messages={"required": gettext_lazy("Write what you want to know.")},
    )
    board = forms.ModelChoiceField(
        Board.objects.none(),
        label=gettext_lazy("Where"),
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose where it belongs.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), widget=Choices)
    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    field_order = ("title", "text", "board", "kind", "themes", "tags", "step")

    def __init__(
        self, *args: Any, boards: list[Board], viewer: Viewer, may_announce: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["text"].label = _("Tell more")
        board: Any = self.fields["board"]
        board.queryset = Board.objects.filter(pk__in=[one.pk for one in boards])
        kinds = [TopicKind.QUESTION, TopicKind.DISCUSSION, TopicKind.POLL]
        kind: Any = self.fields["kind"]
        kind.choices = [(one.value, one.label) for one in (kinds + [TopicKind.ANNOUNCEMENT] * may_announce)]
        self.initial.setdefault("kind", TopicKind.QUESTION)

    @property
    def thing(self) -> Any:
        """What it is about, where that is something that the writer may see."""
        return thing_called(str(self["about"].value() or ""), self.viewer)

    def clean_about(self) -> Any:
        return self.thing

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        board, about = data.get("board"), data.get("about")
        if board and about and within(board.audience, about.audience) == NOBODY:
            self.add_error("board", _("Nobody sees both this board and what you ask about. Choose another board."))
        return data

    def go_on_with(self, draft: PostDraft | None) -> None:
        """Show what was begun, unless something has been sent."""
        if draft is None or self.is_bound:
            return
        kept = QueryDict(mutable=True)
        for name, values in draft.fields.items():
            kept.setlist(name, values)
        for name, field in self.fields.items():
            if name in kept or isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
                self.initial[name] = field.widget.value_from_datadict(kept, MultiValueDict(), name)
        self.initial["key"] = draft.key


class BookmarkForm(forms.Form):
    """A note to oneself, and a day: one is reminded that morning."""

    note = forms.CharField(label=gettext_lazy("Note to yourself"), max_length=300, required=False)
    remind_on = forms.DateField(
        label=gettext_lazy("Remind me on"),
        help_text=gettext_lazy("Leave it empty if you do not want a reminder."),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    @staticmethod
    def initial_of(bookmark: Bookmark | None) -> dict[str, Any]:
        if bookmark is None:
            return {}
        day = timezone.localdate(bookmark.remind_at) if bookmark.remind_at else None
        return {"note": bookmark.note, "remind_on": day}

    def clean_remind_on(self) -> date | None:
        day: date | None = self.cleaned_data["remind_on"]
        if day and "remind_on" in self.changed_data and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day

    @property
    def moment(self) -> datetime | None:
        day = self.cleaned_data["remind_on"]
        return timezone.make_aware(datetime.combine(day, MORNING)) if day else None


class CloseForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why is it closed?"), max_length=200, required=False)


class PinForm(forms.ModelForm[Topic]):
    pinned = forms.ChoiceField(label=gettext_lazy("Pinned"), choices=Pinned.choices, required=False, widget=Choices)
    pinned_until = forms.DateField(
        label=gettext_lazy("Until and including"),
        help_text=gettext_lazy("Leave it empty for no end."),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Topic
        fields = ("pinned", "pinned_until")

    def clean_pinned_until(self) -> date | None:
        until: date | None = self.cleaned_data["pinned_until"]
        if until and until < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a day that is still to come."))
        return until


class ConsentForm(forms.Form):
    attribution = forms.ChoiceField(
        label=gettext_lazy("What may stand under your words?"), choices=Attribution.choices, widget=Choices,
        error_messages={"required": gettext_lazy("Choose what may stand under your words.")},
    )  # fmt: skip


class HideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it hidden?"),
        help_text=gettext_lazy("The writer reads this, and the other moderators."),
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        error_messages={"required": gettext_lazy("Write why, so that the writer knows.")},
    )
