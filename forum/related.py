"""Topics like one another: «someone asked this before» while a title is typed, and «related» beside a topic."""

from typing import Any

from django.db import transaction

from community.access.audience import MEMBERS, PUBLIC
from community.access.viewer import Viewer
from community.publishing.similar import like

from .models import RelatedTopic, Topic

SHOWN = 5
KEPT = 10


def asked_before(title: str, viewer: Viewer) -> list[Topic]:
    """Topics that the viewer may read and whose words are nearly those of a title."""
    return like(title, viewer, "topic", SHOWN) if len(title.split()) > 1 else []


def related_to(topic: Topic, viewer: Viewer) -> list[Topic]:
    """Those that were found to be like it, as the viewer may see them: one query."""
    rows = Topic.objects.visible_to(viewer).filter(like_others__topic=topic)
    return list(rows.order_by("like_others__rank", "-last_post_at")[:SHOWN])


@transaction.atomic
def relate(topic: Topic, found: list[Topic]) -> None:
    pairs = [(topic, other, rank) for rank, other in enumerate(found)]
    pairs += [(other, topic, rank) for rank, other in enumerate(found)]
    rows = [RelatedTopic(topic=one, other=other, rank=rank) for one, other, rank in pairs]
    RelatedTopic.objects.bulk_create(rows, ignore_conflicts=True)


def look_for_like(topic: Topic) -> None:
    """Note which topics are like a new one, for those who see both: each reader is shown what they may see."""
    if not topic.live or RelatedTopic.objects.filter(topic=topic).exists():
        return
    readers = Viewer(keys=frozenset({PUBLIC, MEMBERS, topic.audience}))
    found: list[Any] = like(topic.title, readers, "topic", KEPT)
    if others := [other for other in found if other.pk != topic.pk]:
        relate(topic, others)
