"""The ways into the library through Wagtail's admin."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from wagtail.models import Collection, UploadedFile

from community.access.audience import MEMBERS, PUBLIC
from community.images import pictures
from community.images.models import LibraryDocument, Picture
from community.members.models import User
from community.publishing.library import sweep_set_aside
from tests.factories.images import a_document, a_phones_photo, a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def admin(administrator: User, client: Client) -> Client:
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    client.force_login(administrator)
    return client


def the_form(file: Any, **data: Any) -> dict[str, Any]:
    root = Collection.get_first_root_node()
    return {"title": "Kai", "collection": root.pk, "audience": PUBLIC, "tags": "", "description": "", **data,
            "file": file}  # fmt: skip


def telling(media: Path) -> list[Path]:
    """Files that tell what camera took the picture, and so where."""
    return [path for path in media.rglob("*") if path.is_file() and b"Telefon" in path.read_bytes()]


def test_of_one_picture_nothing_is_kept_that_tells_its_place(admin: Client, media: Path) -> None:
    assert admin.post("/admin/images/add/", the_form(a_phones_photo())).status_code == 302
    assert Picture.objects.get().audience == PUBLIC
    assert telling(media) == []


def test_of_many_pictures_at_once_neither_and_members_alone_see_them_so_far(admin: Client, media: Path) -> None:
    root = Collection.get_first_root_node()
    sent = {"title": "Kai", "collection": root.pk, "files[]": a_phones_photo()}
    answer = admin.post("/admin/images/multiple/add/", sent).json()
    assert answer["success"] and "image_id" in answer
    assert Picture.objects.get().audience == MEMBERS
    assert not UploadedFile.objects.exists()
    assert telling(media) == []


def test_many_documents_at_once_are_for_members_so_far(admin: Client) -> None:
    root = Collection.get_first_root_node()
    sent = {"title": "Avtale", "collection": root.pk, "files[]": a_document()}
    assert admin.post("/admin/documents/multiple/add/", sent).json()["success"]
    assert LibraryDocument.objects.get().audience == MEMBERS


def set_aside(by: User) -> UploadedFile:
    kind = ContentType.objects.get_for_model(Picture)
    return UploadedFile.objects.create(for_content_type=kind, file=a_phones_photo(), uploaded_by_user=by)


def test_what_wagtail_had_set_aside_is_drawn_anew_when_it_is_taken_in(
    admin: Client, administrator: User, media: Path
) -> None:
    left = set_aside(administrator)
    named = {f"uploaded-image-{left.pk}-{name}": value for name, value in the_form("").items()}
    assert admin.post(f"/admin/images/multiple/create_from_uploaded_image/{left.pk}/", named).json()["success"]
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (300, 400)
    assert telling(media) == []


def test_what_nobody_came_back_for_is_swept_after_a_day(administrator: User, media: Path) -> None:
    left = set_aside(administrator)
    assert sweep_set_aside() == 0
    day = timedelta(days=1, minutes=1).total_seconds()
    file = media / left.file.name
    os.utime(file, (file.stat().st_mtime - day,) * 2)
    assert sweep_set_aside() == 1
    assert not UploadedFile.objects.exists() and telling(media) == []


def test_no_transaction_waits_while_a_picture_is_drawn(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    depths, draw = [], pictures._drawn

    def watched(*parts: Any) -> Any:
        depths.append(len(connection.savepoint_ids))
        return draw(*parts)

    monkeypatch.setattr(pictures, "_drawn", watched)
    outside = len(connection.savepoint_ids)
    admin.post("/admin/images/add/", the_form(a_picture()))
    assert Picture.objects.exists()
    assert depths == [outside]


def test_a_member_cannot_have_the_admin_draw(client: Client, author: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_drawn", lambda *_parts: pytest.fail("it was drawn"))
    client.force_login(author)
    assert client.post("/admin/images/add/", the_form(a_picture())).status_code == 403


REPLACED = [("images", Picture, a_picture), ("documents/edit", LibraryDocument, a_document)]


@pytest.mark.parametrize(("where", "model", "a_file"), REPLACED, ids=["picture", "document"])
def test_a_file_that_is_replaced_goes_when_the_change_is_kept(
    admin: Client, where: str, model: Any, a_file: Any, django_capture_on_commit_callbacks: Any
) -> None:
    thing = model.objects.create(title="Kai", file=a_file())
    before = thing.file.name
    with django_capture_on_commit_callbacks() as afterwards:
        answer = admin.post(f"/admin/{where}/{thing.pk}/", the_form(a_file()))
    assert answer.status_code == 302, answer.context["form"].errors
    assert default_storage.exists(before)
    for callback in afterwards:
        callback()
    thing.refresh_from_db()
    assert not default_storage.exists(before) and default_storage.exists(thing.file.name)
