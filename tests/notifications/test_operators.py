"""Who runs the site is told what fails, once, and never what somebody wrote."""

import logging

import pytest
from django.test import Client
from pytest_django import Settings

from community.notifications.deliver import text_of
from community.notifications.models import OutgoingMail
from community.notifications.operators import OperatorsHandler

pytestmark = pytest.mark.django_db
WRITTEN = "Per Person skrev dette"
ADDRESS = "/nb/konto/velkommen/hemmelig-lenke/"


@pytest.fixture(autouse=True)
def named(settings: Settings) -> None:
    settings.ERROR_MAIL = ["drift@example.org"]
    settings.EMAIL_BACKEND = "community.notifications.backends.OutboxBackend"
    [handler] = [one for one in logging.getLogger().handlers if isinstance(one, OperatorsHandler)]
    handler.told.clear()


@pytest.fixture
def broken(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    def fail(*_args: object, **_named: object) -> None:
        raise ValueError(WRITTEN)

    monkeypatch.setattr("community.members.views.render", fail)
    client.raise_request_exception = False
    return client


def test_an_error_is_told_once_with_the_place_where_it_happened(broken: Client) -> None:
    assert [broken.get(ADDRESS).status_code for _ in range(2)] == [500, 500]
    mail = OutgoingMail.objects.get()
    assert mail.recipients == ["drift@example.org"]
    assert "ValueError" in text_of(mail) and "community/members/views.py" in text_of(mail)


def test_what_somebody_wrote_and_secret_addresses_are_not_told(broken: Client) -> None:
    broken.get(ADDRESS)
    whole = bytes(OutgoingMail.objects.get().message).decode()
    assert WRITTEN not in whole and "hemmelig-lenke" not in whole


def test_who_asks_under_a_name_of_their_own_making_causes_no_mail(client: Client) -> None:
    assert client.get("/helse/", headers={"Host": "evil.example"}).status_code == 400
    assert not OutgoingMail.objects.exists()


def test_nobody_is_told_where_nobody_is_named(broken: Client, settings: Settings) -> None:
    settings.ERROR_MAIL = []
    broken.get(ADDRESS)
    assert not OutgoingMail.objects.exists()


def test_a_mail_that_cannot_be_written_fails_nothing_else(broken: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "no.such.Backend"
    assert broken.get(ADDRESS).status_code == 500
    assert "Noe gikk galt" in broken.get(ADDRESS).content.decode()
