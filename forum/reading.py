"""How far somebody has read, and what is unread to them."""

from typing import Any

from django.db.models import Count
from django.utils import timezone

from community.access.audience import NOBODY
from community.access.viewer import Viewer
from community.members.models import User
from community.notifications.read import seen
from community.ui.pagination import Part, first_of
from community.ui.prepared import prepared

from .models import Reader, Topic, TopicReader
from .muted import Asker, as_values, hearing_of, viewer_with
from .notices import topic_group

ORDER = ("-last_post_at", "-pk")
MOST = 200
"""Unread topics of each audience that are counted, the newest: beyond, a number tells nobody anything."""


def unread(viewer: Viewer) -> Any:
    """Topics with something unread in them."""
    return Topic.objects.visible_to(viewer).unread_by(viewer)


def unread_by_board(viewer: Viewer) -> dict[int, int]:
    """How many topics are unread on each board that has any: one query, whatever there is."""
    if viewer.is_anonymous:
        return {}
    return dict(_unread_by_board(as_values(viewer), mutes=hearing_of(viewer).mutes))


@prepared
def _unread_by_board(asker: Asker, *, mutes: bool) -> Any:
    viewer = viewer_with(asker, mutes=mutes)
    each = Part(unread(viewer.holding(NOBODY)), ORDER, stand_in=NOBODY, values=sorted(viewer.keys))
    return first_of(Topic, [each], MOST).order_by().values_list("board").annotate(n=Count("pk"))


def mark_read(topic: Topic, number: int, *, by: User) -> None:
    """Note that a post was on somebody's screen; reading backwards takes nothing back. With the last one read, nothing
    that they were told of the topic is new to them any more."""
    number = min(number, topic.last_number)
    row, made = TopicReader.objects.get_or_create(topic=topic, user=by, defaults={"number": number})
    if not made and row.number < number:
        TopicReader.objects.filter(pk=row.pk, number__lt=number).update(number=number)
    if number >= topic.last_number:
        seen(by, topic_group(topic.pk))


def mark_all_read(*, by: User) -> None:
    Reader.objects.update_or_create(user=by, defaults={"read_until": timezone.now()})
