"""Pictures and files of an experience. An upload belongs to one experience and is seen by whoever sees that."""

from collections.abc import Iterable
from typing import Any

from community.images.models import Upload
from community.images.uploads import store_file, store_picture
from community.members.models import User

from .models import Experience, ExperienceFile, ExperiencePicture


def attach(draft: Experience, data: dict[str, Any], *, by: User) -> None:
    """Store what was chosen in the form, and put it into the draft; saving the draft keeps it. What the draft holds
    already is not put in twice: a page may be sent a second time."""
    if (picture := data.get("new_picture")) and (upload := _new(store_picture(picture, by=by), draft.pictures.all())):
        place = len(draft.pictures.all())
        draft.pictures.add(ExperiencePicture(upload=upload, alt_text=data["new_picture_alt"].strip(), sort_order=place))
    if (file := data.get("new_file")) and (upload := _new(store_file(file, by=by), draft.files.all())):
        title = data.get("new_file_title", "").strip() or file.name
        draft.files.add(ExperienceFile(upload=upload, title=title[:150], sort_order=len(draft.files.all())))


def _new(upload: Upload, parts: Iterable[ExperiencePicture | ExperienceFile]) -> Upload | None:
    """The upload, or None where one of the parts has the same content."""
    if any(part.upload.sha256 == upload.sha256 for part in parts):
        upload.delete()  # its files go with the nightly sweep
        return None
    return upload
