"""What happened in the forum, said once, in the transaction in which it happened."""

from community.members.models import User
from community.notifications.events import record

from .models import Post
from .notices import ACCEPT, ANSWER, REPLY, TOPIC


def happened(kind: str, post: Post, *, by: User) -> None:
    """Note that something happened, for the index and for those who follow: a row or two, whoever they are."""
    if kind in {TOPIC, REPLY, ACCEPT}:
        record(kind, post, by=by)
    if kind == REPLY and _answers_somebody(post, by):
        record(ANSWER, post, by=by)


def _answers_somebody(post: Post, by: User) -> bool:
    answered = post.reply_to.author_id if post.reply_to else by.pk
    return {answered, post.topic.author_id} != {by.pk}
