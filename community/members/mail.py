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
        text = _plain("emails/base.txt", parts)
        html = render_to_string("emails/base.html", parts)
    mail = EmailMultiAlternatives(subject, text, to=[_address(to_user)], headers=_headers(to_user, key, expires_at))
    mail.attach_alternative(html, "text/html")
    mail.send()


def _read(template: str, context: Mapping[str, Any]) -> tuple[str, list[str], str]:
    text = _plain(f"emails/{template}.txt", context)
    subject, *said = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    words = said.pop() if said else ""
    return one_line(subject), said, one_line(words)


def _plain(template: str, context: Mapping[str, Any]) -> str:
    # Nothing is HTML here, so nothing is escaped: «Nord & Sør» is not «Nord &amp; Sør».
    return Engine.get_default().get_template(template).render(Context(dict(context), autoescape=False))


def one_line(text: str) -> str:
    """Text that may stand in a header: a name or a title never brings a line break or a NUL with it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]


def _address(person: User) -> str:
    validate_email(person.email)
    return person.email


def _headers(person: User, key: str, expires_at: datetime | None) -> dict[str, str]:
    name = hashlib.sha256(f"{key}\n{person.pk}".encode()).hexdigest()[:40]
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}
    if expires_at:
        headers["Expires"] = http_date(timezone.localtime(expires_at).timestamp())
    return headers
