"""The verb: take in what a reader wrote, and tell those who run the site."""

from collections.abc import MutableMapping
from time import time
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Feedback

AT_MOST = 5
WITHIN = 3600


class TooMany(Exception):
    """More than a person writes in an hour."""


@transaction.atomic
def receive(data: dict[str, Any], *, language: str, sent: MutableMapping[str, Any]) -> Feedback | None:
    """Store the feedback and mail it; None where a robot filled the field that no person sees. `sent`: the session."""
    now = int(time())
    recent = [when for when in sent.get("feedback_sent", []) if when > now - WITHIN]
    if len(recent) >= AT_MOST:
        raise TooMany(_("You have written five times in an hour. Try again a little later; your text is still here."))
    sent["feedback_sent"] = [*recent, now]
    if data["website"]:
        return None
    kept = {name: data[name] for name in ("message", "name", "email", "page")}
    feedback = Feedback.objects.create(language=language, **kept)
    _tell(feedback)
    return feedback


def _tell(feedback: Feedback) -> None:
    lines = [feedback.message, "", feedback.name, feedback.email, feedback.page]
    EmailMessage(
        subject="Tilbakemelding på Saman",
        body="\n".join(lines).rstrip() + "\n",
        to=[settings.FEEDBACK_EMAIL],
        reply_to=[feedback.email] if feedback.email else None,
    ).send()
