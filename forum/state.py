"""Closing, opening and pinning a topic."""

from datetime import date

from django.db import transaction

from community.members.models import User

from .index import LATER
from .log import log
from .models import ActKind, Topic, TopicState


@transaction.atomic
def close(topic: Topic, reason: str = "", *, by: User) -> Topic:
    """Nothing more is written in it; it stays to be read."""
    log(ActKind.CLOSE, topic, reason, post=topic.posts.get(number=1), by=by)
    return _set(topic, state=TopicState.CLOSED, closed_because=reason)


@transaction.atomic
def reopen(topic: Topic, *, by: User) -> Topic:
    log(ActKind.REOPEN, topic, by=by)
    solved = topic.solution_number is not None
    return _set(topic, state=TopicState.SOLVED if solved else TopicState.OPEN, closed_because="")


@transaction.atomic
def pin(topic: Topic, where: str, until: date | None = None, *, by: User) -> Topic:
    log(ActKind.PIN, topic, by=by)
    return _set(topic, pinned=where, pinned_until=until)


def _set(topic: Topic, **columns: object) -> Topic:
    Topic.objects.select_for_update().get(pk=topic.pk)
    Topic.objects.filter(pk=topic.pk).update(**columns, **LATER)
    topic.refresh_from_db()
    return topic
