"""Uploads that nothing holds any more. Only the rooms know what they hold: each registers from `AppConfig.ready`."""

from collections.abc import Callable, Collection
from datetime import timedelta

from django.utils import timezone

from .models import Upload

AT_ONCE = 500
"""So many at a time: a database takes only so many values in one question."""

Held = Callable[[], Collection[int]]
_held: list[Held] = []


def register(held: Held) -> None:
    """`held` gives the ids of all uploads that the room's things hold, in drafts and earlier versions too."""
    _held.append(held)


def delete_unused(older_than: timedelta = timedelta(hours=24)) -> int:
    """Delete uploads that no thing has held for a day, files and all; their number. Runs once a day."""
    written = Upload.objects.filter(created_at__lt=timezone.now() - older_than)
    unused = set(written.values_list("pk", flat=True))
    for held in _held:
        unused -= set(held())
    delete(unused)
    return len(unused)


def delete(uploads: Collection[int]) -> None:
    """Delete uploads by their ids. What a row still names is protected by it."""
    ids = sorted(uploads)
    for start in range(0, len(ids), AT_ONCE):
        Upload.objects.filter(pk__in=ids[start : start + AT_ONCE]).delete()
