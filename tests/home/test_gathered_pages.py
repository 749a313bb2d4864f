from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Again, Experience
from cases.retire import archive
from community.access.audience import MEMBERS
from community.members.models import User
from community.networks.models import Network, NetworkStatus, Organisation, Participation, Partner, RoleKind, Theme
from community.places.models import County, Municipality, MunicipalityName
from home.models import FrontPage, ThemePage
from tests.factories.cases import an_experience
from tests.factories.members import a_person
from tests.factories.networks import a_network, a_theme
from tests.factories.places import a_municipality

pytestmark = pytest.mark.django_db


def publish(author: User, network: Network, title: str, **fields: Any) -> None:
    theme = a_theme("heltidskultur", "Heltidskultur")
    experience = an_experience(author, network, title, **fields)
    experience.themes.add(theme)
    experience.save_revision().publish()


def takes_part(network: Network, place: Municipality, then: str = "") -> Participation:
    return Participation.objects.create(
        network=network, municipality=place, name_of_the_day=then or place.name, starts_on=date(2013, 1, 1)
    )


PAGES = ["/nb/", "/nb/nettverk/innovasjon/", "/nb/tema/heltidskultur/", "/nb/kommuner/grong/"]


@pytest.fixture
def theme_in_network(network: Network) -> None:
    network.themes.add(a_theme("heltidskultur", "Heltidskultur"))


@pytest.fixture
def one_of_each(fronts: dict[str, FrontPage], author: User, network: Network, theme_in_network: None) -> None:
    """What each of the pages shows, once."""
    takes_part(network, a_municipality())
    publish(author, network, "Den første")


@pytest.mark.parametrize("address", PAGES)
def test_gathered_pages_show_what_the_reader_may_see(
    client: Client, fronts: dict[str, FrontPage], author: User, network: Network, theme_in_network: None, address: str
) -> None:
    publish(author, network, "Åpen for alle")
    publish(author, network, "Bare for oss", audience=MEMBERS)
    anyone = client.get(address).content.decode()
    client.force_login(author)
    member = client.get(address).content.decode()
    assert "Åpen for alle" in anyone and "Bare for oss" not in anyone
    assert "Åpen for alle" in member and "Bare for oss" in member


@pytest.mark.parametrize("address", [*PAGES, "/nb/tema/", "/nb/nettverk/", "/nb/erfaringer/", "/nb/kommuner/"])
def test_no_page_counts_all_there_is_each_time_it_is_shown(client: Client, one_of_each: None, address: str) -> None:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    counting = [query["sql"] for query in asked if "COUNT(" in query["sql"] and "networks_role" not in query["sql"]]
    assert counting == [] and len(asked) > 0


@pytest.mark.parametrize("address", PAGES)
def test_gathered_pages_cost_the_same_for_one_row_and_for_three(
    client: Client,
    one_of_each: None,
    author: User,
    network: Network,
    address: str,
    django_assert_max_num_queries: Any,
) -> None:
    client.get(address)  # what a process learns once
    with django_assert_max_num_queries(11) as one:  # one of them for the editors' pages in the footer
        client.get(address)
    for number in range(2):
        publish(author, network, f"Enda en {number}")
        takes_part(network, a_municipality(f"Sted{number}", f"500{number}"))
    client.get(address)  # what is counted once a minute
    with django_assert_max_num_queries(11) as three:
        client.get(address)
    assert len(three) == len(one)


@pytest.mark.parametrize("address", [*PAGES, "/nb/tema/"])
def test_what_was_counted_for_one_reader_is_not_counted_for_the_next(
    client: Client, fronts: dict[str, FrontPage], author: User, network: Network, theme_in_network: None, address: str
) -> None:
    publish(author, network, "Åpen for alle")
    with CaptureQueriesContext(connection) as first:
        client.get(address)
    with CaptureQueriesContext(connection) as second:
        client.get(address)
    counting = [["COUNT(" in q["sql"] and "cases_experience" in q["sql"] for q in asked] for asked in (first, second)]
    assert [any(found) for found in counting] == [True, False]


def test_a_change_is_counted_at_once(
    client: Client, fronts: dict[str, FrontPage], author: User, network: Network, theme_in_network: None
) -> None:
    publish(author, network, "Den første")
    assert client.get("/nb/").context["figures"]["total"] == 1
    publish(author, network, "Den andre")
    Experience.objects.get(title="Den første").unpublish()
    publish(author, network, "Den tredje")
    assert client.get("/nb/").context["figures"]["total"] == 2
    assert [theme.total for theme in client.get("/nb/").context["themes"]] == [2]


