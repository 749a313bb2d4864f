"""Who may do what in the forum: one table, read by buttons, guards of POSTs and tests alike. Asks no database.

Whatever is done to something asks first that the viewer may see it: nobody moderates what they cannot read.
"""

from datetime import datetime, timedelta
from enum import StrEnum, auto

from community.access.viewer import Viewer

from .models import Board, Matter, Post, Topic, TopicKind, TopicState, WhoMay

GRACE = timedelta(hours=24)
"""So long a writer can bring back what they deleted."""


class Action(StrEnum):
    START = auto()
    ANNOUNCE = auto()
    REPLY = auto()
    WATCH = auto()
    REACT = auto()
    EDIT = auto()
    DELETE = auto()
    RESTORE = auto()
    ACCEPT = auto()
    CLOSE = auto()
    REOPEN = auto()
    PIN = auto()
    MOVE = auto()
    LABEL = auto()
    HIDE = auto()
    UNHIDE = auto()
    GATHER = auto()
    READ_HIDDEN = auto()
    VOTE = auto()
    EXPORT_POLL = auto()
    PROLONG_POLL = auto()
    BOOKMARK = auto()
    APPEAL = auto()
    FLAG = auto()
    NOTE = auto()
    CLAIM = auto()
    GIVE_BACK = auto()
    DECIDE = auto()


def moderates(viewer: Viewer, board: Board) -> bool:
    """Editors everywhere that they can see, network leaders on their network's boards."""
    return viewer.may_see(board.audience) and (viewer.is_editor or viewer.leads(board.network_id))


def board_actions(viewer: Viewer, board: Board) -> frozenset[Action]:
    """The board must come with its network."""
    if not viewer.may_see(board.audience) or not viewer.is_member:
        return frozenset()
    may = {Action.WATCH}
    if not board.is_archived:
        if _may(viewer, board, board.who_may_start):
            may.add(Action.START)
        if moderates(viewer, board):
            may.add(Action.ANNOUNCE)
    return frozenset(may)


def topic_actions(viewer: Viewer, topic: Topic) -> frozenset[Action]:
    """The topic must come with its board and that with its network."""
    board = topic.board
    if not (topic.live and viewer.may_see(topic.audience) and viewer.is_member):
        return frozenset()
    leads = moderates(viewer, board)
    may = {Action.WATCH, Action.NOTE} if leads else {Action.WATCH}
    owns = topic.author_id == viewer.user_id
    if topic.kind == TopicKind.POLL and (owns or leads):
        may.add(Action.EXPORT_POLL)
    if board.is_archived or topic.state == TopicState.ARCHIVED:
        return frozenset(may)
    if owns or viewer.is_editor:
        may.add(Action.GATHER)
    if topic.state == TopicState.CLOSED:
        return frozenset(may | ({Action.REOPEN, Action.PIN, Action.MOVE, Action.LABEL} if leads else set()))
    may.add(Action.REACT)
    if _may(viewer, board, board.who_may_reply):
        may.add(Action.REPLY)
    if topic.kind == TopicKind.POLL:
        may |= {Action.VOTE, Action.PROLONG_POLL} if owns or leads else {Action.VOTE}
    if topic.kind == TopicKind.QUESTION and (owns or leads):
        may.add(Action.ACCEPT)
    if leads:
        may |= {Action.CLOSE, Action.PIN, Action.MOVE, Action.LABEL}
    return frozenset(may)


def post_actions(
    viewer: Viewer, topic: Topic, post: Post, *, now: datetime, on_topic: frozenset[Action] | None = None
) -> frozenset[Action]:
    """What the viewer may do with one post, given its topic as `topic_actions` wants it, or also what that said."""
    if not (viewer.may_see(topic.audience) and viewer.may_see(post.audience)):
        return frozenset()
    owns = viewer.user_id is not None and post.author_id == viewer.user_id
    if post.hidden_at:
        return _with_hidden(viewer, topic, post, owns=owns)
    if on_topic is None:
        on_topic = topic_actions(viewer, topic)
    if post.deleted_at:
        return frozenset({Action.RESTORE} if owns and on_topic and now < post.deleted_at + GRACE else ())
    flag = {Action.FLAG} if topic.live and not owns else set()
    if not on_topic:
        return frozenset(flag)
    leads = moderates(viewer, topic.board)
    may = (on_topic & {Action.REPLY}) | {Action.BOOKMARK} | flag
    if Action.REACT in on_topic and not owns:
        may |= {Action.REACT}
    if owns and Action.REPLY in on_topic:
        may |= {Action.EDIT} if post.opens else {Action.EDIT, Action.DELETE}
    if Action.ACCEPT in on_topic and not post.opens:
        may |= {Action.ACCEPT}
    if leads:
        may |= {Action.HIDE}
    return frozenset(may)


def _with_hidden(viewer: Viewer, topic: Topic, post: Post, *, owns: bool) -> frozenset[Action]:
    """A hidden opening post has taken its topic along: its writer and moderators still reach the post itself."""
    if not viewer.is_member or not (topic.live or post.opens):
        return frozenset()
    if owns:
        return frozenset({Action.READ_HIDDEN, Action.APPEAL})
    return frozenset({Action.READ_HIDDEN, Action.UNHIDE} if moderates(viewer, topic.board) else ())


def matter_actions(viewer: Viewer, matter: Matter) -> frozenset[Action]:
    """What a moderator may do with a matter, which must come with its post, topic, board and act. Nobody decides of
    their own post, nor of an appeal against what they did."""
    topic = matter.post.topic
    reads = viewer.may_see(topic.audience) and viewer.may_see(matter.post.audience)
    if matter.decided_at or not reads or not moderates(viewer, topic.board):
        return frozenset()
    if viewer.user_id in {matter.post.author_id, matter.act.by_id if matter.act else None}:
        return frozenset()
    if matter.holder_id == viewer.user_id:
        return frozenset({Action.DECIDE, Action.GIVE_BACK})
    return frozenset({Action.DECIDE, Action.CLAIM} if matter.holder_id is None else ())


def _may(viewer: Viewer, board: Board, who: str) -> bool:
    if viewer.is_editor:
        return True
    if who == WhoMay.LEADERS:
        return viewer.leads(board.network_id) if board.network_id else bool(viewer.led_network_ids)
    return who == WhoMay.MEMBERS and viewer.is_member
