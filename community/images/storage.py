"""Files beside their rows: written with them, gone with them.

A database can take back a row and a disk cannot take back a file: what fails inside `files_with_rows` removes the
files it wrote, and `sweep_orphans` finds what a killed process left.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from .models import Upload
from .presets import EXTENSION

ROOT = "uploads"
_written: ContextVar[list[str] | None] = ContextVar("files_written", default=None)


def folder(upload: Upload) -> str:
    return f"{ROOT}/{upload.key.hex[:2]}/{upload.key.hex}"


def preset_path(upload: Upload, preset: str) -> str:
    return f"{folder(upload)}/{preset}.{EXTENSION}"


@contextmanager
def files_with_rows() -> Iterator[None]:
    """A transaction whose files go when it fails. Inside another such block the outermost decides."""
    if _written.get() is not None:
        with transaction.atomic():
            yield
        return
    written: list[str] = []
    token = _written.set(written)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for name in written:
            remove(name)
        raise
    finally:
        _written.reset(token)


def write(name: str, content: bytes) -> None:
    """Write a file under exactly this name. Call inside `files_with_rows`."""
    written = _written.get()
    if written is None:
        raise RuntimeError("write() outside files_with_rows()")
    written.append(name)
    saved = default_storage.save(name, ContentFile(content))
    if saved != name:
        written.append(saved)
        raise FileExistsError(name)


def remove(name: str) -> None:
    with suppress(OSError):
        default_storage.delete(name)


def remove_folder(path: str) -> None:
    """Take away an upload's files, and the folder where the storage has folders."""
    with suppress(OSError):
        for name in default_storage.listdir(path)[1]:
            remove(f"{path}/{name}")
    remove(path)


def sweep_orphans(older_than: timedelta = timedelta(hours=24)) -> int:
    """Remove folders of uploads that have no row and have lain for a day; their number. Runs once a day."""
    swept = 0
    for folders in _folders():
        known = set(Upload.objects.filter(key__in=folders.values()).values_list("key", flat=True))
        for path, key in folders.items():
            if key not in known and _is_older(path, older_than):
                remove_folder(path)
                swept += 1
    return swept


def _folders() -> Iterator[dict[str, UUID]]:
    """The uploads' folders with their keys, as many at a time as one query can ask for."""
    with suppress(FileNotFoundError):
        for first in default_storage.listdir(ROOT)[0]:
            found: dict[str, UUID] = {}
            for name in default_storage.listdir(f"{ROOT}/{first}")[0]:
                with suppress(ValueError):
                    found[f"{ROOT}/{first}/{name}"] = UUID(hex=name)
            yield found


def _is_older(path: str, age: timedelta) -> bool:
    return default_storage.get_modified_time(path) < timezone.now() - age
