import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from community.notifications import deliver as outbox
from community.notifications.deliver import LEASE, WAITS, deliver, forget, text_of
from community.notifications.models import OutgoingMail
from tests.notifications.smtp_sink import Sink, smtp_sink

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server(settings: Any) -> Iterator[Sink]:
    with smtp_sink() as sink:
        settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.DEMO, settings.EMAIL_TIMEOUT = False, 5
        yield sink


def promise(*to: str, body: str = "Så bra.", **fields: Any) -> OutgoingMail:
    mail = EmailMessage("Erfaringen er publisert", body, "saman@example.org", list(to or ["a@example.org"]), **fields)
    get_connection("community.notifications.backends.OutboxBackend").send_messages([mail])
    return OutgoingMail.objects.latest("pk")


def later(row: OutgoingMail, by: timedelta) -> None:
    """As if so much time had passed."""
    OutgoingMail.objects.filter(pk=row.pk).update(next_attempt_at=row.next_attempt_at - by)


def test_what_is_due_is_sent_once_over_one_connection_and_emptied(server: Sink) -> None:
    row, _other = promise(), promise("b@example.org")
    assert (deliver(), deliver()) == (2, 0)
    assert (len(server.received), server.connections) == (2, 1)
    row.refresh_from_db()
    assert row.sent_at and bytes(row.message) == b""


def test_the_mail_arrives_as_it_was_promised(server: Sink) -> None:
    row = promise(body="Så bra.\nFrom Grong med hilsen.")
    deliver()
    assert server.received[0].replace(b"\r\n", b"\n").rstrip() == bytes(row.message).rstrip()


def test_the_demo_keeps_what_it_sent(settings: Any) -> None:
    settings.DEMO = True
    row = promise()
    deliver()
    row.refresh_from_db()
    assert text_of(row).strip() == "Så bra."


def test_a_server_that_is_away_costs_no_attempt(settings: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = taken.getsockname()[1]
        row = promise()
        assert deliver() == 0
    row.refresh_from_db()
    assert (row.attempts, row.sent_at) == (0, None)


def test_a_person_who_is_refused_for_good_is_given_up_and_others_get_theirs(server: Sink) -> None:
    refused, _other = promise("nobody@example.org"), promise()
    assert deliver() == 1
    refused.refresh_from_db()
    assert refused.next_attempt_at is None
    assert "no such person" in refused.last_error


def test_a_server_that_says_later_is_asked_later_each_time_longer(server: Sink) -> None:
    server.refusal = "450 come back"
    row = promise("nobody@example.org")
    for wait in WAITS[:3]:
        deliver()
        row.refresh_from_db()
        assert timedelta(0) < row.next_attempt_at - timezone.now() <= wait
        later(row, wait)
    assert row.attempts == 3


def test_after_the_last_attempt_a_mail_is_given_up(server: Sink) -> None:
    server.refusal = "450 come back"
    row = promise("nobody@example.org")
    OutgoingMail.objects.update(attempts=len(WAITS))
    deliver()
    row.refresh_from_db()
    assert row.next_attempt_at is None and row.last_error


def test_a_server_that_hangs_up_ends_the_round_and_loses_nothing(server: Sink) -> None:
    server.hangs_up = True
    promise(), promise("b@example.org")
    assert deliver() == 0
    assert OutgoingMail.objects.exclude(next_attempt_at=None).count() == 2


def test_a_mail_that_another_worker_has_taken_is_left_alone(server: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = promise()
    assert outbox._claim(OutgoingMail.objects.get(pk=seen.pk))
    assert not outbox._claim(seen)
    assert (deliver(), server.received) == (0, [])


def test_a_mail_whose_worker_was_killed_is_sent_when_its_claim_has_lapsed(server: Sink) -> None:
    row = promise()
    outbox._claim(row)
    row.refresh_from_db()
    later(row, LEASE + timedelta(seconds=1))
    assert deliver() == 1


def test_a_link_that_has_died_is_not_sent_late(server: Sink) -> None:
    row = promise()
    OutgoingMail.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert (deliver(), server.received) == (0, [])
    row.refresh_from_db()
    assert row.next_attempt_at is None and bytes(row.message) == b""


def test_an_expiry_is_read_from_the_header() -> None:
    row = promise(headers={"Expires": "Mon, 30 Nov 2026 12:00:00 GMT"})
    assert row.expires_at is not None
    assert row.expires_at.isoformat() == "2026-11-30T12:00:00+00:00"


def test_a_broken_starttls_sends_nothing(server: Sink, settings: Any) -> None:
    settings.EMAIL_USE_TLS = True
    promise()
    assert (deliver(), server.received) == (0, [])


def test_only_old_mail_that_is_done_with_is_forgotten() -> None:
    promise("waits@example.org"), promise("sent@example.org"), promise("new@example.org")
    OutgoingMail.objects.exclude(recipients=["new@example.org"]).update(created_at=timezone.now() - timedelta(days=91))
    OutgoingMail.objects.filter(recipients=["sent@example.org"]).update(next_attempt_at=None)
    forget()
    assert {row.recipients[0] for row in OutgoingMail.objects.all()} == {"waits@example.org", "new@example.org"}
