import pytest
from django.test import Client
from django.urls import reverse

from community.members.models import User

PROFILE = "/nb/konto/profil/"
MINE = {"name": "Fagleder i Grong", "function": "Fagleder", "language": "nb"}


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client: Client, db: None) -> None:
    assert client.get(PROFILE)["Location"] == f"{reverse('account_login')}?next={PROFILE}"


def test_name_function_and_language_are_ones_own(client: Client, author: User) -> None:
    client.force_login(author)
    client.post(PROFILE, {**MINE, "function": "Enhetsleder"})
    author.refresh_from_db()
    assert (author.name, author.function) == ("Fagleder i Grong", "Enhetsleder")


def test_the_language_that_is_chosen_is_the_sites_at_once(client: Client, author: User) -> None:
    client.force_login(author)
    response = client.post(PROFILE, {**MINE, "language": "nn"})
    assert response["Location"] == "/nn/konto/profil/"
    assert response.cookies["language"].value == "nn"


def test_nothing_else_can_be_changed_from_here(client: Client, author: User, colleague: User) -> None:
    client.force_login(author)
    before = User.objects.filter(pk=author.pk).values().get()
    extra = {"email": "x@example.org", "municipality": colleague.municipality_id, "is_staff": "1", "is_superuser": "1"}
    client.post(PROFILE, {**MINE, **extra, "organisation": "KS", "is_active": "", "password": "x"})
    after = User.objects.filter(pk=author.pk).values().get()
    assert {key for key in after if after[key] != before[key]} <= {"name"}


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 151}, {"language": "de"}])
def test_what_is_wrong_is_said_and_kept(client: Client, author: User, wrong: dict[str, str]) -> None:
    client.force_login(author)
    response = client.post(PROFILE, {**MINE, "function": "Beholdt", **wrong})
    assert response.status_code == 200
    assert "Beholdt" in response.content.decode()
