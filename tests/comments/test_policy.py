from datetime import UTC, datetime, timedelta

import pytest

from community.access.viewer import ANONYMOUS, Viewer
from community.comments.models import Comment
from community.comments.policy import Action, actions

NOW = datetime(2014, 3, 14, 12, tzinfo=UTC)
MEMBER = Viewer(1, frozenset({"public", "members", "network:7"}), frozenset({("member", 7)}))
COLLEAGUE = Viewer(2, MEMBER.keys, MEMBER.roles)
OUTSIDER = Viewer(3, frozenset({"public", "members"}), frozenset({("member", 8)}))
EDITOR = Viewer(4, MEMBER.keys, frozenset({("editor", None)}))


def a_comment(audience: str = "public", hours_old: int = 1, hidden: bool = False) -> Comment:
    at = NOW - timedelta(hours=hours_old)
    return Comment(user_id=1, audience=audience, submit_date=at, hidden_at=NOW if hidden else None)


TABLE = [
    (ANONYMOUS, a_comment(), set()),
    (MEMBER, a_comment(), {Action.REPLY, Action.EDIT}),
    (MEMBER, a_comment(hours_old=25), {Action.REPLY}),
    (COLLEAGUE, a_comment(), {Action.REPLY}),
    (EDITOR, a_comment(), {Action.REPLY, Action.HIDE}),
    (OUTSIDER, a_comment("network:7"), set()),
    (COLLEAGUE, a_comment("network:7"), {Action.REPLY}),
    (EDITOR, a_comment("room:3"), set()),
    (MEMBER, a_comment(hidden=True), {Action.READ_HIDDEN}),
    (COLLEAGUE, a_comment(hidden=True), set()),
    (EDITOR, a_comment(hidden=True), {Action.READ_HIDDEN, Action.UNHIDE}),
]


@pytest.mark.parametrize(("viewer", "comment", "allowed"), TABLE)
def test_who_may_do_what(viewer: Viewer, comment: Comment, allowed: set[Action]) -> None:
    assert actions(viewer, comment, is_open=True, now=NOW) == allowed


@pytest.mark.parametrize(("viewer", "allowed"), [(ANONYMOUS, set()), (MEMBER, {Action.WRITE}), (Viewer(9), set())])
def test_who_holds_a_role_may_write(viewer: Viewer, allowed: set[Action]) -> None:
    assert actions(viewer, None, is_open=True, now=NOW) == allowed


def test_an_archive_takes_no_comments_but_an_editor_may_still_hide() -> None:
    assert actions(MEMBER, None, is_open=False, now=NOW) == set()
    assert actions(MEMBER, a_comment(), is_open=False, now=NOW) == set()
    assert actions(EDITOR, a_comment(), is_open=False, now=NOW) == {Action.HIDE}
