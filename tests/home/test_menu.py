"""«Vis i menyer»: a page right under the front page stands in the footer of every page."""

import re
from typing import Any

from django.test import Client

from community.access.audience import MEMBERS
from community.access.viewer import ANONYMOUS
from community.members.models import User
from home.menu import links
from tests.home.conftest import AddPage


def footer(client: Client, address: str = "/nb/tema/") -> str:
    return client.get(address).content.decode().partition("<footer")[2]


def test_a_page_in_the_menu_stands_in_the_footer_of_every_page(client: Client, add_page: AddPage) -> None:
    add_page("Kalender", slug="kalender", show_in_menus=True)
    add_page("Ikke i menyen", slug="annet")
    assert '<a href="/nb/kalender/">Kalender</a>' in footer(client)
    assert "Ikke i menyen" not in footer(client)


def test_it_is_named_in_the_readers_language_where_it_can_be(client: Client, add_page: AddPage) -> None:
    page = add_page("Kalender", slug="kalender", show_in_menus=True)
    assert '<a href="/en/kalender/" lang="nb">Kalender</a>' in footer(client, "/en/tema/")
    add_page("Calendar", slug="kalender", language="en", of=page, show_in_menus=True)
    assert '<a href="/en/kalender/">Calendar</a>' in footer(client, "/en/tema/")
    assert "Kalender" not in footer(client, "/en/tema/")


def test_a_closed_page_is_in_the_menu_of_those_who_may_see_it(client: Client, add_page: AddPage, author: User) -> None:
    add_page("Internt", audience=MEMBERS, show_in_menus=True)
    assert "Internt" not in footer(client)
    client.force_login(author)
    assert "Internt" in footer(client)


def test_a_page_that_always_stands_there_stands_there_once(client: Client, add_page: AddPage) -> None:
    add_page("Om Saman", slug="om", show_in_menus=True)
    assert len(re.findall('href="/nb/om/"', footer(client))) == 1


def test_the_menu_costs_one_query_however_long(add_page: AddPage, django_assert_num_queries: Any) -> None:
    for title in ("En", "To", "Tre"):
        add_page(title, show_in_menus=True)
    links(ANONYMOUS)  # the site's address is kept from here on
    with django_assert_num_queries(1):
        assert len(links(ANONYMOUS)) == 3
