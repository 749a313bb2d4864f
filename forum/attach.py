"""Pictures and files of a post. An upload belongs to one post and is seen by whoever sees that."""

from typing import Any

from community.images.text import ask_for_text
from community.images.uploads import store_file, store_picture
from community.members.models import User

from .models import Post, PostUpload


def attach(post: Post, data: dict[str, Any], *, by: User) -> None:
    """Store what was chosen in the form with a post. One that has uploads has got them already: a second click."""
    if not (data.get("new_picture") or data.get("new_file")) or post.uploads.exists():
        return
    if picture := data.get("new_picture"):
        PostUpload.objects.create(
            post=post, upload=store_picture(picture, by=by), words=data["new_picture_alt"].strip()
        )
    if file := data.get("new_file"):
        upload = store_file(file, by=by)
        ask_for_text(upload)
        PostUpload.objects.create(post=post, upload=upload, words=file.name[:150])


def held() -> set[int]:
    """The ids of all uploads that posts hold, those out of sight too: a post can be brought back."""
    return set(PostUpload.objects.values_list("upload_id", flat=True))
