"""Offers the joined stylesheet to collectstatic and to the development server as if it were a file of ours."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, overload

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from community.ui import stylesheet


class StylesheetFinder(BaseFinder):
    """One more source of static files. The file is written where settings.UI_BUILD_DIR says, when a part is newer."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    @overload
    def find(self, path: str, find_all: Literal[False] = ...) -> str | None: ...
    @overload
    def find(self, path: str, find_all: Literal[True]) -> list[str]: ...
    def find(self, path: str, find_all: bool = False) -> str | list[str] | None:
        """The path on disk, as Django's finders answer."""
        if path != stylesheet.NAME:
            return [] if find_all else None
        written = str(self._written())
        return [written] if find_all else written

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self._written()
        yield stylesheet.NAME, FileSystemStorage(location=settings.UI_BUILD_DIR)

    def _written(self) -> Path:
        target = Path(settings.UI_BUILD_DIR) / stylesheet.NAME
        css = stylesheet.joined()
        if not target.exists() or target.read_text() != css:
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished = target.with_suffix(f".{os.getpid()}.tmp")
            unfinished.write_text(css)
            unfinished.replace(target)
        return target
