from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.members.models import User
from tests.factories.members import a_person

PASSWORD = "correct horse battery"
ELSEWHERE = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "https:evil.example",    "http:///evil.example", "javascript:alert(1)", "//evil.example@testserver", "https://testserver@evil.example",
    "/\t/evil.example", "\t//evil.example", "//evil.example%2f..", "https://testserver.evil.example", "ftp://testserver/",
    "/\r\nSet-Cookie: a=b", "data:text/html,x", "//[::1]", "https://evil.example#testserver",
]  # fmt: skip


def sign_in(client: Client, email: str, password: str = PASSWORD, **query: str) -> HttpResponse:
    return client.post(reverse("account_login", query=query or None), {"login": email, "password": password})


def test_a_member_signs_in_with_any_case_of_the_address(client: Client, author: User) -> None:
    assert sign_in(client, author.email.upper()).status_code == 302
    assert client.session["_auth_user_id"] == str(author.pk)


def test_signing_in_leads_back_to_where_one_was(client: Client, author: User) -> None:
    assert sign_in(client, author.email, next="/nb/erfaringer/skriv/")["Location"] == "/nb/erfaringer/skriv/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_never_leads_off_the_site(client: Client, author: User, target: str) -> None:
    response = sign_in(client, author.email, next=target)
    assert response.status_code == 302
    assert "evil" not in response["Location"].split("?")[0] or response["Location"].startswith("/nb/")
    assert not response.has_header("Set-Cookie")


def test_an_unknown_address_and_a_wrong_password_get_the_very_same_answer(
    client: Client, author: User, settings: Any
) -> None:
    settings.DEMO = False  # which lists its accounts

    def answer(email: str) -> str:
        return sign_in(client, email, "wrong").content.decode().replace(email, "x")

    wrong, unknown = answer(author.email), answer("ingen@example.org")
    tokens = [page.split('csrfmiddlewaretoken" value="')[1][:64] for page in (wrong, unknown)]
    assert wrong.replace(tokens[0], "") == unknown.replace(tokens[1], "")


def test_the_session_id_changes_when_somebody_signs_in(client: Client, author: User) -> None:
    session = client.session
    session["before"] = True
    session.save()
    before = client.session.session_key
    sign_in(client, author.email)
    assert client.session.session_key != before


def test_a_closed_account_is_out_at_once(client: Client, author: User) -> None:
    sign_in(client, author.email)
    User.objects.filter(pk=author.pk).update(is_active=False)
    assert client.get(reverse("members:profile")).status_code == 302


def test_a_closed_account_is_told_so_and_stays_out(client: Client, author: User) -> None:
    User.objects.filter(pk=author.pk).update(is_active=False)
    assert sign_in(client, author.email)["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_signing_out_wipes_what_the_browser_keeps(client: Client, author: User) -> None:
    client.force_login(author)
    response = client.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"storage"'
    assert "_auth_user_id" not in client.session


def test_looking_at_the_way_out_signs_nobody_out(client: Client, author: User) -> None:
    client.force_login(author)
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["account_login", "account_logout", "account_reset_password"])
def test_a_form_from_another_site_is_refused(author: User, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    assert client.post(reverse(name), {"login": author.email, "password": PASSWORD}).status_code == 403


def test_a_new_browser_speaks_the_persons_language(client: Client, author: User) -> None:
    User.objects.filter(pk=author.pk).update(language="nn")
    assert sign_in(client, author.email).cookies["language"].value == "nn"


def test_a_language_that_was_chosen_stays(client: Client, author: User) -> None:
    client.cookies["language"] = "en"
    assert "language" not in sign_in(client, author.email).cookies


def test_the_demo_lends_its_accounts_and_a_real_site_none(client: Client, author: User, settings: Any) -> None:
    for demo in (True, False):
        settings.DEMO = demo
        assert (author.email in client.get(reverse("account_login")).content.decode()) is demo


@pytest.fixture
def limits(settings: Any) -> Iterator[None]:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "100/m/ip,5/5m/key"}
    caches["limits"].clear()
    yield
    caches["limits"].clear()


@pytest.mark.usefixtures("limits")
def test_too_many_attempts_close_one_account_and_not_the_colleagues_beside(
    client: Client, author: User, colleague: User
) -> None:
    for _ in range(5):
        sign_in(client, author.email, "wrong")
    assert sign_in(client, author.email).status_code == 200
    assert sign_in(client, colleague.email).status_code == 302


@pytest.mark.usefixtures("limits")
def test_a_forged_forwarding_header_moves_no_limit(client: Client, author: User, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/ip"}
    for number in range(2):
        client.post(reverse("account_login"), {"login": f"{number}@example.org", "password": "x"})
    forged = client.post(
        reverse("account_login"), {"login": author.email, "password": PASSWORD}, HTTP_X_FORWARDED_FOR="10.0.0.9"
    )
    assert forged.status_code == 200


def test_nobody_signs_up_by_themselves(client: Client, db: None) -> None:
    assert client.get("/nb/konto/signup/").status_code == 404


def test_signing_in_leads_on_in_the_persons_own_language(client: Client, author: User) -> None:
    User.objects.filter(pk=author.pk).update(language="nn")
    assert sign_in(client, author.email, next="/nb/erfaringer/?side=2")["Location"] == "/nn/erfaringer/?side=2"
    assert sign_in(Client(), author.email)["Location"] == "/nn/"


def test_who_signs_out_stays_in_the_language_of_the_page(client: Client, author: User) -> None:
    client.force_login(author)
    client.cookies["language"] = "nn"
    assert client.post("/nb/konto/logg-ut/")["Location"] == "/nb/"


def test_a_session_that_ended_lives_on_in_no_cache(client: Client, author: User) -> None:
    client.force_login(author)
    assert client.get(reverse("members:profile")).status_code == 200
    Session.objects.all().delete()
    assert client.get(reverse("members:profile")).status_code == 302


def work_of_signing_in(email: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """How often a wrong password is hashed, and how often the database is asked."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def count(hasher: MD5PasswordHasher, password: str, *args: Any, **kwargs: Any) -> str:
        hashed.append(password)
        return encode(hasher, password, *args, **kwargs)

    monkeypatch.setattr(MD5PasswordHasher, "encode", count)
    with CaptureQueriesContext(connection) as asked:
        assert sign_in(Client(), email, "wrong").status_code == 200
    return len(hashed), len(asked)


def test_no_address_tells_by_its_work_that_it_is_known(author: User, monkeypatch: pytest.MonkeyPatch) -> None:
    invited, closed = a_person(), a_person()
    invited.set_unusable_password()
    invited.save()
    User.objects.filter(pk=closed.pk).update(is_active=False)
    sign_in(Client(), author.email, "wrong")  # what a process learns once
    emails = ["nobody@example.org", author.email, invited.email, closed.email]
    work = {work_of_signing_in(email, monkeypatch) for email in emails}
    assert len(work) == 1 and work.pop()[0] == 1
