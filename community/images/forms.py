"""Form fields that take pictures and documents, with the refusal beside the field."""

from typing import Any

from django import forms
from django.utils.functional import lazy

from .checks import LARGEST, TOO_LARGE, check_document, size_and_limit
from .pictures import PreparedPicture, prepare_picture
from .signatures import DOCUMENTS
from .text import check_open


def _too_large() -> str:
    return str(TOO_LARGE) % size_and_limit("{size}")


LIMIT = {"data-largest": str(LARGEST), "data-too-large": lazy(_too_large, str)()}
"""For the page, which need not send what is refused anyway (`size.js`)."""


class PictureField(forms.FileField):
    """Cleans to a PreparedPicture (hand it to `store_picture`): checked and drawn before any transaction begins."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", None)
        super().__init__(**kwargs)
        # Without HEIC in the list, an iPhone sends JPEG by itself.
        self.widget.attrs |= LIMIT
        self.widget.attrs.setdefault("accept", "image/jpeg,image/png,image/webp,image/gif,image/avif")

    def clean(self, data: Any, initial: Any = None) -> PreparedPicture | Any:
        file = _uploaded(self, data, initial)
        return prepare_picture(file) if file not in (None, initial) else file


class DocumentField(forms.FileField):
    """Cleans to the uploaded file (hand it to `store_file`)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= LIMIT
        self.widget.attrs.setdefault("accept", ",".join(f".{ending}" for ending in DOCUMENTS))

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = _uploaded(self, data, initial)
        if file not in (None, initial):
            check_document(file)
            check_open(file)
        return file


def _uploaded(field: forms.FileField, data: Any, initial: Any) -> Any:
    """The file, or None where none was sent and none is needed. An empty file is refused by the checks."""
    field.allow_empty_file = True
    return forms.FileField.clean(field, data, initial) or None
