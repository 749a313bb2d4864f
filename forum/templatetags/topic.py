"""The pieces of a topic's page."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from community.access.templatetags.writer import written_by_reader
from community.access.viewer import Viewer
from community.text.markdown import kept_html
from community.text.templatetags.text import shy
from community.ui.components.signs import letters
from community.ui.drawn import drawn
from community.ui.navigation import address
from forum.forms import PostForm
from forum.models import ReactionKind, Topic
from forum.policy import Action
from forum.thread import Entry

register = template.Library()
THEME = '<a href="{}?tema={}">{}</a>'
IN_A_HEAD = ("kind", "state", "closed_because", "language", "audience")
"""What stands above the posts shows of the topic itself."""
IN_SIGHT = (ReactionKind.USEFUL, ReactionKind.TRYING)
"""Reactions that are buttons of their own; the others lie under «More»."""


@register.simple_tag(takes_context=True)
def topic_head(context: Context) -> SafeString:
    """What stands above the posts: what it is, where it stands, and what it is about."""
    topic, about, every = context["topic"], context["about"], address("forum:index")
    return drawn(
        "forum/_topic_head.html",
        _of_topic,
        tuple(getattr(topic, name) for name in IN_A_HEAD),
        bool(topic.reply_count),
        (topic.board.name, topic.board.get_absolute_url(), topic.board.is_archived),
        bool(context["tags"]),
        topic.step.name if topic.step else "",
        (about.get_absolute_url(), about.language, str(about)) if about else (),
        title=shy(topic.title),
        themes=format_html_join("", THEME, ((every, theme.slug, theme.name) for theme in context["themes"])),
        tags=drawn("forum/_tags.html", _of_tags, *((tag["slug"], tag["name"]) for tag in context["tags"])),
    )


def _of_tags(*tags: tuple[str, str]) -> dict[str, Any]:
    return {"tags": tags}


def _of_topic(
    values: tuple[Any, ...], answered: bool, board: tuple[str, str, bool], has_tags: bool, step: str,
    about: tuple[str, ...],
) -> dict[str, Any]:  # fmt: skip
    topic = Topic(**dict(zip(IN_A_HEAD, values, strict=True)), reply_count=int(answered))
    return {"topic": topic, "board": board, "has_tags": has_tags, "step": step, "about": about}


@register.simple_tag(takes_context=True)
def topic_acts(context: Context) -> SafeString:
    """What the reader may do with the whole of it."""
    topic, is_member = context["topic"], context["request"].viewer.is_member
    unread = is_member and (topic.read_number or 0) != topic.last_number
    each = {"pk": topic.pk, "number": topic.last_number, "csrf_token": context.get("csrf_token", "")}
    return drawn("forum/_topic_acts.html", _of_acts, context["may"], unread, **each)


def _of_acts(may: frozenset[Action], unread: bool) -> dict[str, Any]:
    return {"may": may, "unread": unread}


@register.simple_tag(takes_context=True)
def post_body(context: Context, entry: Entry, *, is_last: bool) -> SafeString:
    """A post, with what the reader may do with it and how others found it: most are alike but for what they say."""
    topic, viewer = context["topic"], context["request"].viewer
    alike = {**_of_entry(entry, topic), "is_last": is_last, "asks_what_solved": _asks_of(entry, topic, viewer)}
    each = {**_said_in(entry, viewer), "csrf_token": context.get("csrf_token", "")}
    return drawn("forum/_post_body.html", _of_post, tuple(alike), tuple(alike.values()), **each)


def _asks_of(entry: Entry, topic: Topic, viewer: Viewer) -> bool:
    """Whether the reader asked, and still has to say what solved it: then that is not hidden among the rest."""
    asked = viewer.user_id == topic.author_id != entry.post.author_id
    return asked and not topic.solution_number and Action.ACCEPT in entry.may


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
    return {
        "pk": post.pk,
        "number": post.number,
        "anchor": entry.anchor,
        "letters": letters(post.municipality_name) or "–",
        "signature": post.signature_for(viewer),
        "written": _time_of(post.created_at, get_language()),
        "html": kept_html(post.html),
        "hidden_reason": post.hidden_reason,
        "reply_to": post.reply_to_id or 0,
        "replied_signature": post.reply_to.signature_for(viewer) if post.reply_to else "",
    }


@lru_cache(2000)
def _time_of(moment: datetime, _language: str) -> SafeString:
    """For machines and for people."""
    local = localtime(moment)
    return format_html('<time datetime="{}">{}</time>', date_format(local, "c"), date_format(local, "DATETIME_FORMAT"))


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
def answer_form(context: Context, form: PostForm, topic: Topic, version: int) -> SafeString:
    """In which one answers: the same for all who have written nothing yet, but for where it is sent and by whom."""
    each = {
        "csrf_token": context.get("csrf_token", ""),
        "written": written_by_reader(context),
        "pk": topic.pk,
        "person": context["request"].user.pk,
        "version": version,
        "key": form["key"].value(),
    }
    if form.is_bound or form.initial:
        return render_to_string("forum/_answer_form.html", {**each, "form": form})
    return drawn("forum/_answer_form.html", _of_answer, str(form.auto_id), **each)


def _of_answer(auto_id: str) -> dict[str, Any]:
    return {"form": PostForm(auto_id=auto_id)}
