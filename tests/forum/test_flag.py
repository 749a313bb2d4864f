"""Reporting a post: by members, and by people without an account."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.access.audience import PUBLIC
from community.members.anonymise import anonymise
from community.members.models import User
from community.networks.models import Network
from forum import flag as flagging
from forum.flag import flag
from forum.flag_mail import MAILS_A_DAY_TO_ONE, MAILS_AN_HOUR
from forum.models import Flag, Matter, Post
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db
WHOLE = {"reason": "personal", "words": "Hun kan kjennes igjen."}


@pytest.fixture
def post(author: User, colleague: User) -> Post:
    return a_post(a_topic(a_board(audience=PUBLIC), author, "Hvem tar første samtale?"), colleague)


def at(post: Post) -> str:
    return reverse("forum:flag", args=[post.pk])


def test_anybody_reports_what_anybody_reads(client: Client, post: Post, mailoutbox: list[EmailMessage]) -> None:
    answer = client.post(at(post), WHOLE | {"email": "leser@example.org"}, follow=True)
    sent = Flag.objects.get()
    assert sent.receipt in answer.content.decode() and (sent.by, sent.matter.post) == (None, post)
    assert [letter.to for letter in mailoutbox] == [["leser@example.org"]] and sent.receipt in mailoutbox[0].subject
    assert "kjennes igjen" not in mailoutbox[0].body and post.topic.title not in mailoutbox[0].body


def test_a_receipt_tells_nothing_of_what_was_reported(client: Client, post: Post) -> None:
    sent = flag(post, "illegal", "Mine ord", key=uuid4(), by=None)
    said = client.get(sent.get_absolute_url()).content.decode()
    assert sent.receipt in said and "Mine ord" not in said and post.topic.title not in said
    assert client.get(reverse("forum:receipt", args=["aaaaaaaaaaaa"])).status_code == 404


def test_a_member_reports_under_their_own_name_whatever_is_sent_along(client: Client, post: Post, author: User) -> None:
    client.force_login(author)
    client.post(at(post), WHOLE | {"name": "En annen", "email": "annen@example.org", "by": "1", "receipt": "abc"})
    sent = Flag.objects.get()
    assert (sent.by, sent.name, sent.email) == (author, "", "") and sent.receipt != "abc"


def test_nobody_reports_what_they_cannot_see_or_wrote_themselves(
    client: Client, network: Network, author: User, colleague: User, outsider: User
) -> None:
    post = a_post(a_topic(a_networks_board(network), author), colleague)
    assert client.post(at(post), WHOLE).status_code == 404
    client.force_login(outsider)
    assert client.get(at(post)).status_code == client.post(at(post), WHOLE).status_code == 404
    client.force_login(colleague)
    assert client.post(at(post), WHOLE).status_code == 403 and not Flag.objects.exists()


def test_the_same_form_twice_is_one_report_and_anothers_key_is_no_way_to_theirs(
    post: Post, author: User, outsider: User
) -> None:
    key = uuid4()
    first = flag(post, "other", "Se her", key=key, by=author)
    assert flag(post, "other", "Se her", key=key, by=author) == first
    other = flag(post, "other", "Kapret", key=key, by=outsider)
    assert other.receipt != first.receipt and Matter.objects.count() == 1 and Flag.objects.count() == 2


@pytest.mark.parametrize("sent", [{"reason": "other", "words": " "}, {"reason": "tull"}, {"words": "x" * 2_001}])
def test_what_is_missing_is_said_and_what_was_typed_kept(client: Client, post: Post, sent: dict[str, Any]) -> None:
    answer = client.post(at(post), {"reason": "illegal", "name": "Leser", **sent})
    said = answer.content.decode()
    assert 'aria-invalid="true"' in said or "error" in said
    assert "Leser" in said and sent.get("words", "").strip() in said and not Flag.objects.exists()


def test_a_robot_is_answered_and_forgotten(client: Client, post: Post, mailoutbox: list[EmailMessage]) -> None:
    answer = client.post(at(post), WHOLE | {"website": "http://spam.example", "email": "a@example.org"})
    assert answer.status_code == 302 and not Flag.objects.exists() and not mailoutbox


def test_a_flood_fills_no_mailbox_and_ends(
    client: Client, post: Post, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(MAILS_A_DAY_TO_ONE + 2):
        flag(post, "illegal", key=uuid4(), email="offer@example.org", by=None)
    assert len(mailoutbox) == MAILS_A_DAY_TO_ONE
    for number in range(MAILS_AN_HOUR + 2):
        flag(post, "illegal", key=uuid4(), email=f"offer{number}@example.org", by=None)
    assert len(mailoutbox) <= MAILS_AN_HOUR
    monkeypatch.setattr(flagging, "STRANGERS_AN_HOUR", Flag.objects.count())
    answer = client.post(at(post), WHOLE)
    assert answer.status_code == 429 and "kjennes igjen" in answer.content.decode()
    Flag.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert client.post(at(post), WHOLE).status_code == 302


def test_looking_reports_nothing_and_the_link_stands_under_more(client: Client, post: Post) -> None:
    client.get(at(post))
    assert not Flag.objects.exists() and at(post) in client.get(post.topic.get_absolute_url()).content.decode()


def test_who_is_forgotten_leaves_no_address(post: Post, outsider: User) -> None:
    sent = flag(post, "illegal", key=uuid4(), name="Leser", email=outsider.email.upper(), by=None)
    anonymise(outsider)
    sent.refresh_from_db()
    assert (sent.name, sent.email) == ("", "")
