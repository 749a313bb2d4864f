"""The year in figures: what the viewer moderates, and nothing else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from community.access.viewer import viewer_for
from community.members.models import User
from community.networks.models import Network, RoleKind
from forum.decide import decide
from forum.figures import of_year
from forum.flag import flag
from forum.models import Matter
from tests.factories.forum import a_networks_board, a_post, a_topic
from tests.factories.members import a_person

pytestmark = pytest.mark.django_db
FIGURES = "/nb/diskusjoner/modereringslogg/tall"


@pytest.fixture
def decided(network: Network, author: User, colleague: User, leader: User) -> Matter:
    matter = flag(
        a_post(a_topic(a_networks_board(network), author), colleague), "personal", key=uuid4(), by=author
    ).matter
    Matter.objects.update(created_at=timezone.now() - timedelta(hours=4))
    return decide(matter, "hide", "Navn", by=leader)


def numbers(user: User) -> dict[str, int | str]:
    tables = of_year(viewer_for(user), timezone.localdate().year)
    return {what: number for table in tables for what, number in table.rows}


def test_they_count_reports_acts_and_hours(decided: Matter, leader: User) -> None:
    found = numbers(leader)
    assert found["Det nevner noen, eller røper hvem det gjelder"] == found["skjulte et innlegg"] == 1
    assert found["Innlegget er skjult"] == found["Meldinger i alt"] == 1
    assert found["Timer til avgjørelse, median: Melding"] == 4


def test_they_count_nothing_that_is_secret_to_the_reader(decided: Matter, other_network: Network, leader: User) -> None:
    elsewhere = a_person("Nettverksleder", network=other_network, kind=RoleKind.NETWORK_LEADER)
    assert "skjulte et innlegg" not in numbers(elsewhere) and numbers(elsewhere)["Meldinger i alt"] == 0


def test_they_are_a_page_and_a_sheet_for_moderators(
    client: Client, decided: Matter, leader: User, author: User
) -> None:
    client.force_login(leader)
    assert "skjulte et innlegg" in client.get(f"{FIGURES}/?ar=99999999").content.decode()
    sheet = client.get(f"{FIGURES}.csv").content.decode("utf-8-sig")
    assert f"{timezone.localdate().year};Det moderatorene gjorde;skjulte et innlegg;1" in sheet
    client.force_login(author)
    assert client.get(f"{FIGURES}/").status_code == client.get(f"{FIGURES}.csv").status_code == 404
