import re

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from community.members.models import User
from community.members.tasks import send_reset_link
from tests.members.test_sign_in import sign_in

NEW = "en helt ny setning"
ASKED_AT = "2026-11-23T12:00:00+00:00"


def ask(email: str) -> EmailMessage:
    send_reset_link.func(email, ASKED_AT)
    return mail.outbox[-1]


def path_in(message: EmailMessage) -> str:
    return re.search(r"https?://[^/]+(\S+)", str(message.body)).group(1)


def choose(client: Client, path: str, password: str = NEW) -> int:
    form = client.get(path, follow=True)
    if form.status_code == 200:
        return client.post(form.request["PATH_INFO"], {"password1": password}).status_code
    return form.status_code


@pytest.mark.django_db
def test_asking_does_the_same_for_a_known_and_an_unknown_address(client: Client, author: User) -> None:
    for email in (author.email, "ingen@example.org"):
        response = client.post(reverse("account_reset_password"), {"email": email})
        assert response["Location"] == reverse("account_reset_password_done")
    assert DBTaskResult.objects.filter(task_path__endswith="send_reset_link").count() == 2
    assert mail.outbox == []


def test_the_link_comes_in_the_persons_language_and_dies(author: User) -> None:
    author.language = "nn"
    author.save()
    message = ask(author.email)
    assert message.to == [author.email]
    assert path_in(message).startswith("/nn/konto/nytt-passord/")
    assert "Expires" in message.extra_headers


@pytest.mark.django_db
def test_an_unknown_address_gets_nothing(author: User) -> None:
    send_reset_link.func("ingen@example.org", ASKED_AT)
    assert mail.outbox == []


def test_a_task_that_runs_twice_writes_one_mail(author: User) -> None:
    first, again = ask(author.email), ask(author.email)
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]


def test_a_new_password_signs_in_and_tells_its_owner(client: Client, author: User) -> None:
    assert choose(client, path_in(ask(author.email))) == 302
    assert client.session["_auth_user_id"] == str(author.pk)
    assert mail.outbox[-1].to == [author.email] and len(mail.outbox) == 2
    assert sign_in(Client(), author.email, NEW).status_code == 302


def test_the_link_works_once(client: Client, author: User) -> None:
    path = path_in(ask(author.email))
    choose(client, path)
    assert choose(Client(), path) == 410


def test_the_link_dies_when_the_address_changes(author: User) -> None:
    path = path_in(ask(author.email))
    User.objects.filter(pk=author.pk).update(email="ny@example.org")
    assert choose(Client(), path) == 410


def test_a_new_password_signs_other_devices_out(client: Client, author: User) -> None:
    other = Client()
    other.force_login(author)
    choose(client, path_in(ask(author.email)))
    assert other.get(reverse("members:profile")).status_code == 302


def test_a_weak_password_is_refused_with_words(client: Client, author: User) -> None:
    assert choose(client, path_in(ask(author.email)), "kort") == 200
    assert "_auth_user_id" not in client.session


def test_changing_the_password_asks_for_the_old_one(client: Client, author: User) -> None:
    client.force_login(author)
    address = reverse("account_change_password")
    assert client.post(address, {"oldpassword": "feil", "password1": NEW}).status_code == 200
    done = client.post(address, {"oldpassword": "correct horse battery", "password1": NEW})
    assert done["Location"] == reverse("members:profile")
    assert client.get(reverse("members:profile")).status_code == 200


def test_who_never_chose_a_password_gets_the_invitation_again(author: User) -> None:
    author.set_unusable_password()
    author.save()
    assert "/konto/velkommen/" in path_in(ask(author.email))


def test_the_invited_get_one_link_each_time_they_ask(client: Client, author: User) -> None:
    author.set_unusable_password()
    author.save()
    first = path_in(ask(author.email))
    ask(author.email)
    assert len(mail.outbox) == 1 and client.get(first).status_code == 200
    send_reset_link.func(author.email, timezone.now().isoformat())
    assert len(mail.outbox) == 2 and client.get(first).status_code == 410


def test_a_new_password_leads_on_in_the_persons_own_language(client: Client, author: User) -> None:
    author.language = "en"
    author.save()
    client.cookies["language"] = "nb"
    form = client.get(path_in(ask(author.email)), follow=True)
    answer = client.post(form.request["PATH_INFO"], {"password1": NEW}, headers={"Accept-Language": "nn"})
    assert answer["Location"].startswith("/en/") and answer.cookies["language"].value == "en"
