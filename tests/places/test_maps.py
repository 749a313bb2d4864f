import gzip
import re

import pytest
from django.template import Context, Template
from django.utils.translation import override

from community.places.maps import HEIGHT, WIDTH, Map, mini_map, network_map
from community.places.models import Municipality

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.urls("tests.places.urls")]

THE_SIX = ["5045", "1505", "5014", "3403", "3911", "3105"]


def of(numbers: list[str]) -> Map:
    return network_map(Municipality.objects.filter(number__in=numbers))


def test_each_place_lies_where_it_lies() -> None:
    at = {place.name: place for place in of(THE_SIX).places}
    assert at["Grong"].y < at["Frøya"].y < at["Kristiansund"].y < at["Hamar"].y < at["Sarpsborg"].y
    assert at["Kristiansund"].x < at["Frøya"].x < at["Færder"].x < at["Sarpsborg"].x < at["Grong"].x


def test_each_place_leads_to_its_page() -> None:
    assert {place.url for place in of(["5045"]).places} == {"/kommuner/grong/"}


def test_a_name_of_the_day_is_shown_with_that_of_today() -> None:
    faerder = Municipality.objects.get(number="3911")
    with override("en"):
        [place] = network_map([faerder], then={faerder.pk: "Nøtterøy"}).places
    assert (place.name, place.sub) == ("Nøtterøy", "now Færder")


def test_where_something_began_has_the_origin_knot() -> None:
    grong = Municipality.objects.get(number="5045")
    assert network_map([grong], origins=[grong.pk]).places[0].origin


@pytest.mark.parametrize(
    "numbers", [THE_SIX, ["5601", "5501", "0301", "4204"], ["3105", "3107", "3103"], ["1505"], ["5605", "5628", "5636"]]
)
def test_all_places_fit_with_a_margin(numbers: list[str]) -> None:
    for place in of(numbers).places:
        assert 0.1 * WIDTH < place.x < 0.9 * WIDTH
        assert 0.1 * HEIGHT < place.y < 0.9 * HEIGHT


def test_names_of_neighbours_stand_on_either_side() -> None:
    side = {place.name: place.side for place in of(THE_SIX).places}
    assert (side["Færder"], side["Sarpsborg"], side["Kristiansund"]) == ("left", "right", "left")


@pytest.mark.parametrize("numbers", [THE_SIX, ["1505"], ["5605", "5628", "5636"], ["4601", "0301"]])
def test_every_name_ends_inside(numbers: list[str]) -> None:
    for place in of(numbers).places:
        length = 16 + 12 * len(place.name)
        assert (place.x - length if place.side == "left" else WIDTH - place.x - length) >= 0, place


def test_a_map_is_light() -> None:
    land = of(THE_SIX).land.encode()
    assert len(land) < 8_000
    assert len(gzip.compress(land, 9)) < 3_500


def test_a_mini_map_is_lighter_still() -> None:
    six = Municipality.objects.filter(number__in=THE_SIX)
    assert len(mini_map(six).land) < len(network_map(six).land) / 2


@pytest.mark.parametrize("drawing", [lambda: of(THE_SIX), lambda: of(["1505"]), lambda: network_map(())])
def test_the_land_is_a_path_and_nothing_else(drawing) -> None:
    land = drawing().land
    assert re.fullmatch(r"(M[-\d ]+l[-\d ]+z)+", land)


def test_oslo_lies_on_land_and_the_north_sea_does_not() -> None:
    from community.places.geometry import project
    from community.places.maps import Detail, _rings

    def on_land(longitude: float, latitude: float) -> bool:
        x, y = project(longitude, latitude)
        crossings = 0
        for ring in _rings(Detail.MEDIUM):
            for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
                crossings += (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
        return crossings % 2 == 1

    assert on_land(10.74, 59.98)
    assert not on_land(3.0, 58.0)


def test_the_map_is_drawn_with_every_place_a_link() -> None:
    faerder = Municipality.objects.get(number="3911")
    drawing = network_map([faerder, Municipality.objects.get(number="5045")], then={faerder.pk: "Nøtterøy"})
    html = Template('{% load ui %}{% map drawing "Kart" %}').render(Context({"drawing": drawing}))
    assert html.count("<a href=") == 2
    assert 'role="group" aria-label="Kart"' in html
    assert ">Nøtterøy</text>" in html
