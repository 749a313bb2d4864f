import pytest
from django.contrib.auth.models import Group, Permission
from django.db.models import ProtectedError
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from community.members.models import User
from community.networks.admin import in_use
from community.networks.grant import EDITORS
from community.networks.models import Network, Theme
from community.networks.participate import participate
from community.networks.setup import setup_editors
from community.places.models import Municipality
from tests.factories.cases import a_draft
from tests.factories.networks import a_theme
from tests.factories.places import a_municipality

KEPT = ["network", "programme", "theme", "organisation", "processmodel"]


@pytest.fixture
def desk(editor: User, client: Client) -> Client:
    setup_editors()
    client.force_login(editor)
    return client


@pytest.mark.parametrize("kind", KEPT)
def test_editors_list_and_add_what_they_keep(desk: Client, network: Network, kind: str) -> None:
    assert desk.get(f"/admin/{kind}/").status_code == 200
    assert desk.get(f"/admin/{kind}/new/").status_code == 200


def test_editors_change_a_network_and_who_takes_part(desk: Client, network: Network) -> None:
    grong = participate(network, a_municipality())
    data = network_form(network, [{"id": grong.pk, "municipality": grong.municipality_id, "name_of_the_day": "Grong"}])
    response = desk.post(f"/admin/network/edit/{network.pk}/", data)
    assert response.status_code == 302, response.context["form"].errors
    grong.refresh_from_db()
    assert (grong.challenge_nb, grong.network.name_nb) == ("Nærvær", "Nytt navn")


def test_an_archived_network_takes_no_new_municipality_until_it_is_opened(desk: Client, network: Network) -> None:
    new = [{"municipality": a_municipality().pk, "name_of_the_day": "Grong"}]
    address = f"/admin/network/edit/{network.pk}/"
    data = network_form(network, new, initial=0)
    refused = desk.post(address, {**data, "status": "archived"})
    assert "status" in refused.context["form"].errors and not network.municipalities.exists()
    assert desk.post(address, {**data, "status": "active"}).status_code == 302
    assert network.municipalities.exists()


def test_the_words_of_who_takes_part_in_an_archived_network_are_still_mended(desk: Client, network: Network) -> None:
    grong = participate(network, a_municipality())
    data = network_form(network, [{"id": grong.pk, "municipality": grong.municipality_id, "name_of_the_day": "Grong"}])
    assert desk.post(f"/admin/network/edit/{network.pk}/", {**data, "status": "archived"}).status_code == 302


def test_two_of_one_name_are_told_apart_in_a_list(desk: Client, network: Network) -> None:
    heroy = a_municipality("Herøy", "1818", "18 Nordland")
    Municipality.objects.filter(pk=heroy.pk).update(slug="heroy-nordland")
    participate(network, heroy)
    assert "Herøy (Nordland)" in desk.get(f"/admin/network/edit/{network.pk}/").content.decode()


@pytest.mark.parametrize("path", ["network/", "theme/new/", "municipality/"])
def test_members_stay_out(client: Client, author: User, path: str) -> None:
    client.force_login(author)
    assert client.get(f"/admin/{path}").status_code in {302, 403}


def test_setting_up_twice_gives_the_same_rights(db: None) -> None:
    before = set(setup_editors().permissions.all())
    assert set(setup_editors().permissions.all()) == before


@pytest.mark.parametrize("who", ["editor", "administrator"])
@pytest.mark.django_db
def test_the_register_is_read_only_for_everyone(client: Client, who: str, request: pytest.FixtureRequest) -> None:
    setup_editors()
    client.force_login(request.getfixturevalue(who))
    grong = a_municipality()
    assert client.get("/admin/municipality/").status_code == 200
    assert client.get(f"/admin/municipality/inspect/{grong.pk}/").status_code == 200
    for path in (f"edit/{grong.pk}/", f"delete/{grong.pk}/", "new/"):
        assert client.get(f"/admin/municipality/{path}").status_code in {302, 403}


def test_no_editor_can_delete_a_network(desk: Client, network: Network) -> None:
    given = Permission.objects.get(codename="delete_network")
    Group.objects.get(name=EDITORS).permissions.add(given)
    setup_editors()
    assert not given.group_set.exists()
    desk.post(f"/admin/network/delete/{network.pk}/")
    assert Network.objects.filter(pk=network.pk).exists()


USED = [("network", "network"), ("theme", "theme"), ("organisation", "owner"), ("processmodel", "process_model")]


@pytest.mark.parametrize(("kind", "name"), USED)
def test_what_is_in_use_is_not_deleted_and_the_admin_says_so(
    administrator: User, author: User, client: Client, network: Network, kind: str, name: str
) -> None:
    network.themes.add(a_theme())
    used = {"network": network, "theme": a_theme()}.get(name) or getattr(network, name)
    client.force_login(administrator)
    for ask in (client.get, client.post):
        answer = ask(f"/admin/{kind}/delete/{used.pk}/", follow=True)
        assert f"«{used}» er i bruk" in answer.content.decode()
    assert type(used).objects.filter(pk=used.pk).exists()


def test_a_theme_that_a_text_has_is_in_use(author: User, network: Network) -> None:
    draft = a_draft(author, network)
    assert not in_use(a_theme())
    draft.themes.add(a_theme())
    draft.save()
    assert in_use(a_theme())


def test_what_nobody_uses_is_deleted(desk: Client) -> None:
    theme = a_theme("nyskaping", "Nyskaping")
    assert desk.post(f"/admin/theme/delete/{theme.pk}/").status_code == 302
    assert not Theme.objects.filter(pk=theme.pk).exists()


def test_a_network_with_roles_stays_whoever_tries(author: User, network: Network) -> None:
    with pytest.raises(ProtectedError):
        network.delete()


def network_form(
    network: Network, participations: list[dict[str, object]], initial: int | None = None
) -> dict[str, object]:
    rows = [{"starts_on": "2013-01-01", "challenge_nb": "Nærvær", **row} for row in participations]
    columns = ("slug", "name_nn", "name_en", "purpose_nb", "status")
    return nested_form_data(
        {
            **{name: getattr(network, name) for name in columns},
            "name_nb": "Nytt navn",
            "starts_on": "2013-01-01",
            "owner": network.owner_id,
            "process_model": network.process_model_id,
            "participations": inline_formset(rows, initial=len(rows) if initial is None else initial),
            "partners": inline_formset([]),
        }
    )
