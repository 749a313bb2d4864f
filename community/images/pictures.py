"""From a camera's file to the sizes that are shown: upright, in sRGB, without EXIF (and so the place)."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from .checks import UNREADABLE, Refused, file_name, open_picture
from .presets import ORIGINAL_SIDE, QUALITY, WIDTHS


@dataclass(frozen=True)
class PreparedPicture:
    """A picture that was checked and drawn anew, ready to be stored. Holds no byte of what was sent."""

    name: str
    extension: str
    content_type: str
    width: int
    height: int
    original: bytes
    presets: dict[str, bytes]


_one_at_a_time = Lock()
"""Each may take hundreds of megabytes: a process that serves many never draws two at once."""


def prepare_picture(file: Any, widths: Mapping[str, int] = WIDTHS) -> PreparedPicture:
    """Check a picture and draw it in every preset. Takes the processor's time: call it outside a transaction.

    Only the first image of an animation is kept. Raises Refused.
    """
    if isinstance(file, PreparedPicture):
        return file
    with _one_at_a_time:
        image = open_picture(file)
        try:
            return _drawn(file_name(file), image, widths)
        except UNREADABLE:
            raise Refused(
                _("The picture is damaged and cannot be read to its end. Try another copy."), code="damaged"
            ) from None


def _drawn(name: str, image: Image.Image, widths: Mapping[str, int]) -> PreparedPicture:
    # libwebp's first method is as good as its second for photographs, and quicker; for drawings it is not.
    method = 1 if image.format in {"JPEG", "MPO"} else 2
    image = _upright(image)
    extension, content_type, original = _encoded(image)
    size, presets = image.size, {}
    for preset, width in sorted(widths.items(), key=lambda item: -item[1]):
        image = _narrowed(image, width)
        presets[preset] = _webp(image, method)
    return PreparedPicture(name, extension, content_type, *size, original, presets)


def _upright(image: Image.Image) -> Image.Image:
    """Decoded as small as will do (a JPEG is read at a fraction of its size), turned as it was held."""
    image.draft(None, (ORIGINAL_SIDE, ORIGINAL_SIDE))
    profile = image.info.get("icc_profile")
    has_alpha = image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info
    if image.mode in {"P", "PA", "1"} or "transparency" in image.info:
        # Of these Pillow would leave out points instead of mixing them, and thin lines with them.
        image = image.convert("RGBA" if has_alpha else "RGB")
    image.thumbnail((ORIGINAL_SIDE, ORIGINAL_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    return _in_srgb(image, profile).convert("RGBA" if has_alpha else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones photograph in wider colours; without their profile these would look dull."""
    if not profile or image.mode not in {"RGB", "RGBA"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _encoded(image: Image.Image) -> tuple[str, str, bytes]:
    if image.mode == "RGBA":
        return "webp", "image/webp", _webp(image, method=2, quality=90)
    out = BytesIO()
    image.save(out, "JPEG", quality=88)
    return "jpg", "image/jpeg", out.getvalue()


def _webp(image: Image.Image, method: int, quality: int = QUALITY) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=quality, method=method, exif=b"", icc_profile=b"")
    return out.getvalue()
