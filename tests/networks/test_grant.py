from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.members.models import User
from community.networks.grant import EDITORS, end, follow, grant
from community.networks.models import Network, NetworkStatus, Role, RoleKind
from community.networks.read_only import ReadOnly
from tests.factories.members import a_person

TODAY = timezone.localdate()


@pytest.fixture
def person(db: None) -> User:
    return a_person()


def test_a_role_holds_from_its_first_day_to_its_last(person: User, network: Network) -> None:
    role = grant(person, RoleKind.MEMBER, network, valid_from=date(2013, 1, 1))
    end(role, on=date(2014, 7, 1))
    held = [Role.objects.in_force(on).filter(user=person).exists() for on in (date(2012, 12, 31), date(2013, 1, 1))]
    assert held == [False, True]
    held = [Role.objects.in_force(on).filter(user=person).exists() for on in (date(2014, 6, 30), date(2014, 7, 1))]
    assert held == [True, False]


def test_a_role_that_is_in_force_is_not_given_twice(person: User, network: Network) -> None:
    assert grant(person, RoleKind.MEMBER, network) == grant(person, RoleKind.MEMBER, network)
    assert person.roles.count() == 1


def test_one_may_hold_a_role_again_after_it_ended(person: User, network: Network) -> None:
    end(grant(person, RoleKind.MEMBER, network, valid_from=date(2013, 1, 1)), on=date(2014, 1, 1))
    grant(person, RoleKind.MEMBER, network)
    assert person.roles.count() == 2


def test_a_role_that_ends_on_the_day_it_began_never_was(person: User, network: Network) -> None:
    end(grant(person, RoleKind.MEMBER, network))
    assert not person.roles.exists()


def test_a_role_may_begin_later(person: User, network: Network) -> None:
    grant(person, RoleKind.MEMBER, network, valid_from=TODAY + timedelta(days=1))
    assert not Role.objects.in_force().filter(user=person).exists()


def test_a_role_that_begins_later_is_not_given_twice_and_begins_at_the_earliest_asked(
    person: User, network: Network
) -> None:
    for days in (7, 3, 5):
        role = grant(person, RoleKind.MEMBER, network, valid_from=TODAY + timedelta(days=days))
    assert Role.objects.get() == role and role.valid_from == TODAY + timedelta(days=3)
    grant(person, RoleKind.MEMBER, network)
    assert Role.objects.get().valid_from == TODAY


def test_who_holds_a_role_until_a_day_may_have_it_again_after_it(person: User, network: Network) -> None:
    end(grant(person, RoleKind.MEMBER, network, valid_from=date(2013, 1, 1)), on=TODAY + timedelta(days=3))
    grant(person, RoleKind.MEMBER, network, valid_from=TODAY + timedelta(days=9))
    assert person.roles.count() == 2


def test_a_role_that_has_ended_keeps_its_end(person: User, network: Network) -> None:
    role = grant(person, RoleKind.MEMBER, network, valid_from=date(2013, 1, 1))
    end(role, on=date(2014, 7, 1))
    end(role)
    assert Role.objects.get().valid_to == date(2014, 6, 30)


def test_a_role_says_who_gave_it_first(person: User, network: Network) -> None:
    first, second = a_person(), a_person()
    assert grant(person, RoleKind.MEMBER, network, by=first).given_by == first
    assert grant(person, RoleKind.MEMBER, network, by=second).given_by == first


def test_no_role_is_given_in_an_archived_network(person: User, network: Network) -> None:
    network.status = NetworkStatus.ARCHIVED
    with pytest.raises(ReadOnly, match="archived"):
        grant(person, RoleKind.MEMBER, network)
    assert not person.roles.exists()


@pytest.mark.parametrize("kind", [RoleKind.EDITOR, RoleKind.ADMINISTRATOR])
def test_a_role_of_the_platform_has_no_network(person: User, network: Network, kind: RoleKind) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        grant(person, kind, network)


@pytest.mark.parametrize(
    "kind", [RoleKind.MEMBER, RoleKind.PROJECT_LEADER, RoleKind.NETWORK_LEADER, RoleKind.ADVISER, "king"]
)
def test_any_other_role_has_one(person: User, kind: RoleKind) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        grant(person, kind)


def test_a_role_cannot_end_before_it_begins(person: User, network: Network) -> None:
    role = grant(person, RoleKind.MEMBER, network)
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.filter(pk=role.pk).update(valid_to=TODAY - timedelta(days=1))


def test_an_editor_enters_the_admin_and_leaves_it_when_the_role_ends(person: User) -> None:
    role = grant(person, RoleKind.EDITOR, valid_from=TODAY - timedelta(days=9))
    assert person.is_staff
    assert person.groups.filter(name=EDITORS).exists()
    end(role)
    assert not person.is_staff
    assert not person.groups.exists()


def test_an_administrator_is_superuser_as_long_as_the_role_lasts(person: User) -> None:
    role = grant(person, RoleKind.ADMINISTRATOR, valid_from=TODAY - timedelta(days=9))
    Role.objects.filter(pk=role.pk).update(valid_to=TODAY - timedelta(days=1))
    assert person.is_superuser
    follow(person)
    assert not person.is_superuser
