"""What of a topic can be found: its posts, the best of them first."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db.models import F

from community.access.audience import seen_by_all_of
from community.publishing.document import Passage

MOST_TEXT = 100_000
"""Characters of a topic that are found; a topic that is longer is found by its answer, its question and what came
first."""
MOST_POSTS = 300


def passages_of(topic: Any) -> tuple[Passage, ...]:
    """Accepted answers, then the question, then what was found useful, then the others as they came; and last what
    stands in their files."""
    posts = sorted(posts_to_find(topic), key=_rank)
    said = [
        Passage(post.own_words, str(post.pk), post.municipality_name, chosen=post.accepted_at is not None)
        for post in posts
    ]
    found, left = [], MOST_TEXT
    for passage in (*said, *_in_files_of(posts)):
        text = passage.text[:left]
        left -= len(text)
        if text:
            found.append(replace(passage, text=text))
    return tuple(found)


def _in_files_of(posts: Sequence[Any]) -> list[Passage]:
    """Each file under its name: who sees the post sees it too, and nobody else."""
    uploads = apps.get_model("forum", "PostUpload").objects.filter(post__in=posts, upload__text__text__gt="")
    rows = uploads.order_by("pk").values_list("words", "upload__text__text", "post")
    return [Passage(text, str(post), name) for name, text, post in rows]


def posts_to_find(topic: Any) -> list[Any]:
    """Those that all who see the topic see, in order, from what was accepted."""
    columns = ("pk", "text", "number", "audience", "municipality_name", "accepted_at", "reaction_counts")
    posts = topic.posts.filter(live=True).order_by(F("accepted_at").asc(nulls_last=True), "number").only(*columns)
    return [post for post in posts[:MOST_POSTS] if seen_by_all_of(topic.audience, post.audience)]


def authors_of(places: Collection[str]) -> dict[str, int]:
    """Who wrote each of some passages."""
    rows = apps.get_model("forum", "Post").objects.filter(pk__in=places).values_list("pk", "author")
    return {str(pk): author for pk, author in rows}


def _rank(post: Any) -> tuple[bool, bool, int, int]:
    return (post.accepted_at is None, post.number != 1, -post.reaction_counts.get("useful", 0), post.number)
