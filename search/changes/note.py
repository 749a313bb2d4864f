"""What has changed in the index, for the worker: one row for each thing, written in the transaction of the change."""

import time

from .models import SearchChange


def note(kind: str, object_id: str) -> None:
    """However often a thing changes before the worker comes, it is one change."""
    SearchChange.objects.bulk_create(
        [SearchChange(kind=kind, object_id=object_id, number=time.time_ns())],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["number"],
    )
