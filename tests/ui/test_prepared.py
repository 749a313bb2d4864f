"""Queries that are made once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Upper
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from community.members.models import User
from community.ui.prepared import Change, Unprepared, prepared, prepared_update
from tests.factories.members import a_person
from tests.factories.places import a_municipality

pytestmark = pytest.mark.django_db


def called(rows: list[User]) -> list[str]:
    return [user.name for user in rows]


def test_values_are_asked_for_anew_and_the_query_is_made_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made: list[object] = []

    @prepared
    def named(name: str, since: datetime) -> QuerySet[User]:
        made.append(name)
        return User.objects.filter(name=name, date_joined__gte=since).select_related("municipality")

    for name in ("Kari", "Ola"):
        a_person(name)
    past = timezone.now() - timedelta(days=40)
    with django_assert_num_queries(3):
        assert called(named("Kari", past)) == ["Kari"]
        assert called(named("Ola", past)) == ["Ola"]
        assert called(named("Ola", past + timedelta(days=30))) == []
    assert [name for name in made if name not in ("Kari", "Ola")] == made[:1]


def test_the_length_of_a_tuple_and_what_is_none_make_another_form() -> None:
    @prepared
    def some(pks: tuple[int, ...], name: str | None) -> QuerySet[User]:
        rows = User.objects.filter(pk__in=pks)
        return rows if name is None else rows.filter(name=name)

    one, other = a_person("Kari"), a_person("Ola")
    assert some((), None) == []
    assert some((one.pk,), None) == [one]
    assert set(some((one.pk, other.pk), None)) == {one, other}
    assert some((one.pk, other.pk), "Ola") == [other]


def test_a_set_is_asked_for_whatever_it_holds() -> None:
    @prepared
    def named(names: frozenset[str]) -> QuerySet[User]:
        return User.objects.filter(name__in=names).order_by("name")

    for name in ("Kari", "Ola", "Per"):
        a_person(name)
    for names in (["Per", "Kari"], ["Ola", "Kari"], ["Ola"], []):
        assert called(named(frozenset(names))) == sorted(names)


def test_rows_come_as_the_queryset_says(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    @prepared
    def pairs(before: date) -> Any:
        return User.objects.filter(date_joined__date__lt=before).values_list("name", "municipality__name")

    @prepared
    def with_roles(pk: int) -> QuerySet[User]:
        return User.objects.filter(pk=pk).only("name").prefetch_related("roles")

    user = a_person("Kari", municipality=a_municipality("Hamar", "3403"))
    assert pairs(timezone.localdate() + timedelta(days=1)) == [("Kari Hamar", "Hamar")]
    with django_assert_num_queries(2):
        (found,) = with_roles(user.pk)
        assert list(found.roles.all()) == []


def test_one_that_makes_something_else_of_a_value_is_refused() -> None:
    @prepared
    def lowered(name: str) -> QuerySet[User]:
        return User.objects.filter(name=name + "!")

    with pytest.raises(Unprepared, match="does not pass on"):
        lowered("Kari")


def test_one_that_takes_a_value_from_elsewhere_is_found_by_tests(settings: Any) -> None:
    hour = iter(range(10))

    @prepared
    def by_the_clock(name: str) -> QuerySet[User]:
        return User.objects.filter(Q(name=name) | Q(name=Upper(Value(str(next(hour))))))

    settings.PREPARED_CHECKED = True
    with pytest.raises(Unprepared, match="another query"):
        by_the_clock("Kari")


def test_a_change_is_made_once_and_of_the_rows_that_it_is_of(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    @prepared_update
    def moved(pks: tuple[int, ...], name: str, *, louder: bool) -> Change:
        return User.objects.filter(pk__in=pks), {"name": Upper(Value(name)) if louder else name}

    one, other = a_person("Kari"), a_person("Ola")
    with django_assert_num_queries(3):
        assert moved((one.pk,), "Per", louder=False) == 1
        assert moved((one.pk, other.pk), "Nora", louder=True) == 2
        assert moved((other.pk,), "Eva", louder=False) == 1
        assert moved((), "Ingen", louder=False) == 0
    assert called(User.objects.filter(pk__in=[one.pk, other.pk]).order_by("pk")) == ["NORA", "Eva"]


def test_a_change_that_takes_from_elsewhere_is_refused() -> None:
    names = iter(["Kari", "Ola", "Per"])

    @prepared_update
    def renamed(pk: int) -> Change:
        return User.objects.filter(pk=pk), {"name": next(names)}

    with pytest.raises(Unprepared):
        renamed(a_person("Eva").pk)
