"""Who may do what with a comment. The caller has loaded it through what the viewer may see, target and all."""

from datetime import datetime, timedelta
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.access.viewer import Viewer

from .models import Comment

EDIT_WINDOW = timedelta(hours=24)


class Action(Enum):
    WRITE = auto()
    REPLY = auto()
    EDIT = auto()
    HIDE = auto()
    UNHIDE = auto()
    READ_HIDDEN = auto()


def actions(viewer: Viewer, comment: Comment | None, *, is_open: bool, now: datetime) -> frozenset[Action]:
    """With None: what the viewer may do under the target itself. `is_open`: it takes comments today."""
    may_write = viewer.is_member and is_open
    if comment is None:
        return frozenset({Action.WRITE} if may_write else ())
    if not viewer.may_see(comment.audience):
        return frozenset()
    is_own = viewer.user_id is not None and comment.user_id == viewer.user_id
    if comment.is_hidden:
        hidden = {Action.READ_HIDDEN} if is_own or viewer.is_editor else set()
        return frozenset(hidden | ({Action.UNHIDE} if viewer.is_editor else set()))
    found = {Action.REPLY} if may_write else set()
    if may_write and is_own and now < comment.submit_date + EDIT_WINDOW:
        found.add(Action.EDIT)
    if viewer.is_editor:
        found.add(Action.HIDE)
    return frozenset(found)


def why_not(viewer: Viewer, comment: Comment | None, *, is_open: bool) -> Promise:
    """What to tell somebody who has typed a comment, or a change to one, that they may not send."""
    if not viewer.is_member:
        return _("Only those who take part in a network write comments.")
    if not is_open:
        return _("It has been archived, and takes no more comments.")
    if comment is not None and comment.is_hidden:
        return _("An editor has hidden the comment, so it cannot be changed.")
    return _("A comment can be changed for 24 hours. They have passed.")
