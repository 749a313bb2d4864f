from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404

from community.images.checks import Refused
from community.images.models import Upload
from community.images.presets import WIDTHS
from community.images.serve import serve_file, serve_picture
from community.images.storage import files_with_rows, preset_path, sweep_orphans
from community.images.uploads import store_file, store_picture
from community.members.models import User
from tests.factories.images import a_document, a_phones_photo, a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(media: Path) -> set[str]:
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def test_a_picture_is_kept_with_its_presets_beside_it(author: User, media: Path) -> None:
    upload = store_picture(a_phones_photo(), by=author)
    assert files(media) == {upload.file.name, *(preset_path(upload, preset) for preset in WIDTHS)}
    assert (upload.width, upload.height) == (300, 400)
    assert len(files(media)) == 4


def test_a_document_is_kept_byte_for_byte_under_its_own_name(author: User) -> None:
    upload = store_file(a_document("Avtale med verneombudet.pdf"), by=author)
    assert upload.file.read() == b"%PDF-1.7\n%%EOF\n"
    upload.file.close()
    assert upload.name == "Avtale med verneombudet.pdf"


def test_what_is_refused_leaves_neither_row_nor_file(author: User, media: Path) -> None:
    with pytest.raises(Refused):
        store_picture(a_picture("a.jpg", "GIF"), by=author)
    assert not Upload.objects.exists()
    assert not files(media)


def test_files_go_when_the_change_around_them_fails(author: User, media: Path) -> None:
    with pytest.raises(RuntimeError), files_with_rows():
        store_picture(a_picture(), by=author)
        raise RuntimeError("the power went")
    assert not files(media)


def test_files_of_a_transaction_taken_back_are_swept_after_a_day(author: User, media: Path) -> None:
    with transaction.atomic():
        store_picture(a_picture(), by=author)
        transaction.set_rollback(True)
    kept = store_file(a_document(), by=author)
    assert sweep_orphans() == 0
    assert sweep_orphans(timedelta(seconds=-5)) == 1
    assert files(media) == {kept.file.name}


def test_the_files_go_with_the_row(author: User, media: Path, django_capture_on_commit_callbacks: Any) -> None:
    upload = store_picture(a_picture(), by=author)
    with django_capture_on_commit_callbacks(execute=True):
        upload.delete()
    assert not files(media)


def test_a_picture_is_sent_as_webp_that_nobody_shares_or_sniffs(author: User) -> None:
    response = serve_picture(store_picture(a_picture(), by=author), "small")
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


@pytest.mark.parametrize("preset", ["original", "", "../original", "small.webp", "width-9999"])
def test_no_other_preset_is_sent(author: User, preset: str) -> None:
    upload = store_picture(a_picture(), by=author)
    with pytest.raises(Http404):
        serve_picture(upload, preset)


def test_a_document_is_always_a_download(author: User) -> None:
    response = serve_file(store_file(a_document('Årsplan "2014".pdf'), by=author))
    assert response["Content-Disposition"].startswith('attachment; filename="')
    assert "%C3%85rsplan%20%222014%22.pdf" in response["Content-Disposition"]
    response.close()


def test_a_picture_is_not_sent_as_a_file_nor_a_file_as_a_picture(author: User) -> None:
    with pytest.raises(Http404):
        serve_file(store_picture(a_picture(), by=author))
    with pytest.raises(Http404):
        serve_picture(store_file(a_document(), by=author), "small")


def test_a_file_lost_from_the_disk_is_not_found(author: User) -> None:
    upload = store_file(a_document(), by=author)
    default_storage.delete(upload.file.name)
    with pytest.raises(Http404):
        serve_file(upload)
