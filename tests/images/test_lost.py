"""A disk cannot take back a file as a database takes back a row: what is left behind is found afterwards."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from community.images import lost
from community.images.models import LibraryDocument, Picture
from tests.factories.images import a_document, a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def two_days_later(media: Path) -> None:
    for file in media.rglob("*.*"):
        os.utime(file, (file.stat().st_atime, file.stat().st_mtime - 2 * 24 * 3600))


def files(media: Path) -> set[str]:
    return {file.relative_to(media).as_posix() for file in media.rglob("*") if file.is_file()}


def test_what_a_failed_change_left_is_swept_and_what_a_row_names_is_kept(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost, "AT_ONCE", 2)
    Picture.objects.create(title="Kai", file=a_picture()).draw()
    LibraryDocument.objects.create(title="Avtale", file=a_document())
    kept = files(media)
    with pytest.raises(RuntimeError), transaction.atomic():
        Picture.objects.create(title="Bro", file=a_picture("bro.jpg")).draw()
        LibraryDocument.objects.create(title="Plan", file=a_document("plan.pdf"))
        raise RuntimeError
    left = files(media) - kept
    assert len(kept) >= 3 and len(left) >= 3
    assert lost.sweep_lost() == 0 and files(media) == kept | left
    two_days_later(media)
    assert lost.sweep_lost() == len(left) and files(media) == kept


def test_what_is_none_of_the_librarys_is_left_alone(media: Path) -> None:
    default_storage.save("logoer/kommune.svg", ContentFile(b"<svg/>"))
    two_days_later(media)
    assert lost.sweep_lost() == 0 and files(media) == {"logoer/kommune.svg"}
