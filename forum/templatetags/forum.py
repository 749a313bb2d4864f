from collections.abc import Hashable
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.ui.drawn import drawn
from forum.models import Board, Topic, TopicState
from forum.policy import Action
from forum.querysets import IN_A_ROW
from forum.thread import Entry, ReactionButton, resume_address, solution_address, unread_count

register = template.Library()
register.filter("resume", resume_address)
"""`{{ topic|resume }}`: where the reader left off."""
register.filter("solution_address", solution_address)
register.filter("unread", unread_count)
"""`{{ topic|unread }}`: how many posts the reader has not read, of one that they have begun."""
KNOTS = {TopicState.SOLVED: "used", TopicState.CLOSED: "drop", TopicState.ARCHIVED: "drop"}


@register.filter
def knot_of(topic: Topic) -> str:
    """Which knot says how it stands with a topic."""
    return "loose" if topic.is_unanswered else KNOTS.get(TopicState(topic.state), "open")


@register.filter
def state_of(topic: Topic) -> str:
    """The same in words."""
    return str(Topic.UNANSWERED if topic.is_unanswered else topic.get_state_display())


@register.filter
def in_board(counts: dict[int, int], board: Board) -> int:
    """Of counts by board's id, this one's."""
    return counts.get(board.pk, 0)


@register.simple_tag
def who_attributes(topic: Topic | str) -> SafeString:
    """`<form {% who_attributes topic %}>`: where its texts ask whom one can mention; without a topic by their board."""
    query = f"?emne={topic.pk}" if isinstance(topic, Topic) else ""
    found = _("{n} to choose from. Arrow keys and Enter choose.")
    words = 'data-who-url="{}" data-who-label="{}" data-who-found="{}"'
    return format_html(words, reverse("forum:who") + query, _("People, municipalities and roles"), found)


@register.simple_tag(takes_context=True)
def topic_row(context: Context, topic: Topic, *, pinned: bool = False) -> SafeString:
    """A row of a list of topics, which names the board where the page is not that of one."""
    board = ("", "") if context.get("board") else (topic.board.name, topic.board.colour)
    values = tuple(getattr(topic, name) for name in IN_A_ROW)
    said = (values, topic.place_name, board, unread_count(topic), topic.read_number, pinned)
    return drawn("forum/_topic_row.html", _of_row, *said)


def _of_row(
    values: tuple[Hashable, ...], place: str, board: tuple[str, str], new: int, read: int | None, pinned: bool
) -> dict[str, Any]:
    topic = Topic(**dict(zip(IN_A_ROW, values, strict=True)))
    topic.read_number = read
    name, colour = board
    return {"topic": topic, "place": place, "board": name, "colour": colour, "new": new, "pinned": pinned}


@register.simple_tag
def board_row(board: Board, unread: int) -> SafeString:
    """A line of the list of boards, with how much is unread on it."""
    said = (
        board.colour,
        board.icon,
        board.name,
        board.description,
        board.is_archived,
        board.get_absolute_url(),
        unread,
    )
    return drawn("forum/_board_row.html", _of_board, *said)


def _of_board(colour: str, icon: str, name: str, about: str, archived: bool, href: str, unread: int) -> dict[str, Any]:
    return {
        "colour": colour,
        "icon": icon,
        "name": name,
        "about": about,
        "archived": archived,
        "href": href,
        "unread": unread,
    }


@register.simple_tag(takes_context=True)
def post_acts(context: Context, entry: Entry) -> SafeString:
    """What the reader may do with a post, and how others found it."""
    reactions = (tuple(entry.in_sight), tuple(entry.under_more), tuple(entry.said))
    said = (entry.post.pk, entry.may, *reactions, bool(entry.post.accepted_at), bool(entry.post.my_bookmark))
    return drawn("forum/_acts.html", _of_acts, *said, csrf_token=context.get("csrf_token", ""))


Buttons = tuple[ReactionButton, ...]


def _of_acts(
    pk: int, may: frozenset[str], in_sight: Buttons, under_more: Buttons, said: Buttons, accepted: bool, marked: bool
) -> dict[str, Any]:
    reactions = {"in_sight": in_sight, "under_more": under_more, "said": said}
    more = bool(may - {Action.REPLY})
    return {"pk": pk, "may": may, **reactions, "accepted": accepted, "marked": marked, "has_more": more}
