"""Taking a post out of sight: its writer deletes it, a moderator hides it. The row and its number stay. The opening
post takes its whole topic along, and brings it back."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.members.models import User

from .index import at_once, later
from .listed import keep_listed
from .log import log
from .models import ActKind, Board, Post, Topic
from .recount import settle_last
from .solve import follow
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
    """Hide a post, with the reason that its writer reads. Of two at once, the first one's holds."""
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=post.topic_id)
    if not Post.objects.filter(pk=post.pk, hidden_at=None).exists():
        post.refresh_from_db()
        return post
    log(ActKind.HIDE, topic, reason, post=post, by=by)
    return _out_of_sight(post, {"hidden_at": timezone.now(), "hidden_reason": reason}, "forum.hide", by)


@transaction.atomic
def unhide(post: Post, reason: str = "", *, what: ActKind = ActKind.UNHIDE, by: User) -> Post:
    """Show it again; `what` says whether a moderator came to it by themselves or by an appeal."""
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=post.topic_id)
    if Post.objects.filter(pk=post.pk).exclude(hidden_at=None).exists():
        log(what, topic, reason, post=post, by=by)
    return _back(post, {"hidden_at": None, "hidden_reason": ""}, "forum.unhide", by)


def _out_of_sight(post: Post, columns: dict[str, object], kind: str, by: User) -> Post:
    # The topic before the post, and before the board: as all do it that change both.
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=post.topic_id)
    unsaid = {name: None for name in columns if name.endswith("_at")}
    Post.objects.filter(pk=post.pk, **unsaid).update(**columns)
    if Post.objects.filter(pk=post.pk, live=True).update(live=False):
        _count(topic, post, -1)
    post.refresh_from_db()
    at_once(post.topic_id)
    happened(kind, post, by=by)
    return post


def _back(post: Post, columns: dict[str, object], kind: str, by: User) -> Post:
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=post.topic_id)
    Post.objects.filter(pk=post.pk).update(**columns)
    if Post.objects.filter(pk=post.pk, live=False, deleted_at=None, hidden_at=None).update(live=True):
        _count(topic, post, 1)
    post.refresh_from_db()
    later(post.topic_id)
    happened(kind, post, by=by)
    return post


def _count(topic: Topic, post: Post, one: int) -> None:
    if post.opens:
        Topic.objects.filter(pk=topic.pk).update(live=one > 0)
        keep_listed([topic.pk])
        posts = 1 + Post.objects.filter(topic=topic, live=True).exclude(pk=post.pk).count()
        _of_board(topic, topics=one, posts=one * posts)
        return
    Topic.objects.filter(pk=topic.pk).update(reply_count=F("reply_count") + one)
    if topic.live:
        _of_board(topic, posts=one)
    if post.accepted_at:
        follow(post, timezone.now())
    settle_last(topic)


def _of_board(topic: Topic, *, posts: int, topics: int = 0) -> None:
    Board.objects.filter(pk=topic.board_id).update(
        topic_count=F("topic_count") + topics, post_count=F("post_count") + posts
    )
