"""Verbs of the outbox: deliver what is due, forget what was delivered long ago."""

import logging
from datetime import datetime, timedelta
from email import message_from_bytes
from email.generator import BytesGenerator
from email.message import EmailMessage as ParsedMessage
from email.policy import default
from io import BytesIO
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from .models import OutgoingMail

logger = logging.getLogger(__name__)

BATCH = 100
LEASE = timedelta(minutes=10)
"""How long a claimed mail is left alone: a worker that was killed while it sent has then lost its claim."""

WAITS = [timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60, 120, 240, 480, 480, 480, 480)]
"""Between one attempt and the next; after the last the mail is given up, a day and a half later."""

KEPT = timedelta(days=90)


class Passed(ParsedMessage):
    """A message as it was stored, written out the way that Django's mail backends ask for it."""

    def as_bytes(self, unixfrom: bool = False, policy: Any = None, linesep: str = "\n") -> bytes:
        out = BytesIO()
        BytesGenerator(out, mangle_from_=False).flatten(self, unixfrom=unixfrom, linesep=linesep)
        return out.getvalue()


class StoredMessage(EmailMessage):
    """A mail from the outbox, handed to a backend byte for byte as it was promised."""

    def __init__(self, row: OutgoingMail) -> None:
        super().__init__(row.subject, text_of(row), row.sender, row.recipients)
        self.raw = bytes(row.message)

    def message(self, *, policy: Any = None) -> Passed:
        return message_from_bytes(self.raw, Passed)


def text_of(row: OutgoingMail) -> str:
    """What the mail says in plain text; empty once it is delivered and emptied."""
    parsed = message_from_bytes(bytes(row.message), policy=default)
    body = parsed.get_body(("plain",))
    return str(body.get_content()) if body else ""


def deliver() -> int:
    """Send what is due over one connection, and say how many went. Safe to run in several workers at once."""
    now = timezone.now()
    OutgoingMail.objects.expired(now).exclude(next_attempt_at=None).update(
        next_attempt_at=None, last_error="expired before it could be sent", message=b""
    )
    due = list(OutgoingMail.objects.due(now)[:BATCH])
    if not due:
        return 0
    connection = get_connection(settings.DELIVERY_BACKEND, fail_silently=False)
    try:
        connection.open()
        return _send_all(due, connection)
    except OSError as error:
        # The server is away: nobody's mail has failed, so no attempt is counted.
        logger.warning("Mail server does not answer: %s", error)
        return 0
    finally:
        _close(connection)


def _send_all(due: list[OutgoingMail], connection: BaseEmailBackend) -> int:
    sent = 0
    for row in due:
        if not _claim(row):
            continue
        try:
            if not connection.send_messages([StoredMessage(row)]):
                raise OSError("the backend sent nothing")
        except (OSError, ValueError) as error:
            _failed(row, error)
            if _is_gone(error):
                break
        else:
            _sent(row)
            sent += 1
    return sent


def _sent(row: OutgoingMail) -> None:
    kept = row.message if settings.DEMO else b""
    OutgoingMail.objects.filter(pk=row.pk).update(sent_at=timezone.now(), message=kept, last_error="")


def _claim(row: OutgoingMail) -> bool:
    """Take a mail so that no other worker sends it: only one of them changes the row as it was read."""
    as_read = OutgoingMail.objects.filter(
        pk=row.pk, sent_at=None, attempts=row.attempts, next_attempt_at=row.next_attempt_at
    )
    row.attempts += 1
    return as_read.update(attempts=row.attempts, next_attempt_at=timezone.now() + LEASE) == 1


def _failed(row: OutgoingMail, error: Exception) -> None:
    logger.warning("Mail %s was not sent (attempt %d): %s", row.pk, row.attempts, error)
    OutgoingMail.objects.filter(pk=row.pk).update(
        next_attempt_at=None if _is_final(error) else _next(row.attempts), last_error=str(error)[:500]
    )


def _next(attempts: int) -> datetime | None:
    return timezone.now() + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def _is_final(error: Exception) -> bool:
    """The address or the mail itself is refused for good. A refused sender is our fault, not the mail's: it waits."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def _is_gone(error: Exception) -> bool:
    """The connection is of no more use. (`SMTPException` is an `OSError` too.)"""
    return isinstance(error, SMTPServerDisconnected) or not isinstance(error, SMTPException | ValueError)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError as error:
        logger.info("Mail connection did not close well: %s", error)


def forget() -> int:
    """Delete rows that were delivered, or given up, long ago."""
    old = OutgoingMail.objects.filter(created_at__lt=timezone.now() - KEPT, next_attempt_at=None)
    return old.delete()[0] + OutgoingMail.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()[0]
