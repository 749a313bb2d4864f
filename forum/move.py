"""Moving a topic to another board, merging two, splitting one. What is written keeps the audience of its day: it
narrows with where it goes, and is never widened. Ids stay, so that addresses of posts last."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.access.audience import NOBODY, within
from community.access.narrow import narrow
from community.members.models import User

from .index import at_once
from .listed import keep_listed, listing_of
from .log import log
from .models import ActKind, Board, Post, PostDraft, Topic, TopicReader
from .recount import recount_boards, recount_topics
from .solve import follow
from .start import slug_of


class MovedMeanwhileError(Exception):
    """The topic, or where it was to go, is not there any more, or not for those who read it now."""


@transaction.atomic
def move(topic: Topic, board: Board, reason: str = "", *, by: User) -> Topic:
    """Move a topic to another board. Raises MovedMeanwhileError where nobody would see it there."""
    (topic,) = _locked(topic)
    if topic.board_id == board.pk:
        return topic
    if not fits(topic, board):
        raise MovedMeanwhileError
    opening = topic.posts.get(number=1)
    log(ActKind.MOVE, topic, reason, post=opening, by=by)
    before, narrowed = topic.board_id, within(topic.audience, board.audience)
    # An upload takes the audience of its post, which its view asks.
    narrow(Post.objects.filter(topic=topic), narrowed)
    Topic.objects.filter(pk=topic.pk).update(board=board, audience=narrowed)
    keep_listed([topic.pk])
    recount_boards(Board.objects.filter(pk__in=[before, board.pk]))
    topic.refresh_from_db()
    at_once(topic.pk)
    return topic


@transaction.atomic
def merge(topic: Topic, into: Topic, reason: str = "", *, by: User) -> Topic:
    """Put all posts of a topic after the last of another, in their order. The old address leads on.

    Raises MovedMeanwhileError where one of them is gone, or where it would be read by more than before.
    """
    topic, into = _locked(topic, into)
    if topic.pk == into.pk or not mergeable(topic, into):
        raise MovedMeanwhileError
    posts = list(Post.objects.filter(topic=topic).order_by("number"))
    log(ActKind.MERGE, topic, reason, post=posts[0], by=by)
    _put(posts, into, after=into.last_number)
    Topic.objects.filter(moved_to=topic).update(moved_to=into)
    Topic.objects.filter(pk=topic.pk).update(live=False, moved_to=into, reply_count=0, pinned="")
    keep_listed([topic.pk])
    PostDraft.objects.filter(topic=topic).update(topic=into)
    readers = TopicReader.objects.filter(topic=topic)
    readers.exclude(user__in=TopicReader.objects.filter(topic=into).values("user")).update(topic=into, number=0)
    _settle(into)
    recount_boards(Board.objects.filter(pk__in=[topic.board_id, into.board_id]))
    into.refresh_from_db()
    for changed in (topic, into):
        at_once(changed.pk)
    return into


@transaction.atomic
def split(topic: Topic, posts: Iterable[Post], title: str, reason: str = "", *, by: User) -> Topic:
    """Make a topic of its own of chosen posts of another; the first of them opens it.

    Raises MovedMeanwhileError where they are not there any more. The opening post and what is out of sight stay.
    """
    (topic,) = _locked(topic)
    chosen = list(splittable(topic).filter(pk__in=[post.pk for post in posts]).order_by("number"))
    if not chosen or not topic.live:
        raise MovedMeanwhileError
    first = chosen[0]
    made = Topic(
        board_id=topic.board_id, audience=topic.audience, kind=topic.kind, title=title, slug=slug_of(title),
        step_id=topic.step_id, about_type_id=topic.about_type_id, about_id=topic.about_id, language=first.language,
        author_id=first.author_id, author_name=first.author_name, author_function=first.author_function,
        municipality_id=first.municipality_id, municipality_name=first.municipality_name, created_at=first.created_at,
    )  # fmt: skip
    made.save()
    made.themes.set(topic.themes.all(), through_defaults=listing_of(made))
    log(ActKind.SPLIT, topic, reason, post=first, by=by)
    _put(chosen, made, after=0)
    for changed in (made, topic):
        _settle(changed)
    recount_boards(Board.objects.filter(pk=topic.board_id))
    made.refresh_from_db()
    for changed in (topic, made):
        at_once(changed.pk)
    return made


def fits(topic: Topic, board: Board) -> bool:
    """Whether anybody who reads the topic would read it on that board too."""
    return not board.is_archived and within(topic.audience, board.audience) != NOBODY


def mergeable(topic: Topic, into: Topic) -> bool:
    """Both are there, and posts of the one would stand in the other for no more readers than before, and for all who
    read that one: else its numbers would tell of what some of them cannot see."""
    both = topic.live and into.live and not (hasattr(topic, "poll") or hasattr(into, "poll"))
    return both and within(topic.audience, into.audience) == into.audience


def splittable(topic: Topic) -> Any:
    return Post.objects.filter(topic=topic, live=True, number__gt=1)


def _locked(*topics: Topic) -> list[Topic]:
    """In the order of their ids, so that two who do this at once wait for each other, and not for ever."""
    ids = [topic.pk for topic in topics]
    rows = Topic.objects.select_for_update(of=("self",)).select_related("board__network")
    found = {row.pk: row for row in rows.filter(pk__in=ids).order_by("pk")}
    return [found[pk] for pk in ids]


def _put(posts: list[Post], topic: Topic, *, after: int) -> None:
    """Give posts new places in a topic, where each says whence it came: they stand after what was there, however old
    they are, so that who has read that finds them. An answer keeps naming what it answers."""
    for number, post in enumerate(posts, after + 1):
        audience = within(post.audience, topic.audience)
        came = {"topic": topic, "number": number, "moved_from": post.topic_id}
        Post.objects.filter(pk=post.pk).update(**came, audience=audience)
        post.topic, post.number, post.audience = topic, number, audience


def _settle(topic: Topic) -> None:
    """Counts, what solved it, and how far anybody can have read."""
    recount_topics(Topic.objects.filter(pk=topic.pk))
    topic.refresh_from_db()
    TopicReader.objects.filter(topic=topic, number__gt=topic.last_number).update(number=topic.last_number)
    if some := Post.objects.filter(topic=topic).first():
        follow(some, timezone.now())
