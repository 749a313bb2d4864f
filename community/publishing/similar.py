"""What else is like a text: asked for by rooms, answered by the search, which they do not know."""

from collections.abc import Callable
from typing import Any

from community.access.viewer import Viewer

Finder = Callable[[str, Viewer, str, int], list[Any]]
_finders: list[Finder] = []


def answered_by(finder: Finder) -> None:
    """Have a function answer in place of the one before."""
    _finders[:] = [finder]


def like(text: str, viewer: Viewer, kind: str, most: int) -> list[Any]:
    """Things of a kind that say nearly what a text says, the nearest first, among what the viewer may see."""
    return _finders[0](text, viewer, kind, most) if _finders else []
