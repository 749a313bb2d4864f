"""Were everybody told of everything that ever happened, nobody would learn what they may not know."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from community.notifications.mail import write
from community.notifications.models import Event, Notice
from community.notifications.views import SHOWN
from community.ui.pagination import key_after

from .expectations import ROLE_NAMES, may_know
from .reader import Reader
from .world import World

pytestmark = pytest.mark.django_db


@contextmanager
def all_are_told_of_all(world: World) -> Iterator[None]:
    with transaction.atomic():
        people = [person for person in world.cast.values() if person]
        events = list(Event.objects.order_by("pk"))
        Notice.objects.bulk_create(
            [
                Notice(user=one, event=event, kind=event.kind, group=f"of:{event.pk}")
                for event in events
                for one in people
            ],
            ignore_conflicts=True,
        )
        Notice.objects.update(mail_due_at=timezone.now(), read_at=None)
        told = {"forum.remind", "forum.moderated", "forum.flag_answered", "search.hit"}
        assert told <= {event.kind for event in events}
        yield
        transaction.set_rollback(True)


def learnt(world: World, role: str, said: bytes) -> set[str]:
    told = (world.canaries.told_by[word] for word in world.canaries.in_bytes(said))
    return {f"{role}: {one}" for one in told if not may_know(role, one.layer)}


def test_no_notice_tells_of_what_is_secret(world: World) -> None:
    leaks: set[str] = set()
    with all_are_told_of_all(world):
        for role in ROLE_NAMES[1:]:
            reader = Reader(world, role)
            own = Notice.objects.filter(user=world.person(role)).order_by("-pk").values_list("pk", flat=True)
            for key in ["", *(key_after(pk) for pk in own[SHOWN - 1 :: SHOWN])]:
                answer = reader.asks(f"/nb/varsler/?key={key}")
                assert answer.status == 200
                leaks |= learnt(world, role, answer.raw)
    assert not leaks, "\n".join(sorted(leaks))


def test_no_mail_tells_of_what_is_secret(world: World) -> None:
    roles = {person.email: role for role, person in world.cast.items() if person}
    with all_are_told_of_all(world):
        mail.outbox = []
        while write():
            pass
    assert {roles[address] for one in mail.outbox for address in one.to} == set(ROLE_NAMES[1:])
    leaks = {
        leak
        for one in mail.outbox
        for address in one.to
        for leak in learnt(world, roles[address], one.message().as_bytes() + one.body.encode())
    }
    assert not leaks, "\n".join(sorted(leaks))
