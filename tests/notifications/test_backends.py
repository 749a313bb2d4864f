from typing import Any

import pytest
from django.core.mail import BadHeaderError, EmailMessage, get_connection
from django.db import transaction

from community.notifications.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "community.notifications.backends.OutboxBackend"


def a_mail(subject: str = "Hei", **fields: Any) -> EmailMessage:
    return EmailMessage(subject, "Tekst", "saman@example.org", ["a@example.org"], **fields)


def test_a_mail_becomes_a_row_that_waits() -> None:
    assert a_mail().send() == 1
    row = OutgoingMail.objects.due().get()
    assert (row.subject, row.recipients, row.attempts) == ("Hei", ["a@example.org"], 0)
    assert b"Tekst" in bytes(row.message)


def test_a_mail_is_rolled_back_with_the_change_that_promised_it() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        a_mail().send()
        _ = 1 / 0
    assert not OutgoingMail.objects.exists()


def test_the_same_message_id_is_written_once() -> None:
    for _ in range(2):
        a_mail(headers={"Message-ID": "<one@example.org>"}).send()
    assert OutgoingMail.objects.count() == 1


def test_blind_copies_are_delivered_and_not_told() -> None:
    a_mail(bcc=["b@example.org"]).send()
    row = OutgoingMail.objects.get()
    assert row.recipients == ["a@example.org", "b@example.org"]
    assert b"b@example.org" not in bytes(row.message)


def test_a_line_break_in_one_header_stores_none_of_them() -> None:
    with pytest.raises(BadHeaderError):
        get_connection().send_messages([a_mail(), a_mail("Hei\nBcc: spy@example.org")])
    assert not OutgoingMail.objects.exists()
