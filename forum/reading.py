"""How far somebody has read, and what is unread to them."""

from collections import Counter
from typing import Any

from django.utils import timezone

from community.access.viewer import Viewer
from community.members.models import User
from community.notifications.read import seen

from .models import Reader, Topic, TopicReader
from .notices import topic_group

MOST = 1_000
"""Unread topics that are looked at to count them; beyond, a board has «more»."""


def unread(viewer: Viewer) -> Any:
    """Topics with something unread in them, newest first: a queryset, with `read_number` as `read_by` gives it."""
    return Topic.objects.visible_to(viewer).unread_by(viewer).order_by("-last_post_at", "-pk")


def unread_by_board(viewer: Viewer) -> dict[int, int]:
    """How many topics are unread on each board that has any: one query, whatever there is."""
    if viewer.is_anonymous:
        return {}
    return dict(Counter(unread(viewer).values_list("board_id", flat=True)[:MOST]))


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
