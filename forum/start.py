"""Starting a topic: the topic, its opening post and all that follows from them, or nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from community.access.audience import within
from community.members.models import User
from community.networks.models import Theme

from .listed import listing_of
from .mentions import labelled
from .models import Board, Post, PostDraft, Topic, TopicKind, TopicReader
from .tell import happened
from .text import rendered


def start(
    board: Board,
    *,
    title: str,
    text: str,
    key: UUID,
    kind: str = TopicKind.QUESTION,
    themes: Iterable[Theme] = (),
    tags: Iterable[str] = (),
    about: Any = None,
    language: str = "",
    at: datetime | None = None,
    by: User,
    **fields: Any,
) -> Topic:
    """Start a topic on a board, about something perhaps: its audience is then within that thing's.

    The same key again (a double click) gives the topic that it gave the first time.
    """
    if begun := begun_with(key, by=by):
        return begun
    topic = Topic(board=board, title=title, slug=slug_of(title), kind=kind, about=about, **fields).sign(by, language)
    topic.created_at = topic.last_post_at = at or timezone.now()
    topic.audience = within(board.audience, about.audience) if about else board.audience
    try:
        with transaction.atomic():
            return _saved(topic, text, key, themes, tags)
    except IntegrityError:
        if begun := begun_with(key, by=by):
            return begun
        raise


def begun_with(key: UUID, *, by: User) -> Topic | None:
    post = Post.objects.filter(key=key, author=by, number=1).select_related("topic").first()
    return post.topic if post else None


def slug_of(title: str) -> str:
    return slugify(title.lower().replace("ø", "o").replace("æ", "ae"))[:80]


def _saved(topic: Topic, text: str, key: UUID, themes: Iterable[Theme], tags: Iterable[str]) -> Topic:
    topic.last_number = 1
    topic.last_place = topic.municipality_name
    topic.save()
    topic.themes.set(themes, through_defaults=listing_of(topic))
    topic.tags.set(tags, through_defaults=listing_of(topic))
    text = labelled(text, topic.audience)
    post = Post(topic=topic, number=1, key=key, audience=topic.audience, text=text, html=rendered(text))
    post.created_at = topic.created_at
    post.sign(topic.author, topic.language).save()
    TopicReader.objects.create(topic=topic, user=topic.author, number=1)
    Board.objects.filter(pk=topic.board_id).update(topic_count=F("topic_count") + 1, post_count=F("post_count") + 1)
    PostDraft.objects.filter(user=topic.author, key=key).delete()
    happened("forum.topic", post, by=topic.author)
    return topic
