"""From what happened to a mail server: one that is away, and workers that die, neither lose nor double a mail."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from cases.models import Experience
from community.members.models import User
from community.notifications import mail
from community.notifications.backends import OutboxBackend
from community.notifications.deliver import deliver
from community.notifications.models import Notice, OutgoingMail
from tests.factories.notices import a_kind, it_happened
from tests.notifications.smtp_sink import Sink, smtp_sink

OUTBOX = "community.notifications.backends.OutboxBackend"


@pytest.fixture
def server(settings: Any, experience: Experience, colleague: User) -> Iterator[Sink]:
    """One mail server, and one person who is told at once."""
    with smtp_sink() as sink, a_kind(recipients=lambda _event: [(colleague.pk, "follow")], default="now"):
        settings.EMAIL_BACKEND, settings.DEMO, settings.EMAIL_TIMEOUT = OUTBOX, False, 5
        settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        OutgoingMail.objects.all().delete()
        yield sink


def worker() -> None:
    """One round of what it does."""
    mail.write()
    deliver()


def test_a_notice_arrives_with_its_headers(server: Sink, experience: Experience) -> None:
    it_happened(experience)
    worker()
    (raw,) = server.received
    for header in (b"List-Unsubscribe:  <http", b"List-Unsubscribe-Post: List-Unsubscribe=One-Click", b"List-Id: "):
        assert header in raw.replace(b"\r\n ", b" ")
    assert b"References: <" in raw and b"Feedback-ID" not in raw


def test_a_server_that_is_away_for_an_hour_loses_and_doubles_nothing(
    server: Sink, settings: Any, experience: Experience
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    for _ in range(3):
        it_happened(experience)
        worker()
    assert server.received == []
    settings.EMAIL_PORT = port
    for _ in range(3):
        worker()
    assert len(server.received) == 3
    assert len({raw.partition(b"Message-ID: ")[2].partition(b"\r\n")[0] for raw in server.received}) == 3


class Dying(OutboxBackend):
    """Takes the mail, and with that its worker is killed."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        super().send_messages(email_messages)
        raise SystemExit


def test_a_worker_that_dies_before_it_has_marked_what_it_wrote_has_written_nothing(
    server: Sink, settings: Any, experience: Experience
) -> None:
    it_happened(experience)
    settings.EMAIL_BACKEND = f"{__name__}.Dying"
    with pytest.raises(SystemExit):
        worker()
    assert not OutgoingMail.objects.exists() and Notice.objects.get().mailed_at is None
    settings.EMAIL_BACKEND = OUTBOX
    worker()
    worker()
    assert len(server.received) == 1


def test_the_same_notices_are_the_same_mail(server: Sink, experience: Experience) -> None:
    it_happened(experience)
    mail.write()
    due = timezone.now()
    Notice.objects.update(mail_due_at=due, mailed_at=None)
    worker()
    assert OutgoingMail.objects.count() == 1 and len(server.received) == 1
