"""The comments under one target as one viewer may read them: one query, whatever their number."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from community.access.viewer import Viewer

from .models import Comment
from .policy import Action, actions
from .targets import target_for


@dataclass
class Entry:
    """A comment in its place. What the viewer may not read is not in it."""

    comment: Comment
    may: frozenset[Action]
    replies: list["Entry"] = field(default_factory=list)

    @property
    def is_readable(self) -> bool:
        return not self.comment.is_hidden or Action.READ_HIDDEN in self.may

    @property
    def may_reply(self) -> bool:
        return Action.REPLY in self.may

    @property
    def may_edit(self) -> bool:
        return Action.EDIT in self.may

    @property
    def may_hide(self) -> bool:
        return Action.HIDE in self.may

    @property
    def may_unhide(self) -> bool:
        return Action.UNHIDE in self.may


@dataclass(frozen=True)
class Thread:
    entries: list[Entry]
    count: int
    """How many the viewer can read."""
    may_write: bool


def thread_of(target: Any, viewer: Viewer) -> Thread:
    """The tree of comments. The caller has loaded the target through what the viewer may see."""
    kind = target_for(type(target))
    is_open = kind is None or kind.is_open(target)
    now = timezone.now()
    comments = Comment.objects.under(target).in_audience_of(viewer).select_related("municipality__county").in_order()
    entries = {c.pk: Entry(c, actions(viewer, c, is_open=is_open, now=now)) for c in comments}
    roots = _nested(entries)
    may_write = Action.WRITE in actions(viewer, None, is_open=is_open, now=now)
    return Thread(_worth_showing(roots), sum(entry.is_readable for entry in entries.values()), may_write)


def _nested(entries: dict[int, Entry]) -> list[Entry]:
    """A reply whose parent is not among them stands by itself."""
    roots: list[Entry] = []
    for entry in entries.values():
        parent = entries.get(entry.comment.parent_id) if entry.comment.is_reply else None
        (parent.replies if parent else roots).append(entry)
    return roots


def _worth_showing(entries: Iterable[Entry]) -> list[Entry]:
    """Without hidden comments that nobody here may read and nobody answered; the words of the others go."""
    shown = []
    for entry in entries:
        entry.replies = _worth_showing(entry.replies)
        if not entry.is_readable:
            entry.comment.comment = entry.comment.hidden_reason = ""
        if entry.is_readable or entry.replies:
            shown.append(entry)
    return shown
