from datetime import timedelta

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from home.models import Feedback
from home.receive import MAILS_AN_HOUR

pytestmark = pytest.mark.django_db
ADDRESS = "/nb/tilbakemelding/"


def test_feedback_needs_neither_name_nor_address(client: Client) -> None:
    response = client.post(ADDRESS, {"message": "Kartet er fint."})
    assert response["Location"] == "/nb/tilbakemelding/takk/"
    assert Feedback.objects.get().message == "Kartet er fint."


def test_those_who_run_the_site_get_it_by_mail(client: Client, mailoutbox: list[EmailMessage]) -> None:
    client.post(ADDRESS, {"message": "Kartet er fint.", "email": "leser@example.org"})
    assert [(letter.to, letter.reply_to) for letter in mailoutbox] == [
        ([settings.FEEDBACK_EMAIL], ["leser@example.org"])
    ]


def test_an_empty_message_is_sent_back_with_what_else_was_typed(client: Client) -> None:
    page = client.post(ADDRESS, {"message": " ", "name": "Rådgiver"}).content.decode()
    assert "Rådgiver" in page and 'aria-invalid="true"' in page
    assert not Feedback.objects.exists()


def test_what_a_robot_sends_is_thanked_for_and_forgotten(client: Client, mailoutbox: list[EmailMessage]) -> None:
    response = client.post(ADDRESS, {"message": "Buy now", "website": "http://spam.example"})
    assert response["Location"] == "/nb/tilbakemelding/takk/"
    assert not Feedback.objects.exists() and not mailoutbox


def test_a_flood_is_stored_but_fills_no_mailbox(mailoutbox: list[EmailMessage]) -> None:
    for _number in range(MAILS_AN_HOUR + 2):
        assert Client().post(ADDRESS, {"message": "Hei"}).status_code == 302  # each without a cookie
    assert (Feedback.objects.count(), len(mailoutbox)) == (MAILS_AN_HOUR + 2, MAILS_AN_HOUR)
    assert ["administrasjonen" in letter.body for letter in mailoutbox] == [*[False] * (MAILS_AN_HOUR - 1), True]
    Feedback.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    Client().post(ADDRESS, {"message": "Hei"})
    assert len(mailoutbox) == MAILS_AN_HOUR + 1


def test_those_who_run_the_site_read_it_in_their_own_language(mailoutbox: list[EmailMessage]) -> None:
    Client().post("/en/tilbakemelding/", {"message": "The map is fine."})
    assert mailoutbox[0].subject == "Tilbakemelding på Saman"


def test_a_line_break_in_the_address_reaches_no_mail(client: Client, mailoutbox: list[EmailMessage]) -> None:
    client.post(ADDRESS, {"message": "Hei", "email": "a@example.org\nBcc: b@example.org"})
    assert not mailoutbox


def test_a_message_pasted_too_long_is_kept_whole_and_told_so(client: Client) -> None:
    assert "maxlength" not in client.get(ADDRESS).content.decode()
    page = client.post(ADDRESS, {"message": "a" * 4_001}).content.decode()
    assert "id_message_error" in page and "a" * 4_001 in page
    assert not Feedback.objects.exists()
