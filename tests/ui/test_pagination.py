import pytest

from community.members.models import User
from community.ui.pagination import KeyPage, by_key
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


def test_a_page_is_one_query(people: None, django_assert_num_queries: pytest.FixtureRequest) -> None:
    key = page().older
    with django_assert_num_queries(1):
        page(key)
