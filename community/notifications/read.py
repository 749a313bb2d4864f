"""Verbs of whoever has read: one notice, a group of them, all; and of what waits for nobody any more."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, Count, F, IntegerField, Model, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from community.members.models import User

from .models import Event, Notice, NoticeQuerySet


def seen(user: User | int, group: str) -> int:
    """The reader has read what a group of notices is about: none of them is new any more. At most two queries; none
    for a `User` who has no new notices at all."""
    if isinstance(user, User):
        return _read(Notice.objects.filter(group=group), user.pk) if user.unread_notices else 0
    return _read(Notice.objects.filter(group=group), user)


def mark_read(user: User, notice_ids: list[int]) -> int:
    """Some of one's own."""
    return _read(Notice.objects.filter(pk__in=notice_ids), user.pk)


def mark_all_read(user: User) -> int:
    return _read(Notice.objects.all(), user.pk)


@transaction.atomic
def _read(notices: NoticeQuerySet, user_id: int) -> int:
    number = notices.unread().filter(user=user_id).update(read_at=timezone.now(), mail_due_at=None)
    if number:
        lower(user_id, number)
    return number


@transaction.atomic
def settle(kind: str, group: str) -> int:
    """What people were told of has been dealt with by one of them: it is new to nobody any more."""
    waiting = Notice.objects.unread().filter(kind=kind, group=group)
    found = dict(waiting.select_for_update().order_by("pk").values_list("pk", "user_id"))
    if found:
        waiting.filter(pk__in=found).update(read_at=timezone.now(), mail_due_at=None)
        lower_many(Counter(found.values()))
    return len(found)


@transaction.atomic
def take_back(subject: Model) -> int:
    """Of what is gone for good, or hidden from all, nobody is told any more: neither what waits nor what was told."""
    events = Event.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    told = Notice.objects.filter(event__in=events)
    unread = Counter(told.unread().order_by("pk").values_list("user", flat=True))
    if unread:
        lower_many(unread)
    return told.delete()[0] + events.delete()[0]


def lower(user_id: int, number: int) -> None:
    User.objects.filter(pk=user_id).update(unread_notices=_less(Value(number)))


def lower_many(numbers: Mapping[int, int]) -> None:
    """The same for many people, each by their own number, in one query."""
    locked = User.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk")
    people = list(locked.values_list("pk", flat=True))
    each = Case(*(When(pk=pk, then=Value(number)) for pk, number in numbers.items()), output_field=IntegerField())
    User.objects.filter(pk__in=people).update(unread_notices=_less(each))


def _less(number: Combinable) -> Greatest:
    """A count that was wrong before keeps nobody from reading: it goes down to nothing, and no further."""
    return Greatest(F("unread_notices") - number, Value(0))


def recount() -> int:
    """Put every count right, and say how many were wrong. They are kept by increments; this is for accidents."""
    unread = Notice.objects.unread().filter(user=OuterRef("pk")).order_by().values("user").annotate(n=Count("pk"))
    right = Coalesce(Subquery(unread.values("n"), output_field=IntegerField()), Value(0))
    return User.objects.annotate(right=right).exclude(unread_notices=F("right")).update(unread_notices=F("right"))
