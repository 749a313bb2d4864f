"""Who must be told of what happened: decided by the worker, batch by batch, by what they may see at that moment."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.access.viewer import viewers_for
from community.members.models import User
from community.worker.periodic import DATABASE_AWAY

from .kinds import NoticeKind, kind_called, load_subjects
from .models import Event, MailTimes, Notice, Preference
from .when import DEFAULT, due

logger = logging.getLogger(__name__)

BATCH = 500
A_ROUND = 200
"""Events after which the worker looks to its other work."""
ATTEMPTS = 8
"""The last of them about four hours after the first."""


@dataclass(frozen=True)
class Telling:
    """One event, as it is told to each of a batch."""

    event: Event
    kind: NoticeKind
    group: str


def pick_up() -> int:
    """Tell of all that has happened and say of how much. Safe to run in several workers at once: each takes its own."""
    for number in range(A_ROUND):
        # Asked first, since a transaction takes SQLite's only write lock even where there is nothing to do.
        if not Event.objects.due().exists() or not _one():
            return number
    return A_ROUND


def _one() -> bool:
    """Take the oldest event that nobody has taken, whole or not at all."""
    event = None
    try:
        with transaction.atomic():
            event = Event.objects.due().select_for_update(skip_locked=True).first()
            if event is None:
                return False
            fan_out(event)
    except DATABASE_AWAY:
        raise
    except Exception:
        if event is None:
            raise
        logger.exception("Event %s (%s) could not be told of", event.pk, event.kind)
        _later(event)
    return True


def _later(event: Event) -> None:
    """One that fails must not keep those behind it waiting; it is tried again, later and later, and given up."""
    now = timezone.now()
    Event.objects.filter(pk=event.pk, handled_at=None).update(
        attempts=F("attempts") + 1,
        due_at=now + timedelta(minutes=2**event.attempts),
        handled_at=now if event.attempts + 1 >= ATTEMPTS else None,
    )


def fan_out(event: Event) -> int:
    """Tell of one event all who follow it and may see it, and say how many. Twice tells nobody twice."""
    load_subjects([event])
    kind = kind_called(event.kind)
    told = kind.tell(event) if kind else None
    number = 0
    if kind and told:
        telling = Telling(event, kind, told.group or f"{event.subject_type}:{event.subject_id}")
        for batch in _batches(_once_each(kind.recipients(event), event.actor_id)):
            number += _tell(telling, dict(batch))
    event.handled_at = timezone.now()
    event.save(update_fields=["handled_at"])
    return number


def _once_each(recipients: Iterable[tuple[int, str]], actor_id: int | None) -> Iterator[tuple[int, str]]:
    """Each person for the first reason that was given, and never the one who did it."""
    met = {actor_id}
    for user_id, reason in recipients:
        if user_id not in met:
            met.add(user_id)
            yield user_id, reason


def _batches(recipients: Iterator[tuple[int, str]]) -> Iterator[Sequence[tuple[int, str]]]:
    while batch := list(islice(recipients, BATCH)):
        yield batch


def _tell(telling: Telling, reasons: Mapping[int, str]) -> int:
    """One batch, in as many queries for five hundred people as for one."""
    people = User.objects.filter(pk__in=reasons, is_active=True).exclude(notices__event=telling.event)
    viewers = viewers_for(people.only("pk", "is_active", "municipality_id"))
    chosen = [pk for pk, viewer in viewers.items() if telling.kind.is_seen_by(viewer, telling.event)]
    if not chosen:
        return 0
    now = timezone.now()
    mail = _mail_due(telling, chosen, now)
    notices = [
        Notice(
            user_id=pk,
            event=telling.event,
            kind=telling.kind.name,
            group=telling.group,
            reason=reasons[pk],
            created_at=now,
            mail_due_at=mail.get(pk),
        )
        for pk in sorted(chosen)
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    count_unread(chosen, 1)
    return len(notices)


def _mail_due(telling: Telling, people: Sequence[int], now: datetime) -> dict[int, datetime | None]:
    kind = telling.kind
    if not kind.mails:
        return {}
    chosen = dict(Preference.objects.filter(user__in=people, kind=kind.name).values_list("user_id", "frequency"))
    times = MailTimes.objects.in_bulk(people)
    often = {pk: kind.frequency(telling.event, chosen.get(pk)) for pk in people}
    return {pk: due(often[pk], now, times.get(pk, DEFAULT)) for pk in people}


def count_unread(people: Sequence[int], by: int) -> None:
    """Raise the counts of many. Locked in one order, so that two workers never wait for each other."""
    locked = User.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    User.objects.filter(pk__in=list(locked.values_list("pk", flat=True))).update(
        unread_notices=F("unread_notices") + by
    )
