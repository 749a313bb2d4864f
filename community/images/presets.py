"""The sizes in which pictures are shown. No other is ever made, so nobody can have the server draw a thousand."""

from typing import Final

WIDTHS: Final[dict[str, int]] = {"small": 480, "medium": 960, "large": 1600}
"""Widest in pixels, by the preset's name; a smaller picture keeps its size."""

QUALITY: Final = 80
EXTENSION: Final = "webp"
CONTENT_TYPE: Final = "image/webp"

ORIGINAL_SIDE: Final = 2_000
"""The longest side of what is kept. Nobody is ever sent it; new presets can be made from it."""

PAGE_SPECS: Final = ("max-1312x1312|format-webp",)
"""Wagtail's renditions of the editors' pictures on pages: made when a picture is taken in."""

ADMIN_SPECS: Final = (
    "max-165x165", "max-800x600", "max-150x150", "max-400x400", "max-320x200", "fill-600x338",
)  # fmt: skip
"""Those that Wagtail's own admin shows."""
