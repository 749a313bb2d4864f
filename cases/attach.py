"""Pictures and files of an experience. An upload belongs to one experience and is seen by whoever sees that."""

from typing import Any

from community.images.uploads import store_file, store_picture
from community.members.models import User

from .models import Experience, ExperienceFile, ExperiencePicture


def attach(draft: Experience, data: dict[str, Any], *, by: User) -> None:
    """Store what was chosen in the form, and put it into the draft; saving the draft keeps it. What the draft holds
    already is not put in twice, since a page may be sent a second time: it is called what was written last."""
    if picture := data.get("new_picture"):
        words = {"alt_text": data["new_picture_alt"].strip()}
        _put(draft.pictures, ExperiencePicture(upload=store_picture(picture, by=by), **words), words)
    if file := data.get("new_file"):
        said = data.get("new_file_title", "").strip()
        words = {"title": said[:150]} if said else {}
        _put(draft.files, ExperienceFile(upload=store_file(file, by=by), title=(said or file.name)[:150]), words)


def _put(parts: Any, new: ExperiencePicture | ExperienceFile, words: dict[str, str]) -> None:
    held = list(parts.all())
    same = next((part for part in held if part.upload.sha256 == new.upload.sha256), None)
    if same is None:
        new.sort_order = len(held)
        parts.add(new)
        return
    new.upload.delete()  # its files go with the nightly sweep
    for name, value in words.items():
        setattr(same, name, value)
    parts.add(same)
