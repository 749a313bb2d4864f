"""A form that is sent too late is kept; one that another site has filled in is not, and passwords never are."""

import pytest
from django.test import Client
from django.urls import reverse

from community.members.models import User

TYPED = {"login": "a@example.org", "password": "hemmelig", "title": "Det jeg skrev"}


def answer(**headers: str) -> str:
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), TYPED, headers=headers)
    assert response.status_code == 403
    return response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{"Origin": "http://testserver"}, {"Referer": "http://testserver/nb/"}])
def test_what_was_typed_here_is_kept_without_the_password(headers: dict[str, str]) -> None:
    page = answer(**headers)
    assert "Det jeg skrev" in page and "hemmelig" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_what_another_site_filled_in_is_nobodys_to_confirm(headers: dict[str, str]) -> None:
    assert "Det jeg skrev" not in answer(**headers)


def test_a_closed_account_keeps_the_text_and_signs_in_to_nothing(client: Client, author: User) -> None:
    User.objects.filter(pk=author.pk).update(is_active=False)
    sent = {"title": "Det jeg skrev", "signin-login": author.email, "signin-password": "correct horse battery"}
    response = client.post(reverse("cases:write"), sent)
    assert response.status_code == 403
    assert "Det jeg skrev" in response.content.decode()
