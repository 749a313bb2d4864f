from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.access.templatetags.writer import written_by_reader
from community.access.viewer import Viewer
from community.places.models import County, Municipality
from community.text.markdown import kept_html
from community.ui.components.signs import letters
from community.ui.drawn import drawn
from forum.filters import FilterForm, Filters
from forum.following import Control
from forum.forms import PostForm
from forum.models import AnswerFigures, Board, ReactionKind, Topic, TopicState
from forum.policy import Action
from forum.querysets import AROUND_A_ROW, IN_A_ROW
from forum.thread import Entry, resume_address, solution_address, unread_count

register = template.Library()
register.filter("resume", resume_address)
"""`{{ topic|resume }}`: where the reader left off."""
register.filter("solution_address", solution_address)
register.filter("unread", unread_count)
"""`{{ topic|unread }}`: how many posts the reader has not read, of one that they have begun."""
IN_SIGHT = (ReactionKind.USEFUL, ReactionKind.TRYING)
"""Reactions that are buttons of their own; the others lie under «More»."""
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
def who_attributes(topic: Topic | str) -> SafeString:
    """`<form {% who_attributes topic %}>`: where its texts ask whom one can mention; without a topic by their board."""
    query = f"?emne={topic.pk}" if isinstance(topic, Topic) else ""
    found = _("{n} to choose from. Arrow keys and Enter choose.")
    words = 'data-who-url="{}" data-who-label="{}" data-who-found="{}"'
    return format_html(words, reverse("forum:who") + query, _("People, municipalities and roles"), found)


@register.simple_tag(takes_context=True)
def topic_row(context: Context, row: Any, *, pinned: bool = False, brief: bool = False) -> SafeString:
    """A row of a list of topics, as `for_list` gives it; it names the board where the page is not that of one."""
    template = "forum/_topic_brief.html" if brief else "forum/_topic_row.html"
    shown, names_board = row[: len(IN_A_ROW + AROUND_A_ROW)], not context.get("board")
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
def post_body(context: Context, entry: Entry, *, is_last: bool) -> SafeString:
    """A post, with what the reader may do with it and how others found it: most are alike but for what they say."""
    alike = {**_of_entry(entry, context["topic"]), "is_last": is_last}
    each = {**_said_in(entry, context["request"].viewer), "csrf_token": context.get("csrf_token", "")}
    return drawn("forum/_post_body.html", _of_post, tuple(alike), tuple(alike.values()), **each)


def _of_entry(entry: Entry, topic: Topic) -> dict[str, Hashable]:
    post, uploads = entry.post, entry.post.uploads.all() if entry.post.has_uploads else ()
    pictures = [(one.upload.key, one.words, one.upload.width, one.upload.height) for one in uploads if one.is_picture]
    return {
        "live": post.live,
        "hidden": bool(post.hidden_at),
        "is_readable": entry.is_readable,
        "may": entry.may,
        "language": post.language,
        "is_solved": bool(topic.solution_number),
        "is_the_solution": post.number == topic.solution_number,
        "accepted": bool(post.accepted_at),
        "accepted_by_asker": post.accepted_by_id == topic.author_id,
        "moved": bool(post.moved_from_id),
        "edited": bool(post.edited_at),
        "corrected": bool(post.corrected_at),
        "replies": bool(post.reply_to and post.reply_to.live),
        "pictures": tuple(pictures),
        "files": tuple((one.upload.key, one.words, one.upload.size) for one in uploads if not one.is_picture),
        "counts": tuple(post.reaction_counts.items()),
        "mine": entry.mine,
        "marked": bool(post.my_bookmark),
        "has_more": bool(entry.may - {Action.REPLY}),
    }


def _said_in(entry: Entry, viewer: Viewer) -> dict[str, object]:
    post = entry.post
    moment, when = _time_of(post.created_at, get_language())
    return {
        "pk": post.pk,
        "number": post.number,
        "anchor": entry.anchor,
        "letters": letters(post.municipality_name) or "–",
        "signature": post.signature_for(viewer),
        "moment": moment,
        "when": when,
        "html": kept_html(post.html),
        "hidden_reason": post.hidden_reason,
        "reply_to": post.reply_to_id or 0,
        "replied_signature": post.reply_to.signature_for(viewer) if post.reply_to else "",
    }


@lru_cache(2000)
def _time_of(moment: datetime, _language: str) -> tuple[str, str]:
    """For machines and for people."""
    local = localtime(moment)
    return date_format(local, "c"), date_format(local, "j. F Y H.i")


def _of_post(names: tuple[str, ...], values: tuple[Any, ...]) -> dict[str, Any]:
    alike = dict(zip(names, values, strict=True))
    return {**alike, **_buttons(dict(alike["counts"]), alike["mine"])}


@dataclass(frozen=True)
class ReactionButton:
    kind: str
    label: str
    count: int
    pressed: bool


def _buttons(counts: dict[str, int], mine: Collection[str]) -> dict[str, list[ReactionButton]]:
    """`said`: those that somebody has given, for whoever can give none."""
    every = [ReactionButton(kind, str(kind.label), counts.get(kind, 0), kind in mine) for kind in ReactionKind]
    return {
        "in_sight": [one for one in every if one.kind in IN_SIGHT],
        "under_more": [one for one in every if one.kind not in IN_SIGHT],
        "said": [one for one in every if one.count],
    }


@register.simple_tag(takes_context=True)
def watch_form(context: Context, control: Control, *, listed: bool = False) -> SafeString:
    """In which one chooses what to hear of something; `listed`: on the page of all that one follows."""
    return drawn("forum/_watch.html", _of_watching, control, listed, csrf_token=context.get("csrf_token", ""))


def _of_watching(control: Control, listed: bool) -> dict[str, Any]:
    return {"control": control, "listed": listed}


@register.simple_tag(takes_context=True)
def answer_form(context: Context, form: PostForm, topic: Topic, version: int) -> SafeString:
    """In which one answers: the same for all who have written nothing yet, but for where it is sent and by whom."""
    each = {
        "csrf_token": context.get("csrf_token", ""),
        "written": written_by_reader(context),
        "who": who_attributes(topic),
        "action": reverse("forum:reply", args=[topic.pk]),
        "kept_at": reverse("forum:save_answer", args=[topic.pk]),
        "person": context["request"].user.pk,
        "version": version,
        "key": form["key"].value(),
    }
    if form.is_bound or form.initial:
        return render_to_string("forum/_answer_form.html", {**each, "form": form})
    return drawn("forum/_answer_form.html", _of_answer, str(form.auto_id), **each)


def _of_answer(auto_id: str) -> dict[str, Any]:
    return {"form": PostForm(auto_id=auto_id)}


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
