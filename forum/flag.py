"""Reporting a post to its moderators: by members, and by anybody for what everybody may read."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.members.models import User
from community.notifications.events import record

from .flag_mail import receipt_by_mail
from .models import Flag, Matter, MatterKind, Post

WAITS = "forum.matter"
"""The notice to moderators that something waits for them."""
STRANGERS_AN_HOUR = 100
"""Reports by people without an account, for the whole site: they keep no cookie to be known by."""


class FloodError(Exception):
    """More reports came this hour than people would send."""


def flag(
    post: Post,
    reason: str,
    words: str = "",
    *,
    key: UUID,
    name: str = "",
    email: str = "",
    language: str = "nb",
    by: User | None,
) -> Flag:
    """Report a post. Reports that come before it is decided are one matter. The same key is the same report.

    Raises FloodError where strangers have sent more than the site takes in.
    """
    if sent := _sent(post, key, by):
        return sent
    if by is None and _this_hour() >= STRANGERS_AN_HOUR:
        raise FloodError
    who = {"by": by, "language": language} | ({"name": name, "email": email} if by is None else {})
    try:
        return _new(post, Flag(reason=reason, words=words, key=key, **who))
    except IntegrityError:
        if sent := _sent(post, key, by):
            return sent
        # A key that is another's is nobody's business: this report gets one of its own.
        return _new(post, Flag(reason=reason, words=words, **who))


def _sent(post: Post, key: UUID, by: User | None) -> Flag | None:
    return Flag.objects.filter(key=key, by=by, matter__post=post).first()


@transaction.atomic
def _new(post: Post, made: Flag) -> Flag:
    matter, is_new = Matter.objects.get_or_create(post=post, kind=MatterKind.FLAG, decided_at=None)
    made.matter = matter
    made.save(force_insert=True)
    if is_new:
        record(WAITS, matter, by=made.by)
    receipt_by_mail(made)
    return made


def _this_hour() -> int:
    return Flag.objects.filter(by=None, created_at__gt=timezone.now() - timedelta(hours=1)).count()
