from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from community.members.models import User
from community.ui.prepared import Change, prepared, prepared_update

from .index import LATER
from .listed import keep_latest
from .mentions import labelled
from .models import Board, Post, PostDraft, Topic, TopicState
from .tell import happened
from .text import rendered
from .waiting import is_answered


class ClosedError(Exception):
    """The topic was closed, archived or moved while the answer was written. `topic` is as it is now."""

    def __init__(self, topic: Topic) -> None:
        super().__init__(topic.state)
        self.topic = topic


def reply(
    topic: Topic,
    text: str,
    *,
    key: UUID,
    reply_to: Post | None = None,
    language: str = "",
    at: datetime | None = None,
    by: User,
) -> Post:
    """Write in a topic. The same key from the same person is the same post, however often it is sent; with another text
    it comes from a second tab, and is a post of its own.

    Raises ClosedError where nothing can be written in it any more.
    """
    text = labelled(text, topic.audience)
    try:
        with transaction.atomic():
            return _new(
                topic, Post(text=text, key=key, reply_to=reply_to, created_at=at or timezone.now()).sign(by, language)
            )
    except IntegrityError:
        if written := Post.objects.filter(key=key, author=by).first():
            return written if written.text == text else _again(topic, text, reply_to, language, by)
        raise


def already_sent(text: str, *, key: UUID, by: User) -> Post | None:
    """What a first click has sent, where this is the second."""
    sent: Post | None = Post.objects.filter(key=key, author=by).first()
    return sent if sent and sent.text == labelled(text, sent.audience) else None


def _again(topic: Topic, text: str, reply_to: Post | None, language: str, by: User) -> Post:
    return reply(topic, text, key=uuid4(), reply_to=reply_to, language=language, by=by)


def _new(topic: Topic, post: Post) -> Post:
    # The lock gives the numbers one at a time; the counts follow in the same statement that ends it.
    (now,) = _locked(topic.pk)
    if not now.live or now.state in {TopicState.CLOSED, TopicState.ARCHIVED}:
        raise ClosedError(now)
    post.topic, post.number = now, now.last_number + 1
    post.audience, post.html = now.audience, rendered(post.text)
    post.save(force_insert=True)
    answers = now.first_answer_at is None and now.author_id != post.author_id
    _count(now.pk, post.number, post.created_at, post.municipality_name, is_first_answer=answers)
    keep_latest(now.pk, post.created_at)
    now.last_number = post.number
    _count_on_board(now.board_id)
    PostDraft.objects.filter(user=post.author, key=post.key).delete()
    if answers:
        is_answered(now)
    happened("forum.reply", post, by=post.author)
    return post


@prepared
def _locked(pk: int) -> QuerySet[Topic]:
    return Topic.objects.select_for_update(of=("self",)).filter(pk=pk)


@prepared_update
def _count(pk: int, number: int, at: datetime, place: str, *, is_first_answer: bool) -> Change:
    latest = {"last_number": number, "last_post_at": at, "last_place": place, "reply_count": F("reply_count") + 1}
    first = {"first_answer_at": at} if is_first_answer else {}
    return Topic.objects.filter(pk=pk), latest | first | LATER


@prepared_update
def _count_on_board(pk: int) -> Change:
    return Board.objects.filter(pk=pk), {"post_count": F("post_count") + 1}
