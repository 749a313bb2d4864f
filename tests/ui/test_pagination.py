import base64
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Experience
from cases.querysets import NEWEST_FIRST
from community.access.viewer import ANONYMOUS
from community.members.models import User
from community.networks.models import Network
from community.ui.pagination import KeyPage, by_key
from tests.factories.cases import an_experience
from tests.factories.members import a_person

pytestmark = pytest.mark.django_db
ORDER = ("-name", "pk")


@pytest.fixture
def people() -> None:
    for name in ["Anna", "Anna", "Bo", "Cato", "Dina"]:
        a_person(name)


def page(key: str = "") -> KeyPage[User]:
    return by_key(User.objects.all(), ORDER, key, size=2)


def names(shown: KeyPage[User]) -> list[str]:
    return [person.name for person in shown.rows]


def test_older_pages_follow_without_gap_or_repetition(people: None) -> None:
    first, second = page(), page(page().older)
    third = page(second.older)
    assert [*names(first), *names(second), *names(third)] == ["Dina", "Cato", "Bo", "Anna", "Anna"]
    assert third.older == ""


def test_newer_leads_back(people: None) -> None:
    second = page(page().older)
    assert names(page(second.newer)) == names(page())
    assert page(second.newer).newer == ""


@pytest.mark.parametrize("key", ["rubbish", "W10", "WyJlIiwiYSIsImIiXQ", "WyJlIix7fSwxXQ", "x" * 9000])
def test_a_key_that_nobody_gave_out_leads_to_the_first_page(people: None, key: str) -> None:
    assert names(page(key)) == names(page())


@pytest.mark.parametrize(("name", "number"), [("A\0", 1), ("A\ud800", 1), ("Anna", 10**30), ("Anna", -(2**64))])
def test_a_key_that_no_database_can_be_asked_for_leads_to_the_first_page(people: None, name: str, number: int) -> None:
    key = base64.urlsafe_b64encode(json.dumps(["e", name, number]).encode()).decode()
    assert names(page(key)) == names(page())


@pytest.mark.sqlite
def test_a_page_far_down_starts_in_the_index(author: User, network: Network) -> None:
    for number in range(3):
        an_experience(author, network, f"Nummer {number}")
    rows = Experience.objects.listed_for(ANONYMOUS)
    key = by_key(rows, NEWEST_FIRST, size=1).older
    with CaptureQueriesContext(connection) as asked:
        by_key(rows, NEWEST_FIRST, key, size=1)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert "cases_experience_list (audience=? AND first_published_at<?)" in plan and "TEMP" not in plan


def test_a_page_is_one_query(people: None, django_assert_num_queries: pytest.FixtureRequest) -> None:
    key = page().older
    with django_assert_num_queries(1):
        page(key)
