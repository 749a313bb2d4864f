"""The admin's sign-in is ours, its people give no rights, and its workflow writes no mail."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from community.members.models import User
from community.networks.grant import grant
from community.networks.models import Role, RoleKind
from community.networks.setup import setup_editors
from tests.factories.members import a_person

YESTERDAY = timezone.localdate() - timedelta(days=1)

PERSON = {"email": "ny@example.org", "name": "Fagleder", "municipality": "", "organisation": "KS", "language": "nb"}


@pytest.fixture
def manager(db: None) -> User:
    """An editor who may manage users in Wagtail too, and is no administrator."""
    group = Group.objects.create(name="Managers")
    group.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "add_user", "change_user", "delete_user"])
    )
    person = a_person("Brukeransvarlig", organisation="KS", kind=RoleKind.EDITOR)
    person.groups.add(group)
    return person


def test_a_visitor_is_led_to_our_sign_in_and_back(client: Client, db: None) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse('account_login')}?next=/admin/"


def test_a_member_gets_403_and_no_loop(client: Client, author: User) -> None:
    client.force_login(author)
    assert client.get("/admin/").status_code == 403
    assert client.get("/admin/login/?next=/admin/").status_code == 403


def test_an_administrator_comes_in(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/login/")["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize("kind", [RoleKind.EDITOR, RoleKind.ADMINISTRATOR])
def test_the_admin_closes_with_the_last_day_of_the_role(db: None, client: Client, kind: RoleKind) -> None:
    """And opens with its first, whether or not the worker has looked since midnight."""
    setup_editors()
    person = a_person("Redaktør", organisation="KS", kind=kind)
    client.force_login(person)
    assert client.get("/admin/").status_code == 200
    Role.objects.update(valid_from=YESTERDAY, valid_to=YESTERDAY)
    assert client.get("/admin/").status_code == 403
    Role.objects.update(valid_to=None)
    assert client.get("/admin/").status_code == 200


def test_who_is_still_an_editor_is_no_administrator_any_more(client: Client, administrator: User) -> None:
    setup_editors()
    grant(administrator, RoleKind.EDITOR)
    Role.objects.filter(kind=RoleKind.ADMINISTRATOR).update(valid_from=YESTERDAY, valid_to=YESTERDAY)
    client.force_login(administrator)
    assert client.get("/admin/").status_code == 200
    assert client.get(reverse("wagtailusers_users:add")).status_code in {302, 403}


def test_anyone_gets_out_through_the_admins_own_way(client: Client, author: User) -> None:
    client.force_login(author)
    assert client.post("/admin/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_admins_own_account_page_changes_no_name_address_or_password(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "first_name" not in page and "password" not in page
    assert client.get("/admin/password_reset/", follow=True).status_code == 404


@pytest.mark.parametrize("name", ["index", "add"])
def test_the_pages_about_people_open(client: Client, administrator: User, name: str) -> None:
    client.force_login(administrator)
    for query in ({}, {"q": "KS"}, {"ordering": "name"}, {"ordering": "-name"}):
        assert client.get(reverse(f"wagtailusers_users:{name}"), query).status_code == 200


def test_a_person_added_there_gets_a_link_and_no_rights(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    rights = {"is_superuser": "on", "is_staff": "on", "groups": [str(Group.objects.create(name="x").pk)]}
    client.post(reverse("wagtailusers_users:add"), {**PERSON, **rights, "password1": "x", "password2": "x"})
    person = User.objects.get(email="ny@example.org")
    assert (person.is_superuser, person.is_staff, person.groups.count()) == (False, False, 0)
    assert not person.has_usable_password()
    assert mail.outbox[0].to == ["ny@example.org"]


def edit(client: Client, person: User, **fields: Any) -> int:
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    return client.post(address, {**PERSON, "email": person.email, "is_active": "on", **fields}).status_code


def test_a_manager_raises_nobody_and_not_themselves(client: Client, manager: User, author: User) -> None:
    client.force_login(manager)
    group = Group.objects.create(name="x")
    for person in (author, manager):
        edit(client, person, is_superuser="on", is_staff="on", groups=[str(group.pk)], name="Endret")
        person.refresh_from_db()
        assert (person.name == "Endret", person.is_superuser, person.is_staff) == (
            person == author, False, person == manager,
        )  # fmt: skip
        assert group not in person.groups.all()


def test_a_manager_cannot_take_over_an_administrator(client: Client, manager: User, administrator: User) -> None:
    client.force_login(manager)
    edit(client, administrator, email="meg@example.org")
    assert not User.objects.filter(email="meg@example.org").exists()


def test_an_address_that_somebody_has_is_refused_in_any_case(client: Client, administrator: User, author: User) -> None:
    client.force_login(administrator)
    assert client.post(reverse("wagtailusers_users:add"), {**PERSON, "email": author.email.upper()}).status_code == 200


def test_nobody_is_deleted_or_put_in_groups_there(client: Client, administrator: User, author: User) -> None:
    client.force_login(administrator)
    client.post(reverse("wagtailusers_users:delete", args=[author.pk]))
    group = Group.objects.create(name="x")
    for action in ("delete", "assign_role"):
        address = reverse("wagtail_bulk_action", args=["members", "user", action])
        client.post(f"{address}?id={author.pk}", {"role": group.pk})
    assert User.objects.filter(pk=author.pk, groups=None).exists()


@pytest.mark.parametrize("signal", [task_submitted, workflow_submitted, workflow_rejected, workflow_approved])
def test_wagtails_own_mails_are_off(signal: Any) -> None:
    assert not [key for key, *_rest in signal.receivers if "email_notification" in str(key)]
