"""A census of the site's addresses: each is classified, and keeps out whom it is not for."""

from fnmatch import filter as filter_names

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from community.members.models import User
from home.setup import setup_pages

from .routes import KINDS, ROUTES, kind_of, names


def without_arguments(*kinds: str) -> list[str]:
    """Paths that can be asked for as they are."""
    found = []
    for name, path in names():
        if kind_of(name, path) in kinds:
            try:
                found.append(reverse(name))
            except NoReverseMatch:
                continue
    return sorted(set(found))


def opened(client: Client, paths: list[str]) -> list[str]:
    return [path for path in paths if client.get(path).status_code == 200]


def test_every_address_is_classified() -> None:
    assert [(name, path) for name, path in names() if kind_of(name, path) not in KINDS] == []


def test_no_line_of_the_table_is_for_an_address_that_is_gone() -> None:
    every = [name for name, _ in names()]
    assert [pattern for pattern in ROUTES if pattern != "admin/" and not filter_names(every, pattern)] == []


def test_the_census_sees_the_site() -> None:
    assert len(without_arguments("public")) > 5
    assert len(without_arguments("editor", "admin")) > 20


@pytest.mark.django_db
def test_a_member_opens_nothing_that_is_for_editors(client: Client, author: User) -> None:
    client.force_login(author)
    assert opened(client, without_arguments("editor", "admin")) == []


@pytest.mark.django_db
def test_a_visitor_opens_nothing_that_is_for_others(client: Client) -> None:
    assert opened(client, without_arguments("member", "editor", "admin")) == []


@pytest.mark.django_db
def test_what_is_public_keeps_no_visitor_out(client: Client) -> None:
    setup_pages()
    answers = {path: client.get(path, follow=True) for path in without_arguments("public")}
    kept_out = {path for path, answer in answers.items() if answer.status_code in {401, 403, 500} or asked_in(answer)}
    assert kept_out == {reverse("wagtailadmin_login")}


def asked_in(answer: HttpResponse) -> bool:
    return any("logg-inn" in address for address, _ in getattr(answer, "redirect_chain", []))
