from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.members.models import User

from .models import Post, Topic, TopicState
from .tell import happened


@transaction.atomic
def accept(post: Post, *, at: datetime | None = None, by: User) -> Post:
    """Mark a post as an answer that solved it. There can be several; the topic is solved with the first."""
    at = at or timezone.now()
    if Post.objects.filter(pk=post.pk, live=True, accepted_at=None).update(accepted_at=at, accepted_by=by):
        follow(post, at)
        happened("forum.accept", post, by=by)
    post.refresh_from_db()
    return post


@transaction.atomic
def unaccept(post: Post, *, by: User) -> Post:
    """Take the mark away; with the last one gone the question is open again."""
    if Post.objects.filter(pk=post.pk).exclude(accepted_at=None).update(accepted_at=None, accepted_by=None):
        follow(post, timezone.now())
        happened("forum.unaccept", post, by=by)
    post.refresh_from_db()
    return post


def follow(post: Post, at: datetime) -> None:
    """Let a topic say what its posts say: which answer solved it, and since when."""
    topic = Topic.objects.select_for_update().get(pk=post.topic_id)
    accepted = Post.objects.filter(topic=topic, live=True).exclude(accepted_at=None)
    first = accepted.order_by("number").values_list("number", flat=True).first()
    topic.solution_number = first
    topic.solved_at = (topic.solved_at or at) if first else None
    if topic.state in {TopicState.OPEN, TopicState.SOLVED}:
        topic.state = TopicState.SOLVED if first else TopicState.OPEN
    topic.to_index = True
    topic.save(update_fields=["solution_number", "solved_at", "state", "to_index"])
