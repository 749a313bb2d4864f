from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from community.members.invite import invite
from community.members.models import User
from community.networks.models import Network, Role, RoleKind
from community.networks.read_only import ReadOnly
from tests.factories.members import a_person

LIST, ADD = "/nb/personer/", "/nb/personer/ny/"
NEW = {"email": "ny@example.org", "name": "Fagleder", "organisation": "KS", "language": "nn"}


def role(kind: RoleKind, network: Network | None) -> str:
    return f"{kind}:{network.pk if network else ''}"


def held(person: User) -> set[tuple[str, int | None]]:
    return set(Role.objects.in_force().filter(user=person).values_list("kind", "network_id"))


@pytest.fixture
def desk(client: Client, leader: User) -> Client:
    client.force_login(leader)
    return client


@pytest.fixture
def invited(network: Network) -> User:
    person = invite("invitert@example.org", by=None, name="Invitert", organisation="KS")
    Role.objects.create(user=person, kind=RoleKind.MEMBER, network=network, valid_from="2020-01-01")
    mail.outbox.clear()
    return person


@pytest.mark.parametrize("path", [LIST, ADD])
def test_for_others_there_is_no_such_page(client: Client, author: User, editor: User, path: str) -> None:
    assert client.get(path).status_code == 302
    for person in (author, editor):
        client.force_login(person)
        assert client.get(path).status_code == 404


def test_a_leader_sees_their_network_and_an_administrator_everyone(
    desk: Client, author: User, outsider: User, administrator: User
) -> None:
    page = desk.get(LIST).content.decode()
    assert author.email in page and outsider.email not in page
    desk.force_login(administrator)
    page = desk.get(LIST).content.decode()
    assert author.email in page and outsider.email in page


def test_a_leader_sees_no_roles_that_somebody_has_elsewhere(desk: Client, author: User, other_network: Network) -> None:
    Role.objects.create(user=author, kind=RoleKind.ADVISER, network=other_network, valid_from="2020-01-01")
    assert "Rådgiver," not in desk.get(LIST).content.decode()


def test_one_is_found_by_name_or_place(desk: Client, author: User, colleague: User) -> None:
    page = desk.get(LIST, {"q": "hamar"}).content.decode()
    assert colleague.email in page and author.email not in page
    assert desk.get(LIST, {"q": "finnes ikke"}).status_code == 200


def test_a_new_person_is_invited_and_has_the_role(desk: Client, network: Network) -> None:
    assert desk.post(ADD, {**NEW, "role": role(RoleKind.MEMBER, network)}).status_code == 302
    person = User.objects.get(email="ny@example.org")
    assert held(person) == {("member", network.pk)}
    assert (person.language, person.has_usable_password()) == ("nn", False)
    assert mail.outbox[0].to == ["ny@example.org"]


def test_the_list_says_who_gave_a_role(desk: Client, leader: User, network: Network) -> None:
    desk.post(ADD, {**NEW, "role": role(RoleKind.MEMBER, network)})
    assert Role.objects.get(user__email=NEW["email"]).given_by == leader
    assert f"gitt av {leader.name}" in desk.get(LIST).text


def test_a_network_archived_while_somebody_is_added_keeps_the_form(desk: Client, network: Network) -> None:
    with patch("home.people.grant", side_effect=ReadOnly):
        page = desk.post(ADD, {**NEW, "role": role(RoleKind.MEMBER, network)})
    assert page.status_code == 200 and "Nettverket er arkivert" in page.text and NEW["name"] in page.text
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_a_double_click_invites_once(desk: Client, network: Network) -> None:
    for _ in range(2):
        desk.post(ADD, {**NEW, "role": role(RoleKind.MEMBER, network)})
    assert (User.objects.filter(email=NEW["email"]).count(), len(mail.outbox)) == (1, 1)
    assert Role.objects.filter(user__email=NEW["email"]).count() == 1


def test_somebody_who_is_here_gets_the_role_and_stays_who_they_are(
    desk: Client, outsider: User, network: Network
) -> None:
    desk.post(ADD, {"email": outsider.email.upper(), "name": "En annen", "role": role(RoleKind.ADVISER, network)})
    name = outsider.name
    outsider.refresh_from_db()
    assert (outsider.name, outsider.has_usable_password()) == (name, True)
    assert ("adviser", network.pk) in held(outsider)
    assert mail.outbox[0].to == [outsider.email]


