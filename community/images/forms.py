"""Form fields that take pictures and documents, with the refusal beside the field.

A page cannot hold a file: what was chosen is gone when it is shown again. So a form that has a `signer` can keep it
meanwhile (`keep`), stored and named by a token, for whoever chose it and for what it was chosen for.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .checks import LARGEST, TOO_LARGE, check_document, size_and_limit
from .models import Upload
from .pictures import PreparedPicture, prepare_picture
from .signatures import DOCUMENTS
from .text import check_open


def _too_large() -> str:
    return str(TOO_LARGE) % size_and_limit("{size}")


def _at_most(said: Any) -> Any:
    return lazy(lambda: str(said) % size_and_limit(""), str)()


LIMIT = {"data-largest": str(LARGEST), "data-too-large": lazy(_too_large, str)()}
"""For the page, which need not send what is refused anyway (`size.js`)."""


@dataclass(frozen=True)
class Kept:
    name: str
    token: str


class FileInput(forms.FileInput):
    """Where a file is chosen. Below it the one that is kept stands as a choice, so that it can be let go of."""

    kept: Kept | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The file that was chosen, or else the token of the one that is kept."""
        return super().value_from_datadict(data, files, name) or data.get(f"{name}_kept")


class FileField(ABC, forms.FileField):
    """It says beforehand what it takes."""

    widget = FileInput
    signer: Signer | None = None
    allowed: Any
    """The types and the size, in words."""

    def __init__(self, **kwargs: Any) -> None:
        said = kwargs.get("help_text")
        kwargs["help_text"] = format_lazy("{} {}", said, self.allowed) if said else self.allowed
        super().__init__(**kwargs)
        self.widget.attrs |= LIMIT

    def keep(self, upload: Upload) -> None:
        """Show it as chosen. Nothing holds it yet: it goes after a day."""
        if self.signer:
            self.widget.kept = Kept(upload.name, self.signer.sign(str(upload.key)))

    def clean(self, data: Any, initial: Any = None) -> Any:
        """What was sent, or what was kept of it; None where neither is and none is needed."""
        if isinstance(data, str):
            return self._kept(data)
        self.allow_empty_file = True  # it is refused by the checks
        file = super().clean(data, initial) or None
        return file if file in (None, initial) else self.checked(file)

    @abstractmethod
    def checked(self, file: Any) -> Any:
        """What it cleans to. Raises Refused."""

    def _kept(self, token: str) -> Upload:
        try:
            key = self.signer.unsign(token) if self.signer else None
        except BadSignature:
            key = None
        upload = Upload.objects.filter(key=key).first() if key else None
        if upload is None:
            raise ValidationError(_("The file is kept no longer. Choose it once more."), code="gone")
        self.keep(upload)
        return upload


class PictureField(FileField):
    """Cleans to a PreparedPicture (hand it to `store_picture`), checked and drawn before any transaction begins; or to
    the Upload that was kept."""

    allowed = _at_most(gettext_lazy("JPEG, PNG, WebP, GIF or AVIF, %(limit)s MB at most."))

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", None)
        super().__init__(**kwargs)
        # Without HEIC in the list, an iPhone sends JPEG by itself.
        self.widget.attrs.setdefault("accept", "image/jpeg,image/png,image/webp,image/gif,image/avif")

    def checked(self, file: Any) -> PreparedPicture:
        return prepare_picture(file)


class DocumentField(FileField):
    """Cleans to the uploaded file (hand it to `store_file`), or to the Upload that was kept."""

    allowed = _at_most(gettext_lazy("PDF, Word, Excel, PowerPoint, OpenDocument, CSV or text, %(limit)s MB at most."))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("accept", ",".join(f".{ending}" for ending in DOCUMENTS))

    def checked(self, file: Any) -> Any:
        check_document(file)
        check_open(file)
        return file
