"""Everybody was told of everything, on a day when they might see it: what they no longer may is told them no more,
neither among their notices nor by mail."""

from django.utils import timezone

from cases.models import Experience
from cases.notices import WAITS
from community.members.models import User
from community.notifications import mail
from community.notifications.fan_out import pick_up
from community.notifications.models import Event, Notice
from tests.factories.notices import PROBE

from .world import World


def everything(world: World) -> None:
    pick_up()
    people = [person for person in world.cast.values() if person]
    for thing in [thing for thing in world.things.values() if isinstance(thing, Experience)]:
        for kind in (WAITS, PROBE):
            told(thing, kind, people)
    Notice.objects.update(mail_due_at=timezone.now())
    mail.write()


def told(thing: Experience, kind: str, people: list[User]) -> None:
    now, group = timezone.now(), f"experience:{thing.pk}"
    event = Event.objects.create(kind=kind, subject_type="cases.experience", subject_id=thing.pk, handled_at=now)
    Notice.objects.bulk_create(Notice(user=person, event=event, kind=kind, group=group) for person in people)
