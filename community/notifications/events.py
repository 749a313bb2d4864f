import re
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from community.members.models import User

from .kinds import kind_called
from .models import Event

CODE = re.compile(r"[\w.:-]{1,40}")


def record(kind: str, subject: models.Model, *, by: User | None, at: datetime | None = None, **data: Any) -> Event:
    """Say that something happened: one row, in the transaction of the change itself; the worker tells of it.

    `data` holds ids and codes (numbers, lists of numbers, single words), never anybody's text: what is told is asked
    for when it is told. With `at` nobody is told before then.
    """
    return record_all([event(kind, subject, by=by, at=at, **data)])[0]


def record_all(events: list[Event]) -> list[Event]:
    """Several at once, in one statement."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An event is recorded in the transaction of its change.")
    return Event.objects.bulk_create(events)


def event(kind: str, subject: models.Model, *, by: User | None, at: datetime | None = None, **data: Any) -> Event:
    """What `record` would write, not yet written."""
    if kind_called(kind) is None:
        raise LookupError(f"No room has registered the kind {kind!r}")
    for name, value in data.items():
        if not all(_is_bare(one) for one in (value if isinstance(value, list | tuple) else [value])):
            raise TypeError(f"{name} holds a text, and an event holds only ids and codes")
    now = timezone.now()
    return Event(
        kind=kind,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        actor=by,
        data=data,
        created_at=now,
        due_at=at or now,
    )


def _is_bare(value: Any) -> bool:
    return value is None or isinstance(value, int) or (isinstance(value, str) and bool(CODE.fullmatch(value)))
