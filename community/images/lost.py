"""The library's files that no row names: their transaction failed, or the process died between the two."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import islice

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

from .storage import remove

FOLDERS = ("original_images", "images", "documents", "avatar_images", "wagtail_uploads")
"""Where Wagtail puts files. Members' own lie in folders with a key, which `storage.sweep_orphans` knows."""
AT_ONCE = 500


def sweep_lost(older_than: timedelta = timedelta(hours=24)) -> int:
    """Remove files that no column of any table names and that have lain for a day; their number. Runs once a day."""
    before, swept = time.time() - older_than.total_seconds(), 0
    for folder in FOLDERS:
        old = _older(folder, before)
        while names := set(islice(old, AT_ONCE)):
            for name in names - _named(names):
                remove(name)
                swept += 1
    return swept


def _older(folder: str, before: float) -> Iterator[str]:
    """The files of a folder and those below it, read as they come: a library may have any number."""
    with suppress(FileNotFoundError), os.scandir(default_storage.path(folder)) as entries:
        for entry in entries:
            name = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _older(name, before)
            elif entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < before:
                yield name


def _named(names: set[str]) -> set[str]:
    """Those of the files that a row of any model names."""
    named: set[str] = set()
    for model in apps.get_models():
        for column in model._meta.local_concrete_fields:
            if isinstance(column, FileField):
                rows = model._base_manager.filter(**{f"{column.attname}__in": names})
                named.update(rows.values_list(column.attname, flat=True))
    return named
