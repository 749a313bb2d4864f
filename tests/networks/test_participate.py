from datetime import date

import pytest
from django.db import IntegrityError, transaction

from community.networks.archive import ReadOnly, archive, reopen
from community.networks.models import Network, NetworkStatus, Participation
from community.networks.participate import leave, participate
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


def test_who_leaves_took_part_until_the_day_before(network: Network) -> None:
    took_part = leave(participate(network, a_municipality(), starts_on=date(2013, 1, 1)), on=date(2014, 7, 1))
    assert Participation.objects.under_way(date(2014, 6, 30)).get() == took_part
    assert not Participation.objects.under_way(date(2014, 7, 1)).exists()


def test_a_participation_cannot_end_before_it_begins(network: Network) -> None:
    took_part = participate(network, a_municipality(), starts_on=date(2013, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.filter(pk=took_part.pk).update(ends_on=date(2012, 1, 1))


def test_nothing_new_is_written_in_an_archived_network(network: Network) -> None:
    took_part = participate(network, a_municipality())
    archive(network)
    with pytest.raises(ReadOnly):
        participate(network, a_municipality("Hamar", "3403", "34 Innlandet"))
    with pytest.raises(ReadOnly):
        leave(took_part)
    assert not Network.objects.writable().exists()


def test_a_network_is_reopened(network: Network) -> None:
    reopen(archive(network))
    assert Network.objects.get().status == NetworkStatus.ACTIVE


def test_reopening_changes_nothing_in_one_that_is_open(network: Network) -> None:
    network.status = NetworkStatus.PLANNED
    assert reopen(network).status == NetworkStatus.PLANNED