@pytest.mark.parametrize("kind", [RoleKind.NETWORK_LEADER, RoleKind.EDITOR, RoleKind.ADMINISTRATOR])
def test_a_leader_cannot_give_more_than_they_may(desk: Client, leader: User, network: Network, kind: RoleKind) -> None:
    place = network if kind == RoleKind.NETWORK_LEADER else None
    for email in (NEW["email"], leader.email):
        assert desk.post(ADD, {**NEW, "email": email, "role": role(kind, place)}).status_code == 200
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_a_leader_cannot_give_roles_in_another_network(desk: Client, author: User, other_network: Network) -> None:
    desk.post(ADD, {"email": author.email, "role": role(RoleKind.MEMBER, other_network)})
    assert ("member", other_network.pk) not in held(author)


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"organisation": ""}, {"email": "x"}, {"email": "a@b.no\nBcc: x@y.no"}, {"role": "admin"}],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(desk: Client, network: Network, wrong: dict[str, str]) -> None:
    data = {**NEW, "role": role(RoleKind.MEMBER, network), "function": "Beholdt", **wrong}
    assert "Beholdt" in desk.post(ADD, data).content.decode()
    assert not User.objects.filter(name=NEW["name"]).exists() and mail.outbox == []


def test_rights_that_were_not_asked_for_are_not_given(desk: Client, network: Network) -> None:
    extra: dict[str, Any] = {"is_staff": "on", "is_superuser": "on", "password": "x", "groups": ["1"]}
    desk.post(ADD, {**NEW, **extra, "role": role(RoleKind.MEMBER, network)})
    person = User.objects.get(email=NEW["email"])
    assert (person.is_staff, person.is_superuser, person.has_usable_password()) == (False, False, False)


def test_a_role_that_is_ended_opens_nothing(desk: Client, author: User) -> None:
    desk.post(reverse("home:people_end_role", args=[author.roles.get().pk]))
    assert held(author) == set()


def test_a_leader_ends_no_leader_and_nothing_elsewhere(desk: Client, leader: User, outsider: User) -> None:
    own, elsewhere = leader.roles.get(), outsider.roles.get()
    answers = [desk.post(reverse("home:people_end_role", args=[r.pk])).status_code for r in (own, elsewhere)]
    assert answers == [403, 404]
    assert held(leader) and held(outsider)


def test_the_link_is_sent_again_and_only_to_who_needs_it(desk: Client, invited: User, author: User) -> None:
    for person in (invited, author):
        desk.post(reverse("home:people_send_again", args=[person.pk]))
    assert [message.to for message in mail.outbox] == [[invited.email]]


def test_a_leader_sends_no_links_outside_their_network(desk: Client, outsider: User) -> None:
    outsider.set_unusable_password()
    outsider.save()
    assert desk.post(reverse("home:people_send_again", args=[outsider.pk])).status_code == 404


def test_a_role_is_ended_only_when_one_has_said_yes(desk: Client, author: User) -> None:
    role = author.roles.get()
    page = desk.get(reverse("home:people_end_role", args=[role.pk])).content.decode()
    assert author.name in page and '<form class="row" method="post">' in page
    assert Role.objects.in_force().filter(pk=role.pk).exists()


def test_looking_sends_no_link(desk: Client, author: User) -> None:
    assert desk.get(reverse("home:people_send_again", args=[author.pk]))["Location"] == reverse("home:people")
    assert mail.outbox == []


def test_the_list_costs_the_same_for_one_and_for_many(
    desk: Client, network: Network, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12) as one:
        desk.get(LIST)
    for _ in range(3):
        a_person(organisation="KS", network=network, kind=RoleKind.MEMBER)
    with django_assert_max_num_queries(12) as many:
        desk.get(LIST)
    assert len(one) == len(many)


@pytest.mark.django_db
def test_the_first_administrator_is_made_by_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        call_command("create_administrator", "forste@example.org")
    person = User.objects.get(email="forste@example.org")
    assert held(person) == {("administrator", None)} and person.is_superuser
    assert "/konto/velkommen/" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_refuses_what_is_no_address() -> None:
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("create_administrator", "x")


def test_people_stand_in_the_order_of_the_alphabet_and_are_found_without_capitals(
    client: Client, administrator: User
) -> None:
    for name in ("Åse", "Ørjan", "Ærlig", "Zoe"):
        User.objects.filter(pk=a_person().pk).update(name=name)
    client.force_login(administrator)
    rows = client.get(reverse("home:people")).context["rows"]
    assert [row["person"].name for row in rows][-4:] == ["Zoe", "Ærlig", "Ørjan", "Åse"]
    (found,) = client.get(reverse("home:people"), {"q": "ØRJAN"}).context["rows"]
    assert found["person"].name == "Ørjan"


def test_the_list_of_people_goes_on(client: Client, administrator: User) -> None:
    for number in range(31):
        a_person(f"Person {number:02}")
    client.force_login(administrator)
    first = client.get(reverse("home:people"))
    second = client.get(reverse("home:people"), {"key": first.context["page"].older})
    names = [row["person"].name for page in (first, second) for row in page.context["rows"]]
    assert len(names) == len(set(names)) == User.objects.count()


def test_the_admins_list_of_people_finds_without_capitals(client: Client, administrator: User) -> None:
    User.objects.filter(pk=a_person().pk).update(name="Ørjan")
    client.force_login(administrator)
    assert "Ørjan" in client.get("/admin/users/", {"q": "ørjan"}).content.decode()