def one_more_of_everything(network: Network, author: User, number: int) -> None:
    place = a_municipality(f"Sted {number}", f"50{number:02}", f"{number + 10} Fylke {number}")
    takes_part(network, place, then=f"Før {number}")
    partner = Organisation.objects.create(name=f"Partner {number}", kind="partner")
    Partner.objects.create(network=network, organisation=partner, role_nb=f"Rolle {number}")
    network.themes.add(a_theme(f"tema-{number}", f"Tema {number}"))
    a_person(municipality=place, network=network, kind=RoleKind.NETWORK_LEADER)
    publish(author, network, f"Erfaring {number}")


def test_a_networks_page_costs_the_same_for_one_and_for_three_of_everything(
    client: Client, author: User, network: Network, django_assert_num_queries: Any
) -> None:
    one_more_of_everything(network, author, 1)
    client.get(network.get_absolute_url())  # what a process learns once
    with CaptureQueriesContext(connection) as one:
        client.get(network.get_absolute_url())
    cost = len(one)
    for number in (2, 3):
        one_more_of_everything(network, author, number)
    client.get(network.get_absolute_url())  # counted anew
    with django_assert_num_queries(cost):
        page = client.get(network.get_absolute_url()).content.decode()
    assert [what for what in ("Før", "Partner", "Tema", "Erfaring") if f"{what} 3" not in page] == []


def test_the_front_page_says_how_many_and_how_many_would_not(
    client: Client, fronts: dict[str, FrontPage], author: User, network: Network
) -> None:
    publish(author, network, "Gikk bra", again=Again.YES)
    publish(author, network, "Gikk ikke", again=Again.NO)
    figures = client.get("/nb/").context["figures"]
    assert (figures["total"], figures["municipalities"], figures["not_again"]) == (2, 1, 1)


@pytest.mark.parametrize("address", [*PAGES, "/nb/erfaringer/", "/nb/sok/?q=gammelt"])
def test_an_archived_experience_is_in_no_list(
    client: Client, fronts: dict[str, FrontPage], author: User, network: Network, theme_in_network: None, address: str
) -> None:
    publish(author, network, "Gammelt nytt")
    link = Experience.objects.get().get_absolute_url()
    assert link in client.get(address).content.decode()
    archive(Experience.objects.get(), by=author)
    assert link not in client.get(address).content.decode()


def test_all_of_a_network_is_what_its_page_counts(
    client: Client, author: User, outsider: User, network: Network, other_network: Network
) -> None:
    for title in ("En", "To"):
        publish(author, network, title)
    publish(outsider, other_network, "Et annet sted")
    page = client.get("/nb/nettverk/innovasjon/")
    assert "?network=innovasjon" in page.content.decode()
    shown = client.get("/nb/erfaringer/?network=innovasjon").context["page"].rows
    assert {row.title for row in shown} == {"En", "To"} and page.context["figures"]["total"] == 2


def test_a_network_shows_the_names_of_its_day(client: Client, network: Network) -> None:
    takes_part(network, a_municipality("Færder", "3911", "39 Vestfold"), then="Nøtterøy")
    page = client.get("/nb/nettverk/innovasjon/").content.decode()
    assert "Nøtterøy" in page and "nå Færder" in page


def test_networks_under_way_come_first(client: Client) -> None:
    a_network("gammelt", NetworkStatus.ENDED)
    a_network("nytt", NetworkStatus.ACTIVE)
    assert [n.slug for n in client.get("/nb/nettverk/").context["networks"]] == ["nytt", "gammelt"]


def test_a_former_name_leads_to_the_municipality_of_today(client: Client) -> None:
    faerder = a_municipality("Færder", "3911", "39 Vestfold")
    MunicipalityName.objects.create(municipality=faerder, name="Nøtterøy", key="notteroy", former=True)
    assert client.get("/nb/kommuner/notteroy/")["Location"] == "/nb/kommuner/faerder/"


def test_two_of_one_name_have_titles_of_their_own(client: Client) -> None:
    place = a_municipality("Herøy", "1818", "18 Nordland")
    Municipality.objects.filter(pk=place.pk).update(slug="heroy-nordland")
    assert "<title>Herøy (Nordland)" in client.get("/nb/kommuner/heroy-nordland/").content.decode()


