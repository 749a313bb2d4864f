from datetime import date

from django.utils.translation import override

from community.networks.maps import map_of
from community.networks.models import Network
from community.networks.participate import participate
from tests.factories.places import a_municipality


def test_the_map_shows_each_municipality_once_by_the_name_it_took_part_under(network: Network) -> None:
    faerder = a_municipality("Færder", "3911", "39 Vestfold")
    participate(network, faerder, starts_on=date(2013, 1, 1), name_of_the_day="Nøtterøy")
    participate(network, a_municipality())
    with override("en"):
        places = {(place.name, place.sub) for place in map_of(network).places}
    assert places == {("Nøtterøy", "now Færder"), ("Grong", "")}
