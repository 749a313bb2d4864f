"""What the forms of all contributions have in common. The rules are in `policy`, the saving in the verbs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from django import forms
from django.core.signing import Signer
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.forms import BaseChildFormSet, ClusterForm

from cases.choices import audiences
from cases.complete import MESSAGES, always_needed
from cases.models import Contribution
from community.access.viewer import ANONYMOUS, Viewer
from community.images.forms import DocumentField
from community.images.models import Upload
from community.networks.models import Theme
from community.publishing.models.authored import WRITTEN_IN
from community.publishing.vocabulary.suggest import as_called_today
from community.ui.forms import Chips, Choices, SeveralOf
from community.ui.navigation import language_name

MAX_TAGS = 10
LONGEST_TAG = 60
MOST_ROWS = 12
"""Measures, pictures or files of each."""
TAGS_HELP = gettext_lazy("Words that others would search for, with commas between them.")


class RowForm(forms.ModelForm[Any]):
    """A row of the form. It may name one that is gone by now, taken away by an earlier save: then it is a new one."""

    def add_error(self, field: str | None, error: Any) -> None:
        if field != "id":
            super().add_error(field, error)

    @property
    def is_taken_away(self) -> bool:
        return bool(self["DELETE"].data)


class UploadField(forms.ModelChoiceField[Upload]):
    """Names the upload that the row had when the page was opened. Another may have taken its place since, or come
    beside it, from another page: that one stays, and the draft's version tells that somebody was there."""

    widget = forms.HiddenInput
    held: Upload | None = None

    def to_python(self, value: Any) -> Upload | None:
        try:
            named: Upload | None = super().to_python(value)
        except forms.ValidationError:
            if self.held is None:
                raise
            return self.held
        return named or self.held


class PartForm(RowForm):
    """A picture or file that is there already: its words can be changed, its upload cannot be another's."""

    upload = UploadField(
        Upload.objects.none(),
        to_field_name="key",
        label=gettext_lazy("File"),
        error_messages={"invalid_choice": gettext_lazy("It has been taken away on another page. Choose it once more.")},
    )
    UPLOADS: tuple[str, ...] = ("upload",)
    """The hidden fields that name uploads."""
    FILES: Mapping[str, str] = {}
    """The fields in which a file can be chosen, with the column whose upload it becomes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.UPLOADS:
            if getattr(self.instance, f"{name}_id"):
                field = cast(UploadField, self.fields[name])
                field.held = getattr(self.instance, name)
                self.initial[name] = field.held.key

    @property
    def has_content(self) -> bool:
        return bool(self.instance.upload_id)

    @property
    def there(self) -> Mapping[str, Upload]:
        """The uploads that the draft holds, by their fields, whatever was chosen since."""
        return {name: held for name in self.UPLOADS if (held := cast(UploadField, self.fields[name]).held)}


class RowFormSet(BaseChildFormSet):
    """Whoever claims to send a hundred thousand rows is not read to the end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.absolute_max = MOST_ROWS + 1
        super().__init__(*args, **kwargs)


ROWS = {"formset": RowFormSet, "can_order": False, "max_num": MOST_ROWS}


