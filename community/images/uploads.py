"""A member's pictures and files: stored."""

from hashlib import sha256
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from .checks import check_document, file_name
from .models import Upload, UploadKind, upload_path
from .pictures import PreparedPicture, prepare_picture
from .storage import files_with_rows, preset_path, write


def store_picture(file: Any, *, by: AbstractBaseUser) -> Upload:
    """Keep a picture, drawn anew in every preset. `file` is what a form gives: an upload, or one already prepared.

    Raises Refused, and then nothing is stored. Prepare it before the transaction (`PictureField` does): drawing
    takes time, and on SQLite a transaction keeps all others waiting.
    """
    picture: PreparedPicture = prepare_picture(file)
    upload = Upload(
        kind=UploadKind.PICTURE,
        name=picture.name,
        extension=picture.extension,
        content_type=picture.content_type,
        width=picture.width,
        height=picture.height,
        uploaded_by_id=by.pk,
    )
    with files_with_rows():
        _keep(upload, picture.original)
        for preset, content in picture.presets.items():
            write(preset_path(upload, preset), content)
    return upload


def store_file(file: Any, *, by: AbstractBaseUser) -> Upload:
    """Keep a document of the allow-list, byte for byte. Raises Refused, and then nothing is stored."""
    checked = check_document(file)
    file.seek(0)
    upload = Upload(
        kind=UploadKind.FILE,
        name=file_name(file),
        extension=checked.extension,
        content_type=checked.content_type,
        uploaded_by_id=by.pk,
    )
    with files_with_rows():
        _keep(upload, file.read())
    return upload


def store(chosen: Any, *, by: AbstractBaseUser) -> Upload:
    """Keep what a field of a form gives: a picture, a document, or what is kept already."""
    if isinstance(chosen, Upload):
        return chosen
    return store_picture(chosen, by=by) if isinstance(chosen, PreparedPicture) else store_file(chosen, by=by)


def digest(chosen: Any) -> str:
    """The same for what a field gives as for the upload that it becomes."""
    if isinstance(chosen, Upload):
        return chosen.sha256
    if isinstance(chosen, PreparedPicture):
        return sha256(chosen.original).hexdigest()
    chosen.seek(0)
    return sha256(chosen.read()).hexdigest()


def _keep(upload: Upload, content: bytes) -> None:
    upload.size = len(content)
    upload.sha256 = sha256(content).hexdigest()
    name = upload_path(upload, upload.name)
    write(name, content)
    upload.file.name = name
    upload.save()
