import pytest
from pytest_django import DjangoAssertNumQueries

from cases.models import Experience
from community.members.models import User
from community.notifications.models import Event, Notice
from community.notifications.read import mark_all_read, mark_read, seen, settle, take_back
from tests.factories.notices import PROBE, it_happened


@pytest.fixture
def reader(experience: Experience, colleague: User) -> User:
    """Told of three things about one experience, with mail on its way."""
    for _ in range(3):
        it_happened(experience)
    return User.objects.get(pk=colleague.pk)


def unread(user: User) -> int:
    counted = Notice.objects.filter(user=user, read_at=None).count()
    assert User.objects.get(pk=user.pk).unread_notices == counted
    return counted


def test_who_has_read_the_thread_has_read_its_notices(reader: User, experience: Experience) -> None:
    assert seen(reader, f"experience:{experience.pk}") == 3
    assert unread(reader) == 0
    assert not Notice.objects.filter(user=reader, mail_due_at__isnull=False).exists()


def test_other_groups_and_other_people_stay_as_they_were(reader: User, author: User, experience: Experience) -> None:
    assert seen(reader.pk, "experience:0") == 0
    assert seen(reader.pk, f"experience:{experience.pk}") == 3
    assert (unread(reader), unread(author)) == (0, 3)


def test_who_has_nothing_new_costs_no_query(author: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        seen(author, "topic:1")


def test_reading_costs_two_queries_and_a_savepoint(
    reader: User, experience: Experience, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2 + 2):
        seen(reader, f"experience:{experience.pk}")


def test_one_or_all_are_marked_but_only_ones_own(reader: User, author: User) -> None:
    theirs = Notice.objects.filter(user=author).values_list("pk", flat=True)
    mine = Notice.objects.filter(user=reader).values_list("pk", flat=True)
    assert mark_read(reader, [mine[0], *theirs]) == 1
    assert (unread(reader), unread(author)) == (2, 3)
    assert (mark_all_read(reader), mark_all_read(reader)) == (2, 0)


def test_what_one_has_dealt_with_waits_for_nobody(reader: User, author: User, experience: Experience) -> None:
    assert settle("probe.other", f"experience:{experience.pk}") == 0
    settle(PROBE, f"experience:{experience.pk}")
    assert (unread(reader), unread(author)) == (0, 0)


def test_of_what_is_taken_back_nobody_is_told_any_more(reader: User, author: User, experience: Experience) -> None:
    seen(author.pk, f"experience:{experience.pk}")
    it_happened(experience, told=False)
    take_back(experience)
    assert (unread(reader), unread(author)) == (0, 0)
    assert not Notice.objects.exists() and not Event.objects.exists()


def test_a_count_that_was_too_low_keeps_nobody_from_reading(reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(unread_notices=1)
    assert mark_all_read(reader) == 3
    assert unread(reader) == 0
