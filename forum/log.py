"""Every act of moderation is written down where it happens, and its writer is told of what concerns them."""

from community.members.models import User
from community.notifications.events import record

from .models import Act, ActKind, Post, Topic

MODERATED = "forum.moderated"
"""The notice to the writer of a post that a moderator has done something with it."""
MOVED_AWAY = "forum.moved_away"
"""The notice instead of that one to a writer whose discussion went where they cannot read it."""
TOLD = {
    ActKind.HIDE, ActKind.UNHIDE, ActKind.EDIT, ActKind.WARN, ActKind.REFUSE, ActKind.GRANT, ActKind.MOVE,
    ActKind.MERGE, ActKind.SPLIT, ActKind.CLOSE, ActKind.LABEL,
}  # fmt: skip
MOVES = {ActKind.MOVE, ActKind.MERGE}


def log(what: ActKind, topic: Topic, reason: str = "", *, post: Post | None = None, by: User) -> Act:
    """Write an act down, in the transaction in which it happens; the post's writer is told of it and why."""
    act: Act = Act.objects.create(
        what=what, topic_id=topic.pk, post=post, board_id=topic.board_id, reason=reason, by=by
    )
    if post is not None and what in TOLD:
        record(MODERATED, act, by=by)
    if post is not None and what in MOVES:
        record(MOVED_AWAY, act, by=by, version=post.version)
    return act
