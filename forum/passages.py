"""What of a topic can be found: its posts, the best of them first."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, Window, prefetch_related_objects
from django.db.models.functions import RowNumber

from community.access.audience import seen_by_all_of
from community.publishing.document import Passage
from community.publishing.hanging import keep_labels

MOST_TEXT = 100_000
"""Characters of a topic that are found; a topic that is longer is found by its answer, its question and what came
first."""
MOST_POSTS = 300
_KEPT = "kept_said"


class Said(NamedTuple):
    """In a topic: its posts, as `posts_to_find` gives them, and what stands in their files."""

    posts: list[Any]
    files: list[Passage]


def passages_of(topic: Any) -> tuple[Passage, ...]:
    """Accepted answers, then the question, then what was found useful, then the others as they came; and last what
    stands in their files."""
    kept = vars(topic).get(_KEPT) or _said_in([topic])[topic.pk]
    said = [
        Passage(post.own_words, str(post.pk), post.municipality_name, chosen=post.accepted_at is not None)
        for post in sorted(kept.posts, key=_rank)
    ]
    found, left = [], MOST_TEXT
    for passage in (*said, *kept.files):
        text = passage.text[:left]
        left -= len(text)
        if text:
            found.append(replace(passage, text=text))
    return tuple(found)


def read_along(topics: Sequence[Any]) -> None:
    """What many topics say besides what stands in them, read for all at once."""
    keep_labels(topics)
    prefetch_related_objects(topics, "board")
    said = _said_in(topics)
    for topic in topics:
        setattr(topic, _KEPT, said[topic.pk])


def posts_to_find(topic: Any) -> list[Any]:
    """Those that all who see the topic see, in order, from what was accepted."""
    return _posts_in([topic])[topic.pk]


def _said_in(topics: Sequence[Any]) -> dict[int, Said]:
    posts = _posts_in(topics)
    files = _files_of({post.pk: post.topic_id for found in posts.values() for post in found})
    return {topic.pk: Said(posts[topic.pk], files[topic.pk]) for topic in topics}


def _posts_in(topics: Sequence[Any]) -> dict[int, list[Any]]:
    """By topic."""
    columns = ("pk", "topic", "text", "number", "audience", "municipality_name", "accepted_at", "reaction_counts")
    seen_by = {topic.pk: topic.audience for topic in topics}
    order = F("accepted_at").asc(nulls_last=True), F("number").asc()
    place = Window(RowNumber(), partition_by="topic", order_by=order)
    posts = apps.get_model("forum", "Post").objects.filter(topic__in=seen_by, live=True).only(*columns)
    found: dict[int, list[Any]] = defaultdict(list)
    for post in posts.annotate(place=place).filter(place__lte=MOST_POSTS).order_by("topic", *order):
        if seen_by_all_of(seen_by[post.topic_id], post.audience):
            found[post.topic_id].append(post)
    return found


def _files_of(posts: dict[int, int]) -> dict[int, list[Passage]]:
    """By topic, each file under its name: who sees the post sees it too, and nobody else. Given the topics of posts."""
    uploads = apps.get_model("forum", "PostUpload").objects.filter(post__topic__in={*posts.values()})
    rows = uploads.filter(upload__text__text__gt="").order_by("pk")
    found: dict[int, list[Passage]] = defaultdict(list)
    for name, text, post in rows.values_list("words", "upload__text__text", "post"):
        if post in posts:
            found[posts[post]].append(Passage(text, str(post), name))
    return found


def authors_of(places: Collection[str]) -> dict[str, int]:
    """Who wrote each of some passages."""
    rows = apps.get_model("forum", "Post").objects.filter(pk__in=places).values_list("pk", "author")
    return {str(pk): author for pk, author in rows}


def _rank(post: Any) -> tuple[bool, bool, int, int]:
    return (post.accepted_at is None, post.number != 1, -post.reaction_counts.get("useful", 0), post.number)
