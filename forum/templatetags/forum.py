from itertools import islice
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.places.models import County, Municipality
from community.ui.drawn import drawn
from forum.filters import FilterForm, Filters
from forum.following import Control, choices
from forum.models import AnswerFigures, Board, Topic, TopicState
from forum.querysets import AROUND_A_ROW, IN_A_ROW
from forum.thread import resume_address, solution_address, unread_count

register = template.Library()
register.filter("resume", resume_address)
"""`{{ topic|resume }}`: where the reader left off."""
register.filter("solution_address", solution_address)
register.filter("unread", unread_count)
"""`{{ topic|unread }}`: how many posts the reader has not read, of one that they have begun."""
KNOTS = {TopicState.SOLVED: "used", TopicState.CLOSED: "drop", TopicState.ARCHIVED: "drop"}


ON_A_HEAD = ("slug", "name", "description", "colour", "icon", "audience", "is_archived")
"""What is shown of a board, where it heads a list and where it stands in one."""


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
def who_attributes(topic: int | str) -> SafeString:
    """`<form {% who_attributes topic.pk %}>`: where its texts ask whom one can mention; by their board without one."""
    query = f"?emne={topic}" if topic else ""
    found = _("{n} to choose from. Arrow keys and Enter choose.")
    words = 'data-who-url="{}" data-who-label="{}" data-who-found="{}"'
    return format_html(words, reverse("forum:who") + query, _("People, municipalities and roles"), found)


@register.simple_tag(takes_context=True)
def topic_row(context: Context, row: Any, *, pinned: bool = False, brief: bool = False) -> SafeString:
    """A row of a list of topics, as `for_list` gives it; it names its board where the page is not of that."""
    template = "forum/_topic_brief.html" if brief else "forum/_topic_row.html"
    shown, board = row[: len(IN_A_ROW + AROUND_A_ROW)], context.get("board")
    names_board = board is None or board.name_nb != row.board__name_nb
    return drawn(template, _of_row, shown, names_board, unread_count(row), row.read_number, pinned)


def _of_row(values: tuple[Any, ...], names_board: bool, new: int, read: int | None, pinned: bool) -> dict[str, Any]:
    own, around = values[: len(IN_A_ROW)], iter(values[len(IN_A_ROW) :])
    name, slug, county = islice(around, 3)
    place = Municipality(name=name, slug=slug, county=County(name=county)) if slug else None
    board = Board(**dict(zip(("name_nb", "name_nn", "name_en", "colour"), around, strict=True)))
    topic = Topic(**dict(zip(IN_A_ROW, own, strict=True)), municipality=place, board=board)
    topic.read_number = read
    return {"topic": topic, "names_board": names_board, "new": new, "pinned": pinned}


@register.simple_tag
def board_row(board: Board, unread: int) -> SafeString:
    """A line of the list of boards, with how much is unread on it."""
    return drawn("forum/_board_row.html", _of_board, tuple(getattr(board, name) for name in ON_A_HEAD), unread)


def _of_board(values: tuple[Any, ...], unread: int) -> dict[str, Any]:
    return {**dict(zip(ON_A_HEAD, values, strict=True)), "unread": unread}


@register.simple_tag(takes_context=True)
def watch_form(context: Context, control: Control, *, back: str = "") -> SafeString:
    """In which one chooses what to hear of something; `back`: where one goes on, if not to the thing itself."""
    each = {"url": control.url, "anchor": control.anchor, "name": control.name, "back": back}
    token = context.get("csrf_token", "")
    return drawn(
        "forum/_watch.html", _of_watching, control.kind is Topic, control.level, bool(back), **each, csrf_token=token
    )


def _of_watching(is_topic: bool, level: str, returns: bool) -> dict[str, Any]:
    return {"choices": choices(of_topic=is_topic), "level": level, "returns": returns}


@register.simple_tag
def list_key() -> SafeString:
    """What the knots of a list mean."""
    return drawn("forum/_key.html", dict)


@register.simple_tag(takes_context=True)
def list_head(context: Context) -> SafeString:
    """What stands above a list: what it is of, and what narrows it. The same for all that may do the same there."""
    board, answers, viewer = context.get("board"), context.get("answers"), context["request"].viewer
    return drawn(
        "forum/_list_head.html",
        _of_head,
        tuple(getattr(board, name) for name in ON_A_HEAD) if board else (),
        (answers.asked, answers.answered, answers.half_within_minutes) if answers else (),
        context["filters"],
        tuple(context["watching"]),
        context["may_start"],
        viewer.is_member,
        viewer.is_editor or bool(viewer.led_network_ids),
        csrf_token=context.get("csrf_token", ""),
    )


def _of_head(
    board: tuple[Any, ...], answers: tuple[Any, ...], filters: Filters, watching: tuple[Control, ...],
    may_start: bool, is_member: bool, moderates: bool,
) -> dict[str, Any]:  # fmt: skip
    counted = dict(zip(("asked", "answered", "half_within_minutes"), answers, strict=True)) if answers else None
    return {
        "board": dict(zip(ON_A_HEAD, board, strict=True)) if board else None,
        "answers": AnswerFigures(**counted) if counted else None,
        "filters": filters,
        "form": FilterForm(filters.choice, filters.places, filters.themes),
        "watching": watching,
        "may_start": may_start,
        "is_member": is_member,
        "moderates": moderates,
    }
