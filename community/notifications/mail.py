"""The worker's part in telling by mail: whose notices are due, written into the outbox once and marked with it."""

import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.access.viewer import viewers_for
from community.members.models import User
from community.worker.periodic import DATABASE_AWAY

from . import lines
from .letters import Letter, letters
from .models import Notice, Preference

logger = logging.getLogger(__name__)

BATCH = 5_000
"""People at a time, at most: each time costs the same queries, whoever they are."""
NOTICES = 20_000
"""Looked through for them, so that no batch is larger than a worker's memory."""
A_ROUND = 100
"""Batches after which the worker looks to its other work."""
LATER = timedelta(hours=1)
GIVEN_UP = timedelta(days=2)
"""After what happened, where its mail cannot be made."""


def write() -> int:
    """Write all mail that is due, and say how much. Safe to run in several workers at once."""
    written, before = 0, None
    for _batch in range(A_ROUND):
        people = list(dict.fromkeys(due().values_list("user", flat=True)[:NOTICES]))[:BATCH]
        # The same people again: another worker is at it, or they were reading meanwhile. The next round sees to them.
        if not people or people == before:
            break
        written, before = written + _try(people), people
    return written


def due() -> QuerySet[Notice]:
    """What is to be told by mail now. In this order, or the database walks through all that anybody was ever told."""
    return Notice.objects.filter(mail_due_at__lte=timezone.now()).order_by("mail_due_at")


def _try(people: Sequence[int]) -> int:
    """A mail that cannot be made keeps nobody else's waiting: it is put off, and at last given up."""
    try:
        return _write(people)
    except DATABASE_AWAY:
        raise
    except Exception:
        if len(people) > 1:
            half = len(people) // 2
            return _try(people[:half]) + _try(people[half:])
        logger.exception("The mail to person %s cannot be made", people[0])
        now = timezone.now()
        waiting = Notice.objects.filter(user=people[0], mail_due_at__lte=now)
        waiting.filter(created_at__lte=now - GIVEN_UP).update(mail_due_at=None)
        waiting.update(mail_due_at=now + LATER)
        return 0


def _write(people: Sequence[int]) -> int:
    """As many queries for a hundred people as for one. All is made before anything is locked."""
    notices = list(due().filter(user__in=people).select_related("event").order_by("pk"))
    made = _made(people, notices)
    with transaction.atomic():
        ours = _still_ours(notices)
        whole = [letter for letter in made if ours.issuperset(letter.notices)]
        told = {pk for letter in whole for pk in letter.notices}
        get_connection().send_messages([letter.mail for letter in whole])
        Notice.objects.filter(pk__in=told).update(mailed_at=timezone.now(), mail_due_at=None)
        # The rest of what is ours has nothing to tell, or was overtaken: then it is looked at once more.
        nothing = ours - {pk for letter in made for pk in letter.notices}
        Notice.objects.filter(pk__in=nothing).update(mail_due_at=None)
    return len(whole)


def _still_ours(notices: Iterable[Notice]) -> set[int]:
    """Those that still wait, and that no other worker is about to send."""
    waiting = Notice.objects.filter(pk__in=[notice.pk for notice in notices], mail_due_at__isnull=False)
    return set(waiting.select_for_update(skip_locked=True).order_by("pk").values_list("pk", flat=True))


def _made(people: Sequence[int], notices: Sequence[Notice]) -> list[Letter]:
    lines.load(notices)
    users = {
        user.pk: user for user in User.objects.filter(pk__in=people)
    }  # `in_bulk` would ask again for each thousand
    viewers = viewers_for(users.values())
    chosen: dict[int, dict[str, str]] = {}
    for user_id, kind, frequency in Preference.objects.filter(user__in=people).values_list("user", "kind", "frequency"):
        chosen.setdefault(user_id, {})[kind] = frequency
    by_user: dict[int, list[Notice]] = {}
    for notice in notices:
        by_user.setdefault(notice.user_id, []).append(notice)
    return [
        letter
        for pk, own in by_user.items()
        if pk in viewers
        for letter in letters(users[pk], viewers[pk], own, chosen.get(pk, {}))
    ]
