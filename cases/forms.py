"""Input to clean data. The rules are in `policy`, the saving in the verbs."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.forms.utils import ErrorDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.forms import BaseChildFormSet, ClusterForm

from community.images.forms import DocumentField, PictureField
from community.images.models import Upload
from community.networks.models import Theme
from community.ui.forms import Chips, Choices, MarkdownTextarea, SeveralOf

from .choices import audiences
from .complete import MESSAGES
from .models import Experience, ExperienceFile, ExperiencePicture, Measure

MAX_TAGS = 10
LONGEST_TAG = 60
MOST_PEOPLE = 10_000_000
MOST_ROWS = 12
"""Measures, pictures or files of each."""

HELP = {
    "title": gettext_lazy("Say what you did, not what the project is called."),
    "need": gettext_lazy("What was difficult, for whom, and how did you know?"),
    "action": gettext_lazy("What did you do? Write it so that others can try."),
    "happened": gettext_lazy("Figures if you have any. «No change» is an answer too."),
    "not_worked": gettext_lazy("This is what others read first. You may be honest."),
    "goal": gettext_lazy("What did you want to reach?"),
    "conditions": gettext_lazy("What must others have in place for this to work?"),
    "tags": gettext_lazy("Words that others would search for, with commas between them."),
}


class FigureField(forms.DecimalField):
    """A figure as Norwegians write it: «1 234,5», with any kind of space, and with a point for the comma."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        written = "".join(str(value or "").split()).replace("−", "-")
        return super().to_python(written.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        return number_format(value.normalize(), force_grouping=True) if isinstance(value, Decimal) else value


class RowForm(forms.ModelForm[Any]):
    """A row of the form. It may name one that is gone by now, taken away by an earlier save: then it is a new one."""

    def add_error(self, field: str | None, error: Any) -> None:
        if field != "id":
            super().add_error(field, error)

    @property
    def is_taken_away(self) -> bool:
        return bool(self["DELETE"].data)


class MeasureForm(RowForm):
    """A row of figures: one that is all empty is none, one that holds something needs a name."""

    before = FigureField(label=gettext_lazy("Before"), required=False, max_digits=12, decimal_places=2)
    after = FigureField(label=gettext_lazy("After"), required=False, max_digits=12, decimal_places=2)
    by_itself = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["n"].validators.append(MaxValueValidator(MOST_PEOPLE))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.has_content and not self.by_itself and data.get("name") == "":
            self.add_error("name", _("Write what was measured."))
        return data

    @property
    def has_content(self) -> bool:
        return any(self[name].data not in (None, "", False) for name in self._meta.fields or ())

    class Meta:
        model = Measure
        fields = ("name", "unit", "before", "after", "no_effect", "period", "source", "n")


class PartForm(RowForm):
    """A picture or file that is there already: its words can be changed, its upload cannot be another's."""

    upload = forms.ModelChoiceField(Upload.objects.none(), to_field_name="key", widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.upload_id:
            self.initial["upload"] = self.instance.upload.key

    @property
    def has_content(self) -> bool:
        return bool(self.instance.upload_id)


class PictureForm(PartForm):
    class Meta:
        model = ExperiencePicture
        fields = ("upload", "alt_text", "caption")


class FileForm(PartForm):
    class Meta:
        model = ExperienceFile
        fields = ("upload", "title")


class RowFormSet(BaseChildFormSet):
    """Whoever claims to send a hundred thousand rows is not read to the end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.absolute_max = MOST_ROWS + 1
        super().__init__(*args, **kwargs)


ROWS = {"formset": RowFormSet, "can_order": False, "max_num": MOST_ROWS}


class ExperienceForm(ClusterForm):
    """The whole form: what a draft holds. A title is needed, but when the page saves by itself (`by_itself`).

    One field that is wrong holds nothing else back: `save` takes what is right, and `faults` are the rest.
    """

    audience = forms.ChoiceField(label=gettext_lazy("Who may see the experience?"), widget=Choices)
    themes = SeveralOf(
        label=gettext_lazy("Theme"),
        queryset=Theme.objects.all(),
        required=False,
        widget=Chips,
    )
    new_picture = PictureField(label=gettext_lazy("Add a picture"), required=False)
    new_picture_alt = forms.CharField(label=gettext_lazy("What does the picture show?"), required=False, max_length=300)
    new_file = DocumentField(label=gettext_lazy("Add a file"), required=False)
    new_file_title = forms.CharField(label=gettext_lazy("What is the file called?"), required=False, max_length=150)

    class Meta:
        model = Experience
        fields = (
            *Experience.SHORT_FORM, "themes", "audience", "language", "summary", "goal", "conditions", "otherwise",
            "again", "hypothesis", "trial_who", "trial_duration", "observation", "decision", "cost", "working_time",
            "time_to_effect", "tags",
        )  # fmt: skip
        widgets = dict.fromkeys(Experience.MARKDOWN, MarkdownTextarea)
        help_texts = HELP
        formsets = {
            "measures": {"form": MeasureForm, "extra": 1, **ROWS},
            "pictures": {"form": PictureForm, "extra": 0, **ROWS},
            "files": {"form": FileForm, "extra": 0, **ROWS},
        }

    def __init__(self, *args: Any, by_itself: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say_who_may_see()
        self._keep_uploads_at_home()
        self.fields["title"].required = not by_itself
        for row in self.formsets["measures"].forms:
            row.by_itself = by_itself
        self.fields["title"].error_messages["required"] = MESSAGES["title"]
        self.fields["happened"].label = _("What happened?")
        self.fields["not_worked"].label = _("What did not work?")
        self.fields["again"].label = _("Would you do it again?")
        for name in ("again", "decision", "cost"):
            self.fields[name].choices = [("", _("Not chosen")), *self.fields[name].choices[1:]]

    def save(self, commit: bool = False) -> Experience:
        """The draft as the form says it, rows included; what is wrong stays in it as it was. A row that a page sends
        a second time, since it did not know that it was stored the first time, takes the place of that one instead
        of standing beside it."""
        draft: Experience = self.instance
        self.save_cluster_m2m()
        for name, formset in self.formsets.items():
            if not formset.management_form.is_valid():
                continue
            rows = [form.instance for form in formset.forms if form.has_content and not form.is_taken_away]
            for place, row in enumerate(rows):
                row.sort_order = place
            getattr(draft, name).set(rows)
        return draft

    @property
    def parts(self) -> list[forms.BaseForm]:
        """The forms of measures, pictures and files, without what is taken away."""
        return [form for formset in self.formsets.values() for form in formset.forms if not form.is_taken_away]

    @property
    def faults(self) -> list[forms.BoundField]:
        """The fields that must be put right."""
        every: list[forms.BaseForm] = [self, *self.parts]
        return [bound for form in every for bound in form if bound.errors]

    def must_unfold(self, noted: Iterable[str]) -> bool:
        """Whether something is wrong, or is said of a field (`noted`), in what is folded away."""
        in_sight = {*Experience.SHORT_FORM, "themes", "audience", ""}
        return any(form.errors for form in self.parts) or bool({*self.errors, *noted} - in_sight)

    def _say_who_may_see(self) -> None:
        choices = audiences(self.instance.network)
        self.fields["audience"].choices = [(key, name) for key, name, _words in choices]
        self.fields["audience"].widget.choice_help = {key: words for key, _name, words in choices}

    def _keep_uploads_at_home(self) -> None:
        """Only what is in the draft already can be named by a picture's or file's hidden key."""
        for name in ("pictures", "files"):
            at_home = [part.upload_id for part in getattr(self.instance, name).all()]
            for form in self.formsets[name].forms:
                form.fields["upload"].queryset = Upload.objects.filter(pk__in=at_home)

    def clean_tags(self) -> list[str]:
        tags = [tag.strip() for tag in self.cleaned_data["tags"]]
        if any(len(tag) > LONGEST_TAG for tag in tags):
            raise forms.ValidationError(_("A tag has 60 characters at most. Have you forgotten a comma?"))
        if len(tags) > MAX_TAGS:
            raise forms.ValidationError(_("Ten tags at most. Take away some."))
        return tags

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("new_picture") and not data.get("new_picture_alt", "").strip():
            self.add_error("new_picture_alt", _("Write what the picture shows, for those who cannot see it."))
        self._say_what_must_be_chosen_again()
        return data

    def _say_what_must_be_chosen_again(self) -> None:
        """A page that is shown again cannot hold a file that was chosen on it: nobody shall think that it does."""
        if self.errors or any(not formset.is_valid() for formset in self.formsets.values()):
            for name in ("new_picture", "new_file"):
                if self.cleaned_data.get(name):
                    self.add_error(name, _("Choose it once more: it goes along when the rest is in order."))

    def say_that_the_text_is_saved(self) -> None:
        """A file that is refused takes nothing with it, and whoever chose it is told so."""
        for name in ("new_picture", "new_file"):
            if name in self.errors:
                said = [f"{message} {_('Your text is saved.')}" for message in self.errors[name]]
                self.errors[name] = self.error_class(said, renderer=self.renderer)

    def say_what_is_missing(self, missing: Mapping[str, Any]) -> None:
        """Show messages beside the fields of a form that was saved and is shown again."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data: dict[str, Any] = {}
        for name, message in missing.items():
            self.add_error(name, message)