class ContributionForm(ClusterForm):
    """The whole form: what a draft holds. A title is needed, but when the page saves by itself (`by_itself`).

    One field that is wrong holds nothing else back: `save` takes what is right, and `faults` are the rest.
    """

    audience = forms.ChoiceField(label=gettext_lazy("Who may see it?"), widget=Choices)
    themes = SeveralOf(
        label=gettext_lazy("Theme"),
        queryset=Theme.objects.all(),
        required=False,
        widget=Chips,
    )
    new_file = DocumentField(label=gettext_lazy("Add a file"), required=False)
    new_file_title = forms.CharField(label=gettext_lazy("What is the file called?"), required=False, max_length=150)
    PARTS: tuple[str, ...] = ("files",)
    """The formsets whose rows are pictures and files."""
    CHOSEN: tuple[str, ...] = ("new_file",)
    """The fields in which a new picture or file is chosen."""
    UNCHOSEN: tuple[str, ...] = ()
    """Choices for which nothing is a choice too."""
    IN_SIGHT: tuple[str, ...] = ("themes", "audience")
    """What is not folded away, besides the short form."""

    def __init__(self, *args: Any, by_itself: bool = False, viewer: Viewer = ANONYMOUS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self._say_who_may_see()
        self._say_whence_the_themes_are()
        self._keep_uploads_at_home()
        self._sign_what_is_kept()
        self.fields["tags"].widget.attrs["data-suggest-url"] = reverse("home:tag_suggest")
        self.fields["language"].choices = [(code, language_name(code)) for code, _name in WRITTEN_IN]
        self.fields["title"].required = not by_itself
        self.fields["title"].error_messages["required"] = MESSAGES["title"]
        for name in self.UNCHOSEN:
            self.fields[name].choices = [("", _("Not chosen")), *self.fields[name].choices[1:]]

    def save(self, commit: bool = False) -> Any:
        """The draft as the form says it, rows included; what is wrong stays in it as it was. A row that a page sends
        a second time, since it did not know that it was stored the first time, takes the place of that one instead
        of standing beside it."""
        draft: Contribution = self.instance
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
    def needed(self) -> tuple[str, ...]:
        """The fields that are marked as needed: those without which it cannot be sent in."""
        return always_needed(type(self.instance))

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
        in_sight = {*self.instance.SHORT_FORM, *self.IN_SIGHT, ""}
        kept = [name for name in self.CHOSEN if self.fields[name].widget.kept]
        return any(form.errors for form in self.parts) or bool({*self.errors, *noted, *kept} - in_sight)

    def _say_who_may_see(self) -> None:
        choices = audiences(self.instance.network)
        self.fields["audience"].choices = [(key, name) for key, name, _words in choices]
        self.fields["audience"].widget.choice_help = {key: words for key, _name, words in choices}

    def _say_whence_the_themes_are(self) -> None:
        if self.instance.pk is None and not self.is_bound and self.instance.themes.all():
            self.fields["themes"].help_text = _(
                "Chosen are the themes of what you wrote last. Change what does not fit."
            )

    def _keep_uploads_at_home(self) -> None:
        """Only what is in the draft already can be named by a picture's or file's hidden key."""
        at_home = Upload.objects.filter(pk__in=[upload.pk for upload in self.instance.uploads])
        for form in self._part_forms():
            for name in form.UPLOADS:
                form.fields[name].queryset = at_home

    def _sign_what_is_kept(self) -> None:
        """A file that is kept for the next time that the page is sent is the person's own, and this text's alone."""
        text = f"{self.instance.KIND} {self.instance.idempotency_key or self.instance.pk}"
        signer = Signer(salt=f"kept for {self.viewer.user_id} in {text}")
        for form, name in self._file_fields():
            form.fields[name].signer = signer

    def clean_tags(self) -> list[str]:
        tags = [tag.strip() for tag in self.cleaned_data["tags"]]
        if any(len(tag) > LONGEST_TAG for tag in tags):
            raise forms.ValidationError(_("A tag has 60 characters at most. Have you forgotten a comma?"))
        if len(tags) > MAX_TAGS:
            raise forms.ValidationError(_("Ten tags at most. Take away some."))
        return as_called_today(tags, self.viewer)

    @property
    def chosen(self) -> list[tuple[Any, Any]]:
        """The fields in which a picture or file was chosen, with what it is."""
        return [
            (form.fields[name], file)
            for form, name in self._file_fields()
            if (file := getattr(form, "cleaned_data", {}).get(name))
        ]

    def say_that_the_text_is_saved(self) -> None:
        """A file that is refused takes nothing with it, and whoever chose it is told so."""
        for form, name in self._file_fields():
            if name in form.errors:
                said = [f"{message} {_('Your text is saved.')}" for message in form.errors[name]]
                form.errors[name] = self.error_class(said, renderer=self.renderer)

    @property
    def row_files(self) -> list[tuple[Any, str, Any]]:
        """What was chosen in the rows: the row, its column, and the file."""
        rows = [form for form in self._part_forms() if not form.is_taken_away and form.is_valid()]
        return [
            (form.instance, column, form.cleaned_data[name])
            for form in rows
            for name, column in form.FILES.items()
            if form.cleaned_data.get(name)
        ]

    def _part_forms(self) -> Iterator[Any]:
        for name in self.PARTS:
            yield from self.formsets[name].forms

    def _file_fields(self) -> Iterator[tuple[Any, str]]:
        yield from ((self, name) for name in self.CHOSEN)
        yield from ((form, name) for form in self._part_forms() for name in form.FILES)

    def say_what_is_missing(self, missing: Mapping[str, Any]) -> None:
        """Show messages beside the fields of a form that was saved and is shown again, or of one that is wrong."""
        open_for_errors(self)
        for name, message in missing.items():
            if name not in self.errors:
                self.add_error(name, message)


def open_for_errors(form: Any) -> None:
    """A form that nobody has sent takes no messages by itself."""
    if not form.is_bound:
        form._errors = ErrorDict(renderer=form.renderer)
        form.cleaned_data = {}
