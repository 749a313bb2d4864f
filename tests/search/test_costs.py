"""What a page of hits costs: the same however many there are."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.members.models import User
from community.networks.models import Network
from community.places.find import find
from search import rules
from search.hints import former_names
from search.query import parse
from tests.factories.cases import an_experience
from tests.factories.networks import a_network, a_theme
from tests.factories.places import a_municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


@pytest.fixture
def url() -> str:
    return reverse("search:results")


def test_the_page_costs_the_same_for_one_hit_and_for_many(
    client: Client, url: str, author: User, network: Network
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url, {"q": "kanarifugl"}).status_code == 200
        return len(captured)

    an_experience(author, network, "Kanarifugl 1", again="yes")
    an_experience(author, network, "Kanarifugl 2", again="no")
    queries()  # the rules are read once
    few = queries()
    for number in range(3, 9):
        an_experience(author, network, f"Kanarifugl {number}", again="partly")
    queries()  # a cluster is sent what has changed
    assert queries() == few <= 17


def test_the_page_costs_the_same_for_one_chosen_filter_and_for_many(
    client: Client, url: str, author: User, network: Network
) -> None:
    an_experience(author, network, "Kanarifugl")
    others = [a_municipality(f"Sted {number}", f"99{number:02}").pk for number in range(19)]
    places = [author.municipality_id, *others]

    def queries(chosen: list[int]) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(url, {"q": "kanarifugl", "municipality": chosen}).content.decode()
        assert page.count("data-removable") == len(chosen)
        return [query["sql"] for query in captured]

    queries(places)  # the rules are read once
    one, many = queries(places[:1]), queries(places)
    assert len(one) == len(many)
    assert sum("MAX(" in sql for sql in many) == 1  # whether the register of names has changed


def test_every_facet_costs_the_same_for_one_chosen_value_and_for_many(
    client: Client, url: str, author: User, network: Network
) -> None:
    an_experience(author, network, "Kanarifugl", again="no")
    themes = [a_theme(f"tema{number}", f"Tema {number}").slug for number in range(5)]
    networks = [network.pk, *(a_network(f"nett{number}").pk for number in range(4))]
    years = [str(year) for year in range(2020, 2025)]
    all_of = {
        "theme": themes,
        "network": networks,
        "year": years,
        "again": ["no", "yes"],
        "kind": ["experience", "page"],
    }

    def queries(chosen: dict[str, list[Any]]) -> int:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(url, {"q": "kanarifugl", **chosen}).content.decode()
        assert page.count("data-removable") == sum(map(len, chosen.values()))
        return len(captured)

    queries(all_of)  # the rules are read once
    assert queries({name: values[:1] for name, values in all_of.items()}) == queries(all_of) <= 36


def test_no_more_former_names_are_asked_for_than_are_told_of(django_assert_num_queries: Any) -> None:
    call_command("load_places", verbosity=0)
    known = rules.in_force()
    query = parse("Nøtterøy Tjøme Rissa Leksvik Hof Andebu", known)
    with CaptureQueriesContext(connection) as one:
        find("Nøtterøy")
    with django_assert_num_queries(2 * len(one)):
        assert [told.name for told in former_names(query, known)] == ["Nøtterøy", "Tjøme"]
