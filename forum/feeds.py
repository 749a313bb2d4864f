"""What everyone may read, as Atom: boards, topics, themes and tags. Whoever asks, a feed says what it says to all."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from community.access.audience import PUBLIC
from community.access.viewer import ANONYMOUS
from community.networks.models import Theme
from community.publishing.feed import Feed
from community.text.markdown import to_plain
from community.ui.navigation import absolute
from community.ui.pagination import by_key

from .lists import Choice, parts
from .models import Board, Post, Topic
from .reading import ORDER

ENTRIES = 20
SUMMARY = 300


def public_topics() -> Any:
    return Topic.objects.visible_to(ANONYMOUS)


def feeds_of(
    choice: Choice, board: Board | None, themes: Iterable[Theme], rows: Iterable[Any]
) -> list[tuple[str, str]]:
    """Address and name of the feeds of a list: of its board, or of what it is narrowed to, else of all. What is not
    public has none: of a tag, some of the rows must be."""
    if board:
        return [(reverse("forum:board_feed", args=[board.slug]), board.name)] if board.audience == PUBLIC else []
    if not (choice.theme or choice.tag):
        return [(reverse("forum:feed"), _("Discussions"))]
    chosen = [theme for theme in themes if theme.slug == choice.theme]
    found = [(reverse("forum:theme_feed", args=[theme.slug]), theme.name) for theme in chosen]
    if choice.tag and any(topic.audience == PUBLIC for topic in rows):
        found.append((reverse("forum:tag_feed", args=[choice.tag]), choice.tag))
    return found


def feed_of(topic: Topic) -> list[tuple[str, str]]:
    return [(reverse("forum:topic_feed", args=[topic.pk]), topic.title)] if topic.audience == PUBLIC else []


def of_topics(title: str, link: str, here: str, choice: Choice, boards: Collection[Board] = ()) -> str:
    """The latest topics of a list, each with the beginning of what opens it: two queries."""
    opening = Prefetch("posts", Post.objects.visible_to(ANONYMOUS).filter(number=1), to_attr="opening")
    signed = Topic.objects.select_related("municipality__county").prefetch_related(opening)
    among = parts(ANONYMOUS, choice, [board.pk for board in boards])
    topics: Any = by_key(signed, ORDER, size=ENTRIES, among=among).rows
    feed = Feed(title, link, here)
    for topic in topics:
        text = Truncator(to_plain(topic.opening[0].text)).chars(SUMMARY) if topic.opening else ""
        feed.add_item(
            topic.title,
            absolute(topic.get_absolute_url()),
            text,
            author_name=topic.signature_for(ANONYMOUS) or None,
            unique_id=_lasting("topic", topic),
            pubdate=topic.created_at,
            updateddate=topic.last_post_at,
        )
    return feed.writeString("utf-8")


def of_posts(topic: Topic, here: str) -> str:
    """The latest posts of a topic."""
    rows = topic.posts.visible_to(ANONYMOUS).select_related("municipality__county")
    feed = Feed(topic.title, topic.get_absolute_url(), here)
    for post in rows.order_by("-number")[:ENTRIES]:
        feed.add_item(
            topic.title,
            absolute(post.get_absolute_url()),
            post.html,
            author_name=post.signature_for(ANONYMOUS) or None,
            unique_id=_lasting("post", post),
            pubdate=post.created_at,
            updateddate=post.edited_at or post.created_at,
        )
    return feed.writeString("utf-8")


def _lasting(kind: str, row: Topic | Post) -> str:
    """An id that no new title, place or language changes."""
    return f"{absolute('/')}#{kind}-{row.pk}"
