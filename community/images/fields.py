"""The column of the library's pictures: whatever is put into it, by whichever form or script, is drawn anew first."""

from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .pictures import prepare_picture


class Drawn(ContentFile[bytes]):
    """A picture that `draw_anew` has made: the only content that the column keeps as it is."""


def draw_anew(file: Any) -> Drawn:
    """The picture upright, no larger than is of use, without the place where it was taken and without any byte of what
    was sent. Takes the processor's time: call it outside a transaction. Raises Refused."""
    if isinstance(file, Drawn):
        return file
    prepared = prepare_picture(file, widths={})
    stem = PurePath(prepared.name).stem or "bilde"
    return Drawn(prepared.original, name=f"{stem}.{prepared.extension}")


class DrawnFile(WagtailImageFieldFile):
    def save(self, name: str, content: Any, save: bool = True) -> None:
        content.name = content.name or name
        drawn = draw_anew(content)
        super().save(drawn.name, drawn, save)


class DrawnPictureField(WagtailImageField):
    attr_class = DrawnFile
