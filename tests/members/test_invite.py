import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from community.members.invite import LASTS, LinkIsDead, accept, invite, invited, link, send_link, token_for
from community.members.models import User

NEW = "en helt ny setning"
pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return invite("ny@example.org", by=None, name="Fagleder i Hamar", language="nn")


def test_who_is_added_has_no_password_and_gets_a_link(person: User) -> None:
    assert not person.has_usable_password()
    [message] = mail.outbox
    assert message.to == ["ny@example.org"]
    [token] = re.findall(r"/nn/konto/velkommen/([^/\s]+)/", str(message.body))
    assert invited(token) == person


def test_the_mail_says_who_added_them(author: User) -> None:
    invite("ny@example.org", by=author, name="Fagleder", language="en")
    assert author.name in mail.outbox[0].body


def test_choosing_a_password_signs_in_and_leads_to_ones_own_page(client: Client, person: User) -> None:
    response = client.post(link(token_for(person)), {"password": NEW})
    assert response["Location"] == "/nn/mine-erfaringer/"
    assert "Velkomen. No er du inne." in client.get(response["Location"]).content.decode()
    assert client.session["_auth_user_id"] == str(person.pk)
    assert response.cookies["language"].value == "nn"


def test_looking_at_the_page_uses_nothing_up(client: Client, person: User) -> None:
    path = link(token_for(person))
    assert [client.get(path).status_code for _ in range(2)] == [200, 200]


def test_a_weak_password_is_refused_and_the_link_still_works(client: Client, person: User) -> None:
    path = link(token_for(person))
    assert client.post(path, {"password": "kort"}).status_code == 200
    assert client.post(path, {"password": NEW}).status_code == 302


def test_the_link_works_once(client: Client, person: User) -> None:
    token = token_for(person)
    accept(token, NEW)
    assert client.get(link(token)).status_code == 410
    with pytest.raises(LinkIsDead):
        accept(token, "et annet passord her")


def test_a_new_link_kills_the_old_one(person: User) -> None:
    old = token_for(person)
    send_link(person)
    with pytest.raises(LinkIsDead):
        invited(old)
    assert invited(token_for(person)) == person


def test_the_link_dies_when_the_address_changes(person: User) -> None:
    token = token_for(person)
    User.objects.filter(pk=person.pk).update(email="annen@example.org")
    with pytest.raises(LinkIsDead):
        invited(token)


def test_the_link_lasts_a_week(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_for(person)
    later = timezone.now() + LASTS + timedelta(minutes=1)
    monkeypatch.setattr(signing.time, "time", later.timestamp)
    with pytest.raises(LinkIsDead):
        invited(token)


def test_the_link_of_a_closed_account_is_dead(person: User) -> None:
    token = token_for(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(LinkIsDead):
        invited(token)


@pytest.mark.parametrize(
    "token",
    ["x", "eyJ", signing.dumps("x", salt="members.invitation"), signing.dumps([1, "x"])],
    ids=["a letter", "half a token", "signed, and no list", "signed for something else"],
)
def test_a_made_up_link_answers_as_a_dead_one(client: Client, token: str) -> None:
    assert client.get(link(token)).status_code == 410


def test_who_has_a_password_gets_no_invitation(author: User) -> None:
    with pytest.raises(ValueError, match="password already"):
        send_link(author)
