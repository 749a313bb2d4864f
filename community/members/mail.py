"""One mail to one person, in their language, with one link to the very place.

A mail is one template, `templates/emails/<name>.txt`, in paragraphs: the first is the subject, the last the words of
the link, and what stands between is said. The HTML part is made of the same paragraphs, so the two never differ.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.http import http_date

from community.ui.navigation import absolute

from .models import User

Link = str | Callable[[], str]


def send_templated(
    to_user: User,
    template: str,
    context: Mapping[str, Any],
    key: str,
    link: Link = "",
    *,
    expires_at: datetime | None = None,
) -> None:
    """Write a mail to a person, in the current transaction; nothing to one who has left.

    `key` says what the mail is about, once for ever (`"published:7:31"`): the same key to the same person is one mail.
    `link` is a path, or a function that returns it: it is called in the person's language. After `expires_at` the mail
    is not sent any more.
    """
    if not to_user.is_active or to_user.anonymised_at:
        return
    with translation.override(to_user.language):
        path = link() if callable(link) else link
        subject, said, words = _read(template, {**context, "person": to_user})
        parts = {
            "subject": subject,
            "paragraphs": said,
            "words": words,
            "link": absolute(path) if path else "",
            "language": to_user.language,
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        text = plain("emails/base.txt", parts)
        html = render_to_string("emails/base.html", parts)
    expiry = {"Expires": http_date(timezone.localtime(expires_at).timestamp())} if expires_at else {}
    letter(to_user, key, subject, text, html, headers=expiry).send()


def letter(
    to_user: User, key: str, subject: str, text: str, html: str, *, headers: Mapping[str, str] | None = None
) -> EmailMultiAlternatives:
    """A mail to one person with the headers that all of ours have. For `key` see `send_templated`."""
    fixed = {"Message-ID": message_id(f"{key}\n{to_user.pk}"), "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(one_line(subject), text, to=[_address(to_user)], headers={**fixed, **(headers or {})})
    mail.attach_alternative(html, "text/html")
    return mail


def message_id(about: str) -> str:
    """The same for the same, and telling nobody what it is about."""
    return f"<{hashlib.sha256(about.encode()).hexdigest()[:40]}@{host()}>"


def host() -> str:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"


def _read(template: str, context: Mapping[str, Any]) -> tuple[str, list[str], str]:
    text = plain(f"emails/{template}.txt", context)
    subject, *said = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    words = said.pop() if said else ""
    return one_line(subject), said, one_line(words)


def plain(template: str, context: Mapping[str, Any]) -> str:
    """A template of plain text, filled in."""
    # Nothing is HTML here, so nothing is escaped: «Nord & Sør» is not «Nord &amp; Sør».
    return Engine.get_default().get_template(template).render(Context(dict(context), autoescape=False))


def one_line(text: str) -> str:
    """Text that may stand in a header: a name or a title never brings a line break or a NUL with it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]


def _address(person: User) -> str:
    validate_email(person.email)
    return person.email
