"""What of a topic can be found: its posts, the best of them first."""

from typing import Any

from django.db.models import F

from community.access.audience import seen_by_all_of
from community.publishing.document import Passage

MOST_TEXT = 100_000
"""Characters of a topic that are found; a topic that is longer is found by its answer, its question and what came
first."""
MOST_POSTS = 300


def passages_of(topic: Any) -> tuple[Passage, ...]:
    """Accepted answers, then the question, then what was found useful, then the others as they came."""
    found, left = [], MOST_TEXT
    for post in sorted(posts_to_find(topic), key=_rank):
        text = post.own_words[:left]
        left -= len(text)
        if text:
            found.append(Passage(text, str(post.pk), post.municipality_name, chosen=post.accepted_at is not None))
    return tuple(found)


def posts_to_find(topic: Any) -> list[Any]:
    """Those that all who see the topic see, in order, from what was accepted."""
    columns = ("pk", "text", "number", "audience", "municipality_name", "accepted_at", "reaction_counts")
    posts = topic.posts.filter(live=True).order_by(F("accepted_at").asc(nulls_last=True), "number").only(*columns)
    return [post for post in posts[:MOST_POSTS] if seen_by_all_of(topic.audience, post.audience)]


def _rank(post: Any) -> tuple[bool, bool, int, int]:
    return (post.accepted_at is None, post.number != 1, -post.reaction_counts.get("useful", 0), post.number)
