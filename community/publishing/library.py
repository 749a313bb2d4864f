"""How editors take pictures and documents into the library: the same checks as for members, and who may see them."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import UploadedFile

from community.access.audience import MEMBERS
from community.images.checks import check_document
from community.images.fields import draw_anew
from community.images.storage import remove

from .audiences import audience_field


class LibraryPictureField(WagtailImageField):
    """Cleans to the picture drawn anew, with the refusal beside the field."""

    def to_python(self, data: Any) -> Any:
        return draw_anew(data) if data else None


class LibraryForm(BaseCollectionMemberForm):
    """What the two forms have in common: who may see it, and the file that another takes the place of."""

    original_file: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "audience" in self.fields:
            self.fields["audience"] = audience_field(required=False)

    def clean_audience(self) -> str:
        """Where nobody has said it yet (many come in at once, and are described afterwards), not everyone."""
        return self.cleaned_data["audience"] or MEMBERS

    def save(self, commit: bool = True) -> Any:
        # Wagtail deletes the old file at once, and could not give it back if the change failed.
        replaced, self.original_file = self.original_file, None
        thing = super().save(commit=commit)
        if commit and replaced and "file" in self.changed_data:
            transaction.on_commit(partial(remove, replaced.name))
            self.replaced(thing)
        return thing

    def replaced(self, thing: Any) -> None:
        """The thing has another file now."""


class PictureForm(LibraryForm, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = LibraryPictureField(
                label=field.label, widget=field.widget, required=field.required, max_length=None
            )

    def replaced(self, thing: Any) -> None:
        thing.renditions.all().delete()
        transaction.on_commit(thing.draw, robust=True)


class LibraryDocumentForm(LibraryForm, BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_document(file)
        return file


def sweep_set_aside(older_than: timedelta = timedelta(hours=24)) -> int:
    """Remove what Wagtail set aside until its form is filled in, and nobody came back for; their number. Once a day."""
    swept = 0
    for left in UploadedFile.objects.iterator():
        try:
            is_new = default_storage.get_modified_time(left.file.name) > timezone.now() - older_than
        except OSError:
            is_new = False
        if not is_new:
            remove(left.file.name)
            left.delete()
            swept += 1
    return swept
