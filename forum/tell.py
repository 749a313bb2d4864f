"""What happened in the forum, said once, in the transaction in which it happened."""

from community.members.models import User
from community.notifications.events import event, record_all
from community.text.markdown import mentioned

from .mentions import MOST
from .models import Post
from .notices import ACCEPT, ANSWER, MENTION, REPLY, TOPIC


def happened(kind: str, post: Post, *, by: User, before: str = "") -> None:
    """Note that something happened, for the index and for those who follow: a row or two, whoever they are. `before` is
    what the post said, where it was changed: whom it mentioned then was told then."""
    events = [event(kind, post, by=by)] if kind in {TOPIC, REPLY, ACCEPT} else []
    if kind == REPLY and _answers_somebody(post, by):
        events.append(event(ANSWER, post, by=by))
    if kind in {TOPIC, REPLY, "forum.edit"} and (codes := mentioned(post.text)):
        earlier = mentioned(before)
        if new := [code for code in codes[:MOST] if code not in earlier]:
            events.append(event(MENTION, post, by=by, of=new))
    if events:
        record_all(events)


def _answers_somebody(post: Post, by: User) -> bool:
    answered = post.reply_to.author_id if post.reply_to else by.pk
    return {answered, post.topic.author_id} != {by.pk}
