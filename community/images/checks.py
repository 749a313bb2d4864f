"""What may be uploaded, judged by what the file holds and never by what it says it is.

Each refusal is a sentence for the one who uploads: what is wrong, and what would do.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from .signatures import DOCUMENTS, DocumentType, is_heic, is_one_scan, is_svg, unpacked_size

AnyFile = Any
"""A Django File: what a form hands over, or what lies in storage."""

LARGEST: int = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
LARGEST_UNPACKED = 300 * 1024**2
MEGAPIXELS = {"JPEG": 64, "PNG": 24, "GIF": 24, "AVIF": 20, "WEBP": 15}
"""By format, so that no picture takes 300 MB at its highest. A JPEG is read at a fraction of its size; for each pixel
of the others, reading takes 9 bytes (PNG, GIF), 14 (AVIF) or 18 (WebP), measured with transparency."""
MEGAPIXELS_IN_SCANS = 32
"""Of a JPEG stored in several passes, which are all held until the last is read: up to 8 bytes a pixel."""
SLACK = 1.03
"""A phone of «64 megapixels» gives up to 64.5 million."""
LONGEST_NAME = 150
TOO_LARGE = _("The file is %(size)s MB. The limit is %(limit)s MB.")

FORMATS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
_OPENED = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_ENDINGS = {"jpg": {"jpg", "jpeg", "jpe", "jfif"}}

UNREADABLE = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, EOFError, MemoryError,
    RuntimeError, UnidentifiedImageError,
)  # fmt: skip
"""What Pillow raises on damaged files."""


class Refused(ValidationError):
    """The file may not be uploaded; the message says why and what would do."""


@dataclass(frozen=True)
class CheckedDocument:
    extension: str
    content_type: str


def file_name(file: AnyFile) -> str:
    """The name to show: without folders or control characters, and not too long."""
    name = re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", PurePath((file.name or "").replace("\\", "/")).name)
    stem, dot, ending = name.rpartition(".")
    if dot and len(name) > LONGEST_NAME:
        name = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return name[:LONGEST_NAME] or "fil"


def check_size(file: AnyFile) -> None:
    if not file.size:
        raise Refused(_("The file is empty. Choose another one."), code="empty")
    if file.size > LARGEST:
        raise Refused(TOO_LARGE, code="size", params=size_and_limit(-(-file.size // 1024**2)))


def size_and_limit(size: int | str) -> dict[str, int | str]:
    return {"size": size, "limit": LARGEST // 1024**2}


def open_picture(file: AnyFile) -> Image.Image:
    """The picture, its header read and judged, nothing decoded yet. Raises Refused."""
    check_size(file)
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if is_heic(head):
        raise Refused(
            _(
                "The picture is in Apple's HEIC format, which few can open. Send it as JPEG: on an iPhone, choose "
                "Settings, Camera, Formats, Most compatible; or e-mail the picture to yourself and use that one."
            ),
            code="heic",
        )
    if is_svg(head):
        raise Refused(_("SVG drawings cannot be used. Save the drawing as PNG."), code="svg")
    image = _opened(file)
    _check_pixels(image, file)
    _check_ending(file_name(file), FORMATS[image.format or ""])
    return image


def _opened(file: AnyFile) -> Image.Image:
    try:
        return Image.open(file, formats=_OPENED)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(MEGAPIXELS["JPEG"]) from None
    except UNREADABLE:
        raise Refused(
            _("This cannot be read as a picture. Use JPEG, PNG, WebP, GIF or AVIF; if it is one, it is damaged."),
            code="unreadable",
        ) from None


def _check_pixels(image: Image.Image, file: AnyFile) -> None:
    name = "JPEG" if image.format == "MPO" else image.format or ""
    most = MEGAPIXELS[name]
    if name == "JPEG" and not is_one_scan(file):
        most = MEGAPIXELS_IN_SCANS
    if image.width * image.height > most * SLACK * 1_000_000:
        raise _too_many_pixels(most)


def _too_many_pixels(most: int) -> Refused:
    message = _("The picture has too many pixels. The limit is %(limit)s megapixels; save it smaller and try again.")
    return Refused(message, code="pixels", params={"limit": most})


def _check_ending(name: str, real: str) -> None:
    """A wrong ending is refused rather than mended: it is most often the wrong file."""
    ending = PurePath(name).suffix.lstrip(".").lower()
    if ending and ending not in _ENDINGS.get(real, {real}):
        raise Refused(
            _("The name ends in .%(ending)s, but the picture is in the format %(real)s. Rename it to .%(real)s."),
            code="ending",
            params={"ending": ending[:10], "real": real},
        )


def check_document(file: AnyFile) -> CheckedDocument:
    """What a file other than a picture is: one of the allow-list, by ending and content both. Raises Refused."""
    check_size(file)
    ending = PurePath(file_name(file)).suffix.lstrip(".").lower()
    wanted = DOCUMENTS.get(ending)
    if wanted is None:
        raise Refused(
            _("Files of this kind cannot be shared here. Use PDF, Word, Excel, PowerPoint, OpenDocument, CSV or text."),
            code="kind",
        )
    if not _is(file, wanted):
        raise Refused(
            _("The name ends in .%(ending)s, but the file holds something else. Open it and save it again."),
            code="ending",
            params={"ending": ending},
        )
    if unpacked_size(file) > LARGEST_UNPACKED:
        raise Refused(
            _("The file unpacks to more than %(limit)s MB. Take pictures or empty rows out of it, and save it again."),
            code="unpacked",
            params={"limit": LARGEST_UNPACKED // 1024**2},
        )
    return CheckedDocument(ending, wanted.content_type)


def _is(file: AnyFile, wanted: DocumentType) -> bool:
    file.seek(0)
    try:
        return wanted.holds(file)
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return False
    finally:
        file.seek(0)
