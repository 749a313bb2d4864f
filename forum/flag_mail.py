"""Mail to people without an account who reported something: that it came, and what was decided. It holds none of the
post's words, nor theirs: the address may be somebody else's."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation

from community.members.mail import message_id, one_line, plain
from community.ui.navigation import absolute

from .models import Flag

MAILS_AN_HOUR = 20
MAILS_A_DAY_TO_ONE = 3


def receipt_by_mail(flag: Flag) -> None:
    """To whoever left an address; not to the one who is sent more than they would ask for."""
    now = timezone.now()
    mailed = Flag.objects.exclude(email="").exclude(pk=flag.pk)
    to_one = mailed.filter(email__iexact=flag.email, created_at__gt=now - timedelta(days=1)).count()
    if to_one < MAILS_A_DAY_TO_ONE and mailed.filter(created_at__gt=now - timedelta(hours=1)).count() < MAILS_AN_HOUR:
        _send(flag, "flag_received")


def decision_by_mail(flag: Flag) -> None:
    _send(flag, "flag_decided")


def _send(flag: Flag, template: str) -> None:
    if not flag.email:
        return
    with translation.override(flag.language):
        context = {"flag": flag, "matter": flag.matter, "site_name": settings.WAGTAIL_SITE_NAME}
        text = plain(f"emails/{template}.txt", context).replace("\r\n", "\n")
        subject, *said = [part.strip() for part in text.split("\n\n") if part.strip()]
        words = said.pop()
        link = absolute(reverse("forum:receipt", args=[flag.receipt]))
        parts = {"paragraphs": said, "words": words, "link": link, "site_name": settings.WAGTAIL_SITE_NAME}
        body = plain("emails/base.txt", parts)
    key = message_id(f"{template}:{flag.pk}")
    headers = {"Message-ID": key, "Auto-Submitted": "auto-generated"}
    EmailMessage(one_line(subject), body, to=[flag.email], headers=headers).send()
