"""Putting counts right. They are kept by increments with each change; this is for what moves many posts at once, and
for accidents (`forum_recount`)."""

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Count, F, IntegerField, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from .listed import keep_listed
from .models import Board, Post, Reaction, Topic

SHOWN = ("last_number", "reply_count", "last_post_at", "last_place", "first_answer_at", "solution_number")
MANY = 500


def settle_last(topic: Topic) -> None:
    """Who wrote last: asked anew when a post goes out of sight or comes back. What was moved here stands last, and may
    be old."""
    last = Post.objects.filter(topic=topic, live=True).order_by("-created_at", "-number").first()
    if last is not None:
        Topic.objects.filter(pk=topic.pk).update(last_post_at=last.created_at, last_place=last.municipality_name)
        keep_listed([topic.pk])


def recount_topics(topics: Any = None) -> int:
    """Let topics say what their posts say. Returns how many were wrong."""
    rows = Topic.objects.filter(moved_to=None) if topics is None else topics
    wrong, after = 0, 0
    while ids := list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:MANY]):
        after = ids[-1]
        wrong += _recount_some(ids)
    return wrong


@transaction.atomic
def _recount_some(ids: list[int]) -> int:
    some = list(Topic.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    right = _said_by_posts(ids)
    changed = [topic for topic in some if _corrected(topic, right.get(topic.pk, {}))]
    Topic.objects.bulk_update(changed, SHOWN)
    keep_listed(ids)
    return len(changed)


def _said_by_posts(ids: list[int]) -> dict[int, dict[str, Any]]:
    posts = Post.objects.filter(topic__in=ids).order_by()
    seen, replies = Q(live=True), Q(live=True, number__gt=1)
    sums = posts.values("topic").annotate(
        last_number=Max("number"),
        reply_count=Count("pk", filter=replies),
        last_live_at=Max("created_at", filter=seen),
        last_at=Max("created_at"),
        first_answer_at=Min("created_at", filter=Q(number__gt=1) & ~Q(author=F("topic__author"))),
        solution_number=Min("number", filter=seen & Q(accepted_at__isnull=False)),
    )
    found = {row.pop("topic"): row for row in sums}
    lasts = Q()
    for pk, row in found.items():
        at, live_at = row.pop("last_at"), row.pop("last_live_at")
        lasts |= Q(topic=pk, created_at=live_at, live=True) if live_at else Q(topic=pk, created_at=at)
    rows = posts.filter(lasts).order_by("number").values_list("topic", "created_at", "municipality_name")
    for topic, at, place in rows:
        found[topic] |= {"last_post_at": at, "last_place": place}
    return found


def _corrected(topic: Topic, right: dict[str, Any]) -> bool:
    wrong = {name: value for name, value in right.items() if getattr(topic, name) != value}
    for name, value in wrong.items():
        setattr(topic, name, value)
    return bool(wrong)


@transaction.atomic
def recount_boards(boards: Any = None) -> int:
    """Let boards say how many topics and posts can be seen on them. Returns how many were wrong."""
    on_it = Q(board=OuterRef("pk"), live=True)
    topics = Topic.objects.filter(on_it).order_by().values("board").annotate(n=Count("pk"))
    posts = Post.objects.filter(live=True, topic__live=True, topic__board=OuterRef("pk")).order_by()
    right = {
        "right_topics": _number(topics),
        "right_posts": _number(posts.values("topic__board").annotate(n=Count("pk"))),
    }
    rows = (Board.objects.all() if boards is None else boards).annotate(**right)
    wrong = rows.exclude(topic_count=F("right_topics"), post_count=F("right_posts"))
    return sum(
        Board.objects.filter(pk=board.pk).update(topic_count=board.right_topics, post_count=board.right_posts)
        for board in wrong
    )


def _number(counted: Any) -> Coalesce:
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), Value(0))


def recount_reactions() -> int:
    """Let posts say how many have reacted to them, and how. Returns how many were wrong."""
    wrong, after = 0, 0
    said = Q(pk__in=Reaction.objects.values("post")) | ~Q(reaction_counts={})
    while ids := list(Post.objects.filter(said, pk__gt=after).order_by("pk").values_list("pk", flat=True)[:MANY]):
        after = ids[-1]
        wrong += _reactions_of(ids)
    return wrong


@transaction.atomic
def _reactions_of(ids: list[int]) -> int:
    some = list(Post.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    right: dict[int, Counter[str]] = {pk: Counter() for pk in ids}
    for post, kind in Reaction.objects.filter(post__in=ids).values_list("post", "kind"):
        right[post][kind] += 1
    changed = [post for post in some if post.reaction_counts != dict(right[post.pk])]
    for post in changed:
        post.reaction_counts = dict(right[post.pk])
    Post.objects.bulk_update(changed, ["reaction_counts"])
    return len(changed)
