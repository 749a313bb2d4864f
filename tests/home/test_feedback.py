import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client

from home.models import Feedback

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


def test_the_sixth_in_an_hour_is_kept_in_the_form(client: Client) -> None:
    for _number in range(5):
        client.post(ADDRESS, {"message": "Hei"})
    page = client.post(ADDRESS, {"message": "En til"})
    assert page.status_code == 200 and "En til" in page.content.decode()
    assert Feedback.objects.count() == 5


def test_a_line_break_in_the_address_reaches_no_mail(client: Client, mailoutbox: list[EmailMessage]) -> None:
    client.post(ADDRESS, {"message": "Hei", "email": "a@example.org\nBcc: b@example.org"})
    assert not mailoutbox


def test_a_message_pasted_too_long_is_kept_whole_and_told_so(client: Client) -> None:
    assert "maxlength" not in client.get(ADDRESS).content.decode()
    page = client.post(ADDRESS, {"message": "a" * 4_001}).content.decode()
    assert "id_message_error" in page and "a" * 4_001 in page
    assert not Feedback.objects.exists()
