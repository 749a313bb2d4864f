"""The form of an experience."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Experience, ExperienceFile, ExperiencePicture, Measure, Resource
from cases.querysets import NEWEST_FIRST
from community.images.forms import PictureField
from community.ui.forms import Chips, MarkdownTextarea, SeveralOf

from .contribution import ROWS, TAGS_HELP, ContributionForm, PartForm, RowForm

MOST_PEOPLE = 10_000_000
OFFERED = 30
"""Resources among which a writer chooses what they used."""

HELP = {
    "title": gettext_lazy("Say what you did, not what the project is called."),
    "need": gettext_lazy("What was difficult, for whom, and how did you know?"),
    "action": gettext_lazy("What did you do? Write it so that others can try."),
    "happened": gettext_lazy("Figures if you have any. «No change» is an answer too."),
    "not_worked": gettext_lazy("This is what others read first. You may be honest."),
    "goal": gettext_lazy("What did you want to reach?"),
    "conditions": gettext_lazy("What must others have in place for this to work?"),
    "tags": TAGS_HELP,
}


class FigureField(forms.DecimalField):
    """A figure as Norwegians write it: «1 234,5», with any kind of space, and with a point for the comma."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        written = "".join(str(value or "").split()).replace("−", "-")
        return super().to_python(written.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        return number_format(value.normalize(), force_grouping=True) if isinstance(value, Decimal) else value


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


class PictureForm(PartForm):
    class Meta:
        model = ExperiencePicture
        fields = ("upload", "alt_text", "caption")


class FileForm(PartForm):
    class Meta:
        model = ExperienceFile
        fields = ("upload", "title")


class ExperienceForm(ContributionForm):
    """Five fields in sight, and all that can be added later."""

    resources = SeveralOf(
        label=gettext_lazy("Methods and templates that we used"),
        queryset=Resource.objects.none(),
        required=False,
        widget=Chips,
    )
    new_picture = PictureField(label=gettext_lazy("Add a picture"), required=False)
    new_picture_alt = forms.CharField(label=gettext_lazy("What does the picture show?"), required=False, max_length=300)
    PARTS = ("pictures", "files")
    CHOSEN = ("new_picture", "new_file")
    UNCHOSEN = ("again", "decision", "cost")

    class Meta:
        model = Experience
        fields = (
            *Experience.SHORT_FORM, "themes", "audience", "language", "summary", "goal", "conditions", "otherwise",
            "again", "hypothesis", "trial_who", "trial_duration", "observation", "decision", "cost", "working_time",
            "time_to_effect", "tags", "resources",
        )  # fmt: skip
        widgets = dict.fromkeys(Experience.MARKDOWN, MarkdownTextarea)
        help_texts = HELP
        formsets = {
            "measures": {"form": MeasureForm, "extra": 1, **ROWS},
            "pictures": {"form": PictureForm, "extra": 0, **ROWS},
            "files": {"form": FileForm, "extra": 0, **ROWS},
        }

    def __init__(self, *args: Any, by_itself: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, by_itself=by_itself, **kwargs)
        for row in self.formsets["measures"].forms:
            row.by_itself = by_itself
        self.fields["audience"].label = _("Who may see the experience?")
        self.fields["happened"].label = _("What happened?")
        self.fields["not_worked"].label = _("What did not work?")
        self.fields["again"].label = _("Would you do it again?")
        self._offer_resources()

    def _offer_resources(self) -> None:
        """The newest that the writer may see, and those that are chosen already."""
        field = self.fields["resources"]
        visible = Resource.objects.visible_to(self.viewer)
        newest = visible.current().order_by(*NEWEST_FIRST).values_list("pk", flat=True)[:OFFERED]
        chosen = [resource.pk for resource in self.instance.resources.all()]
        field.queryset = visible.filter(pk__in=[*newest, *chosen]).order_by("title")

    def clean_resources(self) -> list[Resource]:
        """What was chosen, and what another writer had chosen that this one does not see."""
        field: Any = self.fields["resources"]
        offered = {one.pk for one in field.queryset}
        unseen = [one for one in self.instance.resources.all() if one.pk not in offered]
        return [*self.cleaned_data["resources"], *unseen]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("new_picture") and not data.get("new_picture_alt", "").strip():
            self.add_error("new_picture_alt", _("Write what the picture shows, for those who cannot see it."))
        return data
