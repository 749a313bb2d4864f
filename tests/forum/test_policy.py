"""The table of who may do what, without a database."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.access.audience import MEMBERS, PUBLIC, network_key
from community.access.viewer import ANONYMOUS, Viewer
from community.networks.models import Network, RoleKind
from forum.models import Board, Post, Topic, TopicKind, TopicState, WhoMay
from forum.policy import GRACE, Action, board_actions, post_actions, topic_actions

NET = network_key(7)
ASKER = Viewer(1, frozenset({PUBLIC, MEMBERS, NET}), frozenset({(RoleKind.MEMBER, 7)}))
FELLOW = Viewer(2, frozenset({PUBLIC, MEMBERS, NET}), frozenset({(RoleKind.MEMBER, 7)}))
LEADER = Viewer(3, frozenset({PUBLIC, MEMBERS, NET}), frozenset({(RoleKind.NETWORK_LEADER, 7)}))
EDITOR = Viewer(4, frozenset({PUBLIC, MEMBERS, NET}), frozenset({(RoleKind.EDITOR, None)}))
STRANGER = Viewer(5, frozenset({PUBLIC, MEMBERS}), frozenset({(RoleKind.MEMBER, 8)}))
NOW = timezone.now()


def board(**fields: object) -> Board:
    return Board(**{"audience": NET, "network": Network(pk=7), **fields})


def topic(on: Board | None = None, **fields: object) -> Topic:
    return Topic(**{"board": on or board(), "audience": NET, "author_id": 1, "kind": TopicKind.QUESTION, **fields})


def post(**fields: object) -> Post:
    return Post(**{"audience": NET, "author_id": 2, "number": 2, **fields})


@pytest.mark.parametrize("viewer", [STRANGER, ANONYMOUS])
def test_who_cannot_see_it_may_do_nothing(viewer: Viewer) -> None:
    assert not board_actions(viewer, board()) and not topic_actions(viewer, topic())
    assert not post_actions(viewer, topic(), post(), now=NOW)


def test_the_public_reads_and_does_no_more() -> None:
    openly = board(audience=PUBLIC)
    assert not topic_actions(ANONYMOUS, topic(openly, audience=PUBLIC))


def test_the_asker_and_moderators_say_what_solved_it() -> None:
    may = {
        viewer: Action.ACCEPT in post_actions(viewer, topic(), post(), now=NOW) for viewer in (ASKER, FELLOW, LEADER)
    }
    assert may == {ASKER: True, FELLOW: False, LEADER: True}
    assert Action.ACCEPT not in topic_actions(ASKER, topic(kind=TopicKind.DISCUSSION))


def test_only_leaders_and_editors_close_pin_and_hide() -> None:
    for viewer, leads in ((FELLOW, False), (LEADER, True), (EDITOR, True)):
        assert (Action.CLOSE in topic_actions(viewer, topic())) is leads
        assert (Action.HIDE in post_actions(viewer, topic(), post(), now=NOW)) is leads


def test_in_what_is_closed_nobody_writes() -> None:
    closed = topic(state=TopicState.CLOSED)
    assert topic_actions(FELLOW, closed) == {Action.WATCH}
    assert topic_actions(ASKER, closed) == {Action.WATCH, Action.GATHER}
    assert Action.REPLY not in topic_actions(EDITOR, closed) and Action.REOPEN in topic_actions(EDITOR, closed)
    assert not post_actions(FELLOW, closed, post(), now=NOW) & {Action.EDIT, Action.DELETE}


def test_a_board_says_who_starts_and_who_replies() -> None:
    led = board(who_may_start=WhoMay.LEADERS, who_may_reply=WhoMay.EDITORS)
    assert [Action.START in board_actions(viewer, led) for viewer in (FELLOW, LEADER, EDITOR)] == [False, True, True]
    assert [Action.REPLY in topic_actions(one, topic(led)) for one in (FELLOW, LEADER, EDITOR)] == [False, False, True]


def test_an_archived_board_is_only_read() -> None:
    old = board(archived_at=NOW)
    assert board_actions(EDITOR, old) == {Action.WATCH} == topic_actions(FELLOW, topic(old))
    assert topic_actions(EDITOR, topic(old)) == {Action.WATCH, Action.NOTE}


def test_the_writer_has_a_day_to_bring_it_back() -> None:
    gone = post(deleted_at=NOW - GRACE + timedelta(minutes=1), live=False)
    assert post_actions(FELLOW, topic(), gone, now=NOW) == {Action.RESTORE}
    assert not post_actions(FELLOW, topic(), gone, now=NOW + timedelta(minutes=2))
    assert not post_actions(LEADER, topic(), gone, now=NOW)


def test_what_is_hidden_is_read_by_its_writer_and_moderators() -> None:
    hidden = post(hidden_at=NOW, live=False)
    assert post_actions(FELLOW, topic(), hidden, now=NOW) == {Action.READ_HIDDEN, Action.APPEAL}
    assert post_actions(LEADER, topic(), hidden, now=NOW) == {Action.READ_HIDDEN, Action.UNHIDE}
    assert not post_actions(ASKER, topic(), hidden, now=NOW)


def test_who_reads_it_reports_it_but_for_its_writer() -> None:
    openly = topic(board(audience=PUBLIC), audience=PUBLIC)
    assert post_actions(ANONYMOUS, openly, post(audience=PUBLIC), now=NOW) == {Action.FLAG}
    assert Action.FLAG in post_actions(ASKER, topic(), post(), now=NOW)
    assert Action.FLAG not in post_actions(FELLOW, topic(), post(), now=NOW)
    assert not post_actions(ANONYMOUS, openly, post(audience=PUBLIC, live=False, deleted_at=NOW), now=NOW)


def test_a_hidden_opening_post_is_reached_where_its_topic_is_not() -> None:
    gone, opening = topic(live=False), post(number=1, author_id=1, hidden_at=NOW, live=False)
    assert post_actions(ASKER, gone, opening, now=NOW) == {Action.READ_HIDDEN, Action.APPEAL}
    assert post_actions(LEADER, gone, opening, now=NOW) == {Action.READ_HIDDEN, Action.UNHIDE}
    assert not post_actions(FELLOW, gone, opening, now=NOW) and not topic_actions(EDITOR, gone)
    assert not post_actions(LEADER, gone, post(), now=NOW)
