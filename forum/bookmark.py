"""Marking a post for oneself, with a note and a day to be reminded."""

from datetime import datetime

from django.db import transaction

from community.members.models import User
from community.notifications.events import record

from .models import Bookmark, Post
from .notices import REMIND


@transaction.atomic
def bookmark(post: Post, *, note: str = "", remind_at: datetime | None = None, by: User) -> Bookmark:
    """Mark it, or change the note and the hour. Only the hour that was said last reminds."""
    before = Bookmark.objects.filter(user=by, post=post).first()
    kept, _made = Bookmark.objects.update_or_create(user=by, post=post, defaults={"note": note, "remind_at": remind_at})
    if remind_at and (before is None or before.remind_at != remind_at):
        record(REMIND, kept, by=None, at=remind_at, hour=int(remind_at.timestamp()))
    return kept


@transaction.atomic
def unmark(post: Post, *, by: User) -> None:
    Bookmark.objects.filter(user=by, post=post).delete()
