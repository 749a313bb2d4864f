"""Pictures and files of a contribution. An upload belongs to one contribution and is seen by whoever sees that."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from community.images.models import Upload
from community.images.text import ask_for_text
from community.images.uploads import store_file, store_picture
from community.members.models import User

from .models import Contribution, Experience, ExperienceFile, ExperiencePicture, Resource, ResourceFile

Row = ExperiencePicture | ExperienceFile | ResourceFile


def attach(draft: Contribution, data: dict[str, Any], *, by: User) -> None:
    """Store what was chosen in the form, and put it into the draft; saving the draft keeps it. What the draft holds
    already is not put in twice, since a page may be sent a second time: it is called what was written last."""
    if isinstance(draft, Experience) and (picture := data.get("new_picture")):
        words = {"alt_text": data["new_picture_alt"].strip()}
        _put(draft.pictures, partial(ExperiencePicture, **words), store_picture(picture, by=by), words)
    if file := data.get("new_file"):
        said = data.get("new_file_title", "").strip()[:150]
        row = partial(_row(draft, data, by), title=said or file.name[:150])
        _put(draft.files, row, _stored(file, by), {"title": said} if said else {})


def attach_to_rows(chosen: Iterable[tuple[Any, str, Any]], *, by: User) -> None:
    """Put files in the place of those in rows, or beside them: the row, its column, and the file."""
    for row, column, file in chosen:
        setattr(row, column, _stored(file, by))


def _put(parts: Any, row: Callable[..., Row], upload: Upload, words: dict[str, str]) -> None:
    held = list(parts.all())
    same = next((part for part in held if part.upload.sha256 == upload.sha256), None)
    if same is None:
        parts.add(row(upload=upload, sort_order=len(held)))
        return
    upload.delete()  # its files go with the nightly sweep
    for name, value in words.items():
        setattr(same, name, value)
    parts.add(same)


def _row(draft: Contribution, data: dict[str, Any], by: User) -> Any:
    """What makes a row for a file; that of a resource says how everyone can read it."""
    if not isinstance(draft, Resource):
        return ExperienceFile
    file = data.get("new_file_accessible")
    accessible = _stored(file, by) if file else None
    return partial(ResourceFile, accessible=accessible, statement=data.get("new_file_statement", "").strip())


def _stored(file: Any, by: User) -> Upload:
    """It is found by the text in its files too."""
    upload = store_file(file, by=by)
    ask_for_text(upload)
    return upload
