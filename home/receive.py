"""The verb: take in what a reader wrote, and tell those who run the site."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .models import Feedback

MAILS_AN_HOUR = 20
"""For the whole site: who sends more than a person would keeps no cookie to be known by. What comes more is stored."""


@transaction.atomic
def receive(data: dict[str, Any], *, language: str) -> Feedback | None:
    """Store the feedback and mail it; None where a robot filled the field that no person sees."""
    if data["website"]:
        return None
    kept = {name: data[name] for name in ("message", "name", "email", "page")}
    feedback = Feedback.objects.create(language=language, **kept)
    this_hour = Feedback.objects.filter(created_at__gt=timezone.now() - timedelta(hours=1)).count()
    if this_hour <= MAILS_AN_HOUR:
        _tell(feedback, is_last=this_hour == MAILS_AN_HOUR)
    return feedback


def _tell(feedback: Feedback, *, is_last: bool) -> None:
    """In the site's first language: those who run it are no reader of the page."""
    lines = [feedback.message, "", feedback.name, feedback.email, feedback.page]
    with translation.override(settings.LANGUAGE_CODE):
        if is_last:
            lines.append(_("What more comes within the hour is not sent by mail. It stands in the administration."))
        subject = _("Feedback on Saman")
    EmailMessage(
        subject=subject,
        body="\n".join(lines).rstrip() + "\n",
        to=[settings.FEEDBACK_EMAIL],
        reply_to=[feedback.email] if feedback.email else None,
    ).send()
