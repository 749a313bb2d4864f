"""The form of a resource."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Resource, ResourceFile
from community.images.checks import file_name
from community.images.forms import DocumentField
from community.images.models import Upload
from community.networks.forms import StepField
from community.ui.forms import MarkdownTextarea

from .contribution import ROWS, TAGS_HELP, ContributionForm, PartForm, UploadField, open_for_errors

HELP = {
    "title": gettext_lazy("What is it called, as a colleague would search for it?"),
    "summary": gettext_lazy("What is it for, and who uses it?"),
    "about": gettext_lazy("How do you use it, step by step? What should others know?"),
    "licence": gettext_lazy("CC BY 4.0: others may use and change it, and say where it comes from."),
    "licence_words": gettext_lazy("Only if you chose «Another one, in words» above. Then it is needed."),
    "owner": gettext_lazy("The organisation that made it. Empty, it is your own."),
    "group_size": gettext_lazy("For example: 4–8 people"),
    "prerequisites": gettext_lazy("What must be in place, or known, before one begins?"),
    "link": gettext_lazy("Where it lies, if it is not a file here. Begins with https://"),
    "checked_on": gettext_lazy("When did somebody last see that it is right?"),
    "change_note": gettext_lazy(
        "Those who use the version before read this. Needed when the files or the link are other than they were."
    ),
    "tags": TAGS_HELP,
}
WHY_ACCESSIBLE = gettext_lazy("For example the Word file of a PDF, or a text without pictures.")
STATEMENT = gettext_lazy("How accessible the file is")
WHY_STATEMENT = gettext_lazy(
    "Needed if you have no accessible version. For example: The PDF is tagged. The figures have no alternative text."
)


class ResourceFileForm(PartForm):
    """A file that is there: another one can take its place, and an accessible one can stand beside it."""

    accessible = UploadField(Upload.objects.none(), to_field_name="key", required=False)
    replacement = DocumentField(label=gettext_lazy("A newer file in its place"), required=False)
    new_accessible = DocumentField(
        label=gettext_lazy("An accessible version of it"), required=False, help_text=WHY_ACCESSIBLE
    )
    UPLOADS = ("upload", "accessible")
    FILES = {"replacement": "upload", "new_accessible": "accessible"}

    def clean(self) -> dict[str, Any]:
        """A title that is but the name of the file on the page gives way to that of the file that is there now. Where
        none is, since it was taken away on another page, a newer one needs none to take the place of."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        newer = data.get("replacement")
        if newer and self.errors.pop("upload", None):
            self.fields["upload"].required = False
        there = data.get("upload") or newer
        if there and data.get("title") == self._name_on_the_page:
            data["title"] = file_name(there)
        return data

    @property
    def _name_on_the_page(self) -> str:
        held, key = self.there.get("upload"), str(self["upload"].data)
        if held and str(held.key) == key:
            return held.name
        try:
            return Upload.objects.values_list("name", flat=True).get(key=key)
        except (Upload.DoesNotExist, ValidationError):
            return ""

    class Meta:
        model = ResourceFile
        fields = ("upload", "accessible", "title", "statement")
        labels = {"statement": STATEMENT}
        help_texts = {"statement": WHY_STATEMENT}


class ResourceForm(ContributionForm):
    """What it is, its files, and what others must know to use it."""

    step = StepField()
    link = forms.URLField(
        label=gettext_lazy("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
        help_text=HELP["link"],
    )
    new_file_accessible = DocumentField(
        label=gettext_lazy("An accessible version of it"), required=False, help_text=WHY_ACCESSIBLE
    )
    new_file_statement = forms.CharField(label=STATEMENT, required=False, max_length=300, help_text=WHY_STATEMENT)
    CHOSEN = ("new_file", "new_file_accessible")
    UNCHOSEN = ("kind", "licence", "time")
    IN_SIGHT = ("themes", "audience", "licence_words", "link", "change_note", "new_file", "files",
                "new_file_title", "new_file_accessible", "new_file_statement")  # fmt: skip

    class Meta:
        model = Resource
        fields = (
            "title", "summary", "kind", "licence", "licence_words", "link", "change_note", "themes", "audience",
            "about", "prerequisites", "language", "step", "owner", "year", "time", "group_size", "checked_on",
            "status", "tags",
        )  # fmt: skip
        widgets = {
            **dict.fromkeys(Resource.MARKDOWN, MarkdownTextarea),
            "checked_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "year": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = HELP
        formsets = {"files": {"form": ResourceFileForm, "extra": 0, **ROWS}}

    def __init__(self, *args: Any, instance: Resource, **kwargs: Any) -> None:
        prefetch_related_objects(list(instance.files.all()), "upload__text", "accessible")
        super().__init__(*args, instance=instance, **kwargs)
        if self.instance.live and not self.instance.has_unpublished_changes:
            self.initial["change_note"] = ""  # that of the version before says nothing of the next one
        self.fields["audience"].label = _("Who may see the resource?")

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is yet to come. Write the day that it was checked."))
        return day

    def say_what_is_missing(self, missing: Mapping[str, Any]) -> None:
        """What a file lacks is said beside that file."""
        super().say_what_is_missing({name: message for name, message in missing.items() if name != "files"})
        for row in self.formsets["files"].forms if "files" in missing else ():
            if not row.instance.accessible_id and not row.instance.statement.strip():
                open_for_errors(row)
                row.add_error("statement", missing["files"])
