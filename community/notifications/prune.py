"""What is told once is not kept for ever: old notices are deleted, and then what nobody is told of any more."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .models import Event, Notice
from .read import lower_many

READ, UNREAD = timedelta(days=90), timedelta(days=365)
BATCH = 1000


def prune() -> int:
    """Delete notices read 90 days ago, or unread for a year, and events without any; say of how many rows. In steps,
    so that nobody waits long."""
    return sum(_in_steps(step) for step in (_read, _unread, _events))


def _in_steps(step: Callable[[], int]) -> int:
    deleted = 0
    while number := step():
        deleted += number
    return deleted


def _read() -> int:
    old = Notice.objects.filter(read_at__lt=timezone.now() - READ).values_list("pk", flat=True)[:BATCH]
    return Notice.objects.filter(pk__in=list(old)).delete()[0]


@transaction.atomic
def _unread() -> int:
    old = Notice.objects.unread().filter(created_at__lt=timezone.now() - UNREAD).select_for_update()
    rows = dict(old.order_by("pk").values_list("pk", "user")[:BATCH])
    if rows:
        lower_many(Counter(rows.values()))
    return Notice.objects.filter(pk__in=rows).delete()[0]


def _events() -> int:
    told = Exists(Notice.objects.filter(event=OuterRef("pk")))
    old = Event.objects.filter(~told, handled_at__lt=timezone.now() - READ).values_list("pk", flat=True)[:BATCH]
    return Event.objects.filter(pk__in=list(old)).delete()[0]
