"""Pictures and files of an experience. An upload belongs to one experience and is seen by whoever sees that."""

from typing import Any

from community.images.uploads import store_file, store_picture
from community.members.models import User

from .models import Experience, ExperienceFile, ExperiencePicture


def attach(draft: Experience, data: dict[str, Any], *, by: User) -> None:
    """Store what was chosen in the form, and put it into the draft; saving the draft keeps it."""
    if picture := data.get("new_picture"):
        draft.pictures.add(
            ExperiencePicture(upload=store_picture(picture, by=by), alt_text=data["new_picture_alt"].strip())
        )
    if file := data.get("new_file"):
        title = data.get("new_file_title", "").strip() or file.name
        draft.files.add(ExperienceFile(upload=store_file(file, by=by), title=title[:150]))
