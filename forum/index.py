"""What can be found follows what is written: at once where fewer see it than before, else within seconds by the worker,
so that an answer waits for no index and fifty answers make one entry."""

from dataclasses import replace
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.publishing.registry import Kind, changed, register

from .models import Topic
from .passages import authors_of, read_along

AT_ONCE = 50
"""Topics after which the worker looks to its other work."""
LATER = {"to_index": True}
"""For the update that a change makes anyhow."""


def register_kind() -> None:
    topic = Kind("topic", Topic, Topic.searchable, _("discussion"), _("discussions"))
    related = partial(Topic.objects.visible_to, by_number=True)
    register(replace(topic, related=related, passage_authors=authors_of, read_along=read_along))


def at_once(topic_id: int) -> None:
    """Make the index say what a topic says by now. In the transaction of a change that takes something out of sight."""
    topic = Topic.objects.get(pk=topic_id)
    Topic.objects.filter(pk=topic_id).update(to_index=False)
    changed.send(sender=Topic, instance=topic)


def later(topic_id: int) -> None:
    Topic.objects.filter(pk=topic_id).update(**LATER)


def bring_in_line() -> int:
    """Index the topics that have changed, and say how many. Each worker takes its own."""
    # Asked first, since a transaction takes SQLite's only write lock even where there is nothing to do.
    waiting = Topic.objects.filter(to_index=True).order_by("pk")
    return sum(_one(pk) for pk in list(waiting.values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _one(pk: int) -> bool:
    mine = Topic.objects.select_for_update(skip_locked=True).filter(pk=pk, to_index=True).first()
    if mine is None:
        return False
    at_once(pk)
    return True
