"""How much one account may write. Counted per account and never by address: a whole town hall has one. Trust comes from
the role that somebody was given, not from being active: who came today has less room, and the day after all have the
same. What is too much stays in the form, with the reason."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _

from community.members.models import User

from .models import Flag, Post, PostVersion, Topic

DAY = timedelta(days=1)
TOPICS_A_DAY = 20
EDITS_A_DAY = 30
FLAGS_A_DAY = 20
TOPICS_FIRST_DAY = 3
REPLIES_FIRST_DAY = 10
SECONDS_BETWEEN = 30
LINKS_FIRST_DAY = 2
MENTIONS_FIRST_DAY = 2
LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
MENTION = re.compile(r"(?<![\w@])@[\w\[]")
Limit = Callable[[User, Mapping[str, Any]], str]


def allows(limit: Limit, by: User, form: Form) -> bool:
    """Whether what stands in a valid form may be sent now; the form says why not."""
    said = limit(by, form.cleaned_data)
    if said:
        form.add_error(None, said)
    return not said


def is_new(user: User) -> bool:
    return user.date_joined > timezone.now() - DAY


def to_start(by: User, data: Mapping[str, Any]) -> str:
    """Why somebody may not start one more topic now, or nothing."""
    if _was_sent(data):
        return ""
    most = TOPICS_FIRST_DAY if is_new(by) else TOPICS_A_DAY
    if Topic.objects.filter(author=by, created_at__gt=timezone.now() - DAY).count() >= most:
        return _(
            "That is enough for today: you have started %(most)s discussions. Your text stands here; send it tomorrow."
        ) % {"most": most}
    return _of_a_new_one(by, data)


def to_reply(by: User, data: Mapping[str, Any]) -> str:
    if not is_new(by) or _was_sent(data):
        return ""
    if Post.objects.filter(author=by, number__gt=1).count() >= REPLIES_FIRST_DAY:
        return _(
            "That is enough for your first day: you have written %(most)s answers. "
            "Your text stands here; send it tomorrow."
        ) % {"most": REPLIES_FIRST_DAY}
    return _of_a_new_one(by, data)


def to_edit(by: User, _data: Mapping[str, Any]) -> str:
    if PostVersion.objects.filter(by=by, replaced_at__gt=timezone.now() - DAY).count() < EDITS_A_DAY:
        return ""
    return _(
        "You have changed posts %(most)s times today. Your text stands here; save it tomorrow."
    ) % {"most": EDITS_A_DAY}  # fmt: skip


def to_flag(by: User, data: Mapping[str, Any]) -> str:
    if Flag.objects.filter(by=by, created_at__gt=timezone.now() - DAY).count() < FLAGS_A_DAY:
        return ""
    if data["key"] and Flag.objects.filter(by=by, key=data["key"]).exists():
        return ""
    return _(
        "You have reported %(most)s posts today. Your text stands here; send it tomorrow."
    ) % {"most": FLAGS_A_DAY}  # fmt: skip


def _was_sent(data: Mapping[str, Any]) -> bool:
    """A second click on what has been sent is no second text."""
    return bool(data["key"]) and Post.objects.filter(key=data["key"]).exists()


def _of_a_new_one(by: User, data: Mapping[str, Any]) -> str:
    if not is_new(by):
        return ""
    text = data["text"]
    if len(LINK.findall(text)) > LINKS_FIRST_DAY:
        return _(
            "You are new here, so a post can have %(most)s links on your first day. Take away some."
        ) % {"most": LINKS_FIRST_DAY}  # fmt: skip
    if len(MENTION.findall(text)) > MENTIONS_FIRST_DAY:
        return _(
            "You are new here, so a post can mention %(most)s people on your first day. Take away some."
        ) % {"most": MENTIONS_FIRST_DAY}  # fmt: skip
    lately = timezone.now() - timedelta(seconds=SECONDS_BETWEEN)
    if Post.objects.filter(author=by, created_at__gt=lately).exists():
        return _(
            "You are new here, so there must be %(seconds)s seconds between what you send. "
            "Your text stands here; send it once more in a moment."
        ) % {"seconds": SECONDS_BETWEEN}
    return ""
