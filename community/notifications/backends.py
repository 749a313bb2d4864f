from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from .models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """Takes each mail into the database, in the current transaction: rolled back with it, or promised with it.

    A mail whose Message-ID was written before is not written again. The header `Expires` (RFC 4021) says until when a
    mail is worth sending. All are composed before any is stored, so one with a line break in a header stops them all.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [_row(message) for message in email_messages if message.recipients()]
        if rows:
            _insert(rows)
        return len(rows)


def _insert(rows: Sequence[OutgoingMail]) -> None:
    """In one statement for all of them: `bulk_create` makes one of each ninety for SQLite."""
    columns = [field for field in OutgoingMail._meta.concrete_fields if not field.primary_key]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in columns)
    values = [[field.get_db_prep_save(field.pre_save(row, True), connection) for field in columns] for row in rows]
    table, places = connection.ops.quote_name(OutgoingMail._meta.db_table), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        statement = ["INSERT INTO", table, "(", names, ") VALUES (", places, ") ON CONFLICT DO NOTHING"]
        cursor.executemany(" ".join(statement), values)


def _row(mail: EmailMessage) -> OutgoingMail:
    message = mail.message()
    return OutgoingMail(
        message_id=message["Message-ID"],
        sender=mail.from_email,
        recipients=mail.recipients(),
        subject=str(mail.subject),
        message=message.as_bytes(),
        expires_at=_date(message["Expires"]),
    )


def _date(header: str | None) -> datetime | None:
    return parsedate_to_datetime(header).astimezone(UTC) if header else None