def test_a_name_that_was_split_is_a_choice(client: Client) -> None:
    for name, number in (("Vestnes", "1535"), ("Haram", "1580")):
        place = a_municipality(name, number, "15 Møre og Romsdal")
        MunicipalityName.objects.create(municipality=place, name="Skodje", key="skodje", former=True)
    page = client.get("/nb/kommuner/skodje/").content.decode()
    assert "Vestnes" in page and "Haram" in page and "ikke lenger i bruk" in page


def test_a_name_that_two_bear_today_says_so(client: Client) -> None:
    for number, county in (("1818", "18 Nordland"), ("1515", "15 Møre og Romsdal")):
        place = a_municipality("Herøy", number, county)
        Municipality.objects.filter(pk=place.pk).update(slug=f"heroy-{number}")
        MunicipalityName.objects.create(municipality=place, name="Herøy", key="heroy")
    assert "To kommuner heter Herøy:" in client.get("/nb/kommuner/heroy/").content.decode()


def test_no_such_place_is_not_found(client: Client) -> None:
    assert client.get("/nb/kommuner/utopia/").status_code == 404


def test_a_municipality_nobody_has_written_from_says_what_to_do(client: Client) -> None:
    a_municipality()
    page = client.get("/nb/kommuner/grong/").content.decode()
    assert 'class="empty"' in page and "/nb/erfaringer/" in page


def test_the_list_is_narrowed_by_a_name(client: Client) -> None:
    for name, number in (("Grong", "5045"), ("Hamar", "3403")):
        place = a_municipality(name, number)
        MunicipalityName.objects.create(municipality=place, name=name, key=name.lower())
    listed = client.get("/nb/kommuner/", {"q": "Hamar"}).context["counties"]
    assert [place.name for _county, places in listed for place in places] == ["Hamar"]


def test_a_former_name_is_said_where_it_was_asked_for(client: Client) -> None:
    faerder = a_municipality("Færder", "3911", "39 Vestfold")
    MunicipalityName.objects.create(municipality=faerder, name="Nøtterøy", key="notteroy", former=True)
    page = client.get("/nb/kommuner/", {"q": "nøtter"}).content.decode()
    assert "Færder" in page and "før Nøtterøy" in page


def test_a_number_that_changed_is_no_former_name(client: Client) -> None:
    call_command("load_places", verbosity=0)
    page = client.get("/nb/kommuner/", {"q": "Våler kommune"}).content.decode()
    assert "Våler" in page and "før Våler" not in page


def test_a_municipality_tells_how_it_came_to_be(client: Client) -> None:
    call_command("load_places", verbosity=0)
    page = client.get("/nb/kommuner/faerder/").content.decode()
    assert "Nøtterøy (0722) og Tjøme (0723) ble til Færder" in page and "før det 3811, 0729" in page
    assert "Slik ble kommunen til" not in client.get("/nb/kommuner/kautokeino/").content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_member_pays_a_few_queries_more_at_most(
    client: Client, one_of_each: None, author: User, address: str, django_assert_max_num_queries: Any
) -> None:
    client.force_login(author)
    client.get(address)
    with django_assert_max_num_queries(17):  # on the front page: what they follow, what is new to them, what waits
        client.get(address)


def test_the_list_of_all_costs_two_queries_at_most(client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        a_municipality(f"Sted{number}", f"500{number}", f"5{number} Fylke {number}")
    with django_assert_max_num_queries(2):
        client.get("/nb/kommuner/")
    assert County.objects.count() == 5


def test_a_theme_shows_once_what_its_introduction_shows(
    client: Client, fronts: dict[str, FrontPage], author: User, network: Network
) -> None:
    for title in ("Den valgte", "Den andre"):
        publish(author, network, title)
    chosen = Experience.objects.get(title="Den valgte")
    block = ("chosen_experiences", {"title": "Begynn her", "experiences": [chosen]})
    page = ThemePage(title="Heltid", slug="heltid", theme=Theme.objects.get(), locale=fronts["nb"].locale, body=[block])
    FrontPage.objects.get(pk=fronts["nb"].pk).add_child(instance=page)
    html = client.get("/nb/tema/heltidskultur/").content.decode()
    assert html.count("Den valgte</a>") == html.count("Den andre</a>") == 1
    assert "Flere erfaringer" in html


def test_a_row_does_not_repeat_the_place_or_theme_of_its_page(
    client: Client, fronts: dict[str, FrontPage], author: User, network: Network
) -> None:
    publish(author, network, "Langvakter i helg")
    theme, place = (client.get(path).content.decode() for path in ("/nb/tema/heltidskultur/", "/nb/kommuner/grong/"))
    assert '<p class="where">Grong</p>' in theme
    assert '<p class="where">Heltidskultur</p>' in place
