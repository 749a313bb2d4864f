"""How editors take pictures and documents into the library: the same checks as for members, and who may see them."""

from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from community.images.checks import check_document
from community.images.pictures import prepare_picture

from .audiences import audience_field


class LibraryPictureField(WagtailImageField):
    """Keeps the picture drawn anew: upright, without the place where it was taken, and no byte of what was sent."""

    def to_python(self, data: Any) -> Any:
        if not data:
            return None
        prepared = prepare_picture(data)
        stem = PurePath(prepared.name).stem or "bilde"
        return ContentFile(prepared.original, name=f"{stem}.{prepared.extension}")


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = LibraryPictureField(
                label=field.label, widget=field.widget, required=field.required, max_length=None
            )
        if "audience" in self.fields:
            self.fields["audience"] = audience_field()

    def save(self, commit: bool = True) -> Any:
        picture = super().save(commit=commit)
        if commit and "file" in self.changed_data:
            picture.draw()
        return picture


class LibraryDocumentForm(BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "audience" in self.fields:
            self.fields["audience"] = audience_field()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_document(file)
        return file
