"""A form that is sent too late is kept; one that another site has filled in is not, and passwords never are."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Experience
from cases.setup import setup_review
from community.members.models import User
from community.networks.models import Network
from tests.cases.test_views_write import typed
from tests.factories.cases import a_draft

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


SIGNED_IN_ANEW = {"signin-password": "correct horse battery"}


@pytest.fixture
def left_open(client: Client, author: User, network: Network) -> dict[str, object]:
    """What the author's page sends after they were signed out."""
    setup_review()
    client.force_login(author)
    page = client.get(reverse("cases:write")).content.decode()
    signature = re.search(r'name="signin-writer" value="([^"]+)"', page)
    assert signature
    client.logout()
    return typed(network, title="Skrevet av en annen", do="submit", **{"signin-writer": signature[1]})


def test_what_one_has_written_is_not_sent_in_the_name_of_another(
    client: Client, colleague: User, left_open: dict[str, object]
) -> None:
    kept = dict(client.post(reverse("cases:write"), left_open).context["kept"])
    answer = client.post(reverse("cases:write"), {**kept, "signin-login": colleague.email, **SIGNED_IN_ANEW})
    assert answer.status_code == 403 and "Skrevet av en annen" in answer.content.decode()
    assert not Experience.objects.exists()


def test_nor_where_another_has_signed_in_meanwhile(
    client: Client, author: User, colleague: User, network: Network, left_open: dict[str, object]
) -> None:
    client.force_login(colleague)
    address = reverse("cases:edit", args=[a_draft(author, network).pk])
    assert "Skrevet av en annen" in client.post(address, left_open).content.decode()
    assert client.post(address, left_open, headers={"X-Requested-With": "autosave"}).status_code == 403


def test_whoever_wrote_it_signs_in_and_it_goes_on_its_way(
    client: Client, author: User, left_open: dict[str, object]
) -> None:
    client.post(reverse("cases:write"), {**left_open, "signin-login": author.email, **SIGNED_IN_ANEW})
    assert Experience.objects.get().author == author
