"""What somebody's notices are as mail: which of them make one, what it says, and what mail programs are told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from community.access.viewer import Viewer
from community.members.mail import host, letter, message_id, one_line, plain
from community.members.models import User
from community.ui.navigation import absolute

from .lines import Line, gathered
from .models import Frequency, Notice
from .unsubscribe import address

AT_ONCE = 5
"""More threads than these, due at the same moment (after quiet hours), come as one mail."""
LONGEST = 40
"""Lines of one mail."""


@dataclass(frozen=True)
class Letter:
    mail: EmailMultiAlternatives
    notices: Sequence[int]


def letters(person: User, viewer: Viewer, notices: Sequence[Notice], chosen: Mapping[str, str]) -> list[Letter]:
    """The mails that tell a person of these notices, in their language: one a thread of what they want at once, and one
    that gathers the rest. What they may not see, or want no mail about, is in none. Asks no database."""
    with translation.override(person.language):
        lines = [line for line in gathered(notices, viewer) if _frequency(line, chosen) != Frequency.NEVER]
        by_group = sorted(lines, key=lambda line: line.latest.group)
        threads = [
            list(those)
            for _group, those in groupby(
                (line for line in by_group if _frequency(line, chosen) == Frequency.NOW),
                key=lambda line: line.latest.group,
            )
        ]
        if len(threads) > AT_ONCE:
            threads = []
        apart = [line for thread in threads for line in thread]
        rest = [line for line in lines if line not in apart]
        return [_letter(person, those) for those in [*threads, rest] if those]


def _frequency(line: Line, chosen: Mapping[str, str]) -> str:
    if not line.kind.mails:
        return Frequency.NEVER
    return line.kind.frequency(line.latest.event, chosen.get(line.kind.name))


def _letter(person: User, lines: Sequence[Line]) -> Letter:
    """In the language that is active."""
    stop = absolute(address(person, {line.kind.name for line in lines}))
    single = lines[0] if len(lines) == 1 else None
    subject = one_line(_subject(lines))
    said = {
        "subject": subject,
        "lines": [_said(line) for line in lines[:LONGEST]],
        "single": _said(single) if single else None,
        "more": max(0, len(lines) - LONGEST),
        "stop": stop,
        "choices": absolute(reverse("notifications:choices")),
        "all": absolute(reverse("notifications:notices")),
        "language": person.language,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    notices = sorted(pk for line in lines for pk in line.ids)
    text, html = plain("emails/notices.txt", said), render_to_string("emails/notices.html", said)
    mail = letter(person, f"notices:{notices}", subject, text, html, headers=_headers(lines, stop))
    return Letter(mail, notices)


def _subject(lines: Sequence[Line]) -> str:
    if len({line.latest.group for line in lines}) == 1:
        return lines[0].title
    count = sum(line.count for line in lines)
    site = settings.WAGTAIL_SITE_NAME
    return ngettext("%(count)s notice from %(site)s", "%(count)s notices from %(site)s", count) % {
        "count": count,
        "site": site,
    }


def _said(line: Line) -> dict[str, Any]:
    return {"title": line.title, "summary": line.summary, "link": absolute(line.url), "why": line.why}


def _headers(lines: Sequence[Line], stop: str) -> dict[str, str]:
    """For filters (RFC 2919), for the button that stops them (RFC 8058), and so that mails of one thread lie together:
    all answer the same mail, that never was."""
    names = {line.kind.name for line in lines}
    headers = {
        "List-Id": f"{settings.WAGTAIL_SITE_NAME} <{names.pop() if len(names) == 1 else 'all'}.notices.{host()}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    first = lines[0]
    if all(line.latest.group == first.latest.group for line in lines):
        root = message_id(f"thread:{first.kind.thread_of(first.latest.event, first.said[-1])}")
        headers |= {"In-Reply-To": root, "References": root}
    return headers
