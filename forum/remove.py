"""Taking a post out of sight: its writer deletes it, a moderator hides it. The row and its number stay."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.members.models import User

from .index import at_once, later
from .models import Board, Post, Topic
from .tell import happened


@transaction.atomic
def delete(post: Post, *, by: User) -> Post:
    """Delete one's own post; for a day it can be brought back."""
    return _out_of_sight(post, {"deleted_at": timezone.now()}, "forum.delete", by)


@transaction.atomic
def restore(post: Post, *, by: User) -> Post:
    return _back(post, {"deleted_at": None}, "forum.restore", by)


@transaction.atomic
def hide(post: Post, reason: str, *, by: User) -> Post:
    """Hide a post, with the reason that its writer reads."""
    return _out_of_sight(post, {"hidden_at": timezone.now(), "hidden_reason": reason}, "forum.hide", by)


@transaction.atomic
def unhide(post: Post, *, by: User) -> Post:
    return _back(post, {"hidden_at": None, "hidden_reason": ""}, "forum.unhide", by)


def _out_of_sight(post: Post, columns: dict[str, object], kind: str, by: User) -> Post:
    unsaid = {name: None for name in columns if name.endswith("_at")}
    Post.objects.filter(pk=post.pk, **unsaid).update(**columns)
    if Post.objects.filter(pk=post.pk, live=True).update(live=False):
        _count(post, -1)
    post.refresh_from_db()
    at_once(post.topic_id)
    happened(kind, post, by=by)
    return post


def _back(post: Post, columns: dict[str, object], kind: str, by: User) -> Post:
    Post.objects.filter(pk=post.pk).update(**columns)
    if Post.objects.filter(pk=post.pk, live=False, deleted_at=None, hidden_at=None).update(live=True):
        _count(post, 1)
    post.refresh_from_db()
    later(post.topic_id)
    happened(kind, post, by=by)
    return post


def _count(post: Post, one: int) -> None:
    # The topic before the board, as `reply` does it: the other way round the two would wait for each other.
    topic = Topic.objects.get(pk=post.topic_id)
    if not post.opens:
        Topic.objects.filter(pk=topic.pk).update(reply_count=F("reply_count") + one)
    Board.objects.filter(pk=topic.board_id).update(post_count=F("post_count") + one)
