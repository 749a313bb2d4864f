"""Everybody was told of everything, in a day when they might see it: what they no longer may is told them no more."""

from django.utils import timezone

from cases.models import Experience
from cases.notices import PROPOSED, PUBLISHED, SENT_BACK, WAITS
from community.members.models import User
from community.notifications.models import Event, Notice

from .world import World


def everything(world: World) -> None:
    people = [person for person in world.cast.values() if person]
    for thing in world.things.values():
        if isinstance(thing, Experience):
            for kind in (WAITS, SENT_BACK, PUBLISHED, PROPOSED):
                told(thing, kind, people)


def told(thing: Experience, kind: str, people: list[User]) -> None:
    event = Event.objects.create(
        kind=kind, subject_type="cases.experience", subject_id=thing.pk, handled_at=timezone.now()
    )
    group = f"experience:{thing.pk}"
    Notice.objects.bulk_create(Notice(user=person, event=event, kind=kind, group=group) for person in people)
