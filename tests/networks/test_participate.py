from datetime import date

import pytest
from django.db import IntegrityError, transaction

from community.networks.models import Network, NetworkStatus, Participation
from community.networks.participate import participate
from community.networks.read_only import ReadOnly
from tests.factories.places import a_municipality


def test_a_municipality_takes_part_under_the_name_of_its_day(network: Network) -> None:
    faerder = a_municipality("Færder", "3911", "39 Vestfold")
    took_part = participate(
        network, faerder, starts_on=date(2013, 1, 1), name_of_the_day="Nøtterøy", challenge_nb="Fra vikar"
    )
    assert (took_part.name_of_the_day, took_part.challenge) == ("Nøtterøy", "Fra vikar")
    assert list(network.municipalities.all()) == [faerder]


def test_without_a_name_of_the_day_it_is_todays(network: Network) -> None:
    assert participate(network, a_municipality()).name_of_the_day == "Grong"


def test_taking_part_twice_is_taking_part_once(network: Network) -> None:
    assert participate(network, a_municipality()) == participate(network, a_municipality())


def test_who_had_left_takes_part_again(network: Network) -> None:
    participate(network, a_municipality(), starts_on=date(2013, 1, 1))
    Participation.objects.update(ends_on=date(2014, 6, 30))
    assert participate(network, a_municipality()).ends_on is None
    assert Participation.objects.get().starts_on == date(2013, 1, 1)


def test_a_participation_cannot_end_before_it_begins(network: Network) -> None:
    took_part = participate(network, a_municipality(), starts_on=date(2013, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.filter(pk=took_part.pk).update(ends_on=date(2012, 1, 1))


def test_an_archived_network_takes_nobody_new(network: Network) -> None:
    network.status = NetworkStatus.ARCHIVED
    with pytest.raises(ReadOnly):
        participate(network, a_municipality())


@pytest.mark.parametrize("status", NetworkStatus)
def test_a_network_and_the_database_agree_on_what_is_read_only(network: Network, status: NetworkStatus) -> None:
    network.status = status
    network.save()
    assert Network.objects.writable().exists() is not network.is_read_only
