"""Pictures and files of a contribution. An upload belongs to one contribution and is seen by whoever sees that."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from community.images.models import Upload, UploadKind
from community.images.storage import files_with_rows
from community.images.text import ask_for_text
from community.images.uploads import digest, store
from community.members.models import User

from .models import Contribution, Experience, ExperienceFile, ExperiencePicture, Resource, ResourceFile

Row = ExperiencePicture | ExperienceFile | ResourceFile


def attach(draft: Contribution, data: dict[str, Any], *, by: User) -> None:
    """Store what was chosen in the form, and put it into the draft; saving the draft keeps it. What the draft holds
    already is not put in twice, since a page may be sent a second time: it is called what was written last."""
    if isinstance(draft, Experience) and (picture := data.get("new_picture")):
        words = {"alt_text": data["new_picture_alt"].strip()}
        _put(draft.pictures, partial(ExperiencePicture, **words), _stored(picture, by), words)
    if file := data.get("new_file"):
        said, upload = data.get("new_file_title", "").strip()[:150], _stored(file, by)
        row = partial(_row(draft, data, by), title=said or upload.name)
        _put(draft.files, row, upload, {"title": said} if said else {})


def attach_to_rows(draft: Contribution, chosen: Iterable[tuple[Any, str, Any]], *, by: User) -> None:
    """Put files in the place of those in rows, or beside them: the row, its column, and the file. One that stands there
    already stays: the page may be sent a second time. A title that is but the old file's name becomes the new one's. A
    row that was taken away on another page comes back with the file."""
    for row, column, file in chosen:
        held, upload = getattr(row, column, None), _stored(file, by)
        if held and (held.sha256, held.name) == (upload.sha256, upload.name):
            _let_go(upload, held)
            continue
        setattr(row, column, upload)
        if column == "upload" and held and row.title == held.name:
            row.title = upload.name
        if column == "upload" and not held:
            row.sort_order = len(draft.files.all())
            draft.files.add(row)


def keep_for_later(chosen: Iterable[tuple[Any, Any]], *, by: User) -> None:
    """Store what was chosen on a page that is shown again, each in its field: it goes along when the page is sent. The
    draft does not hold it before that."""
    with files_with_rows():
        for field, file in chosen:
            field.keep(store(file, by=by))


def brings_other_files(draft: Contribution, chosen: Iterable[tuple[Any, Any]]) -> bool:
    """Whether something was chosen that the draft does not hold already."""
    held = {upload.sha256 for upload in draft.uploads}
    return any(digest(file) not in held for _field, file in chosen)


def _put(parts: Any, row: Callable[..., Row], upload: Upload, words: dict[str, str]) -> None:
    held = list(parts.all())
    same = next((part for part in held if part.upload.sha256 == upload.sha256), None)
    if same is None:
        parts.add(row(upload=upload, sort_order=len(held)))
        return
    _let_go(upload, same.upload)
    for name, value in words.items():
        setattr(same, name, value)
    parts.add(same)


def _let_go(upload: Upload, held: Upload) -> None:
    if upload.pk != held.pk:
        upload.delete()  # its files go with the nightly sweep


def _row(draft: Contribution, data: dict[str, Any], by: User) -> Any:
    """What makes a row for a file; that of a resource says how everyone can read it."""
    if not isinstance(draft, Resource):
        return ExperienceFile
    file = data.get("new_file_accessible")
    accessible = _stored(file, by) if file else None
    return partial(ResourceFile, accessible=accessible, statement=data.get("new_file_statement", "").strip())


def _stored(file: Any, by: User) -> Upload:
    """A file is found by the text in it too."""
    upload = store(file, by=by)
    if upload.kind == UploadKind.FILE:
        ask_for_text(upload)
    return upload
