import pytest

from community.places.find import by_slug_or_former_name, find, former_names
from community.places.models import Municipality

pytestmark = pytest.mark.usefixtures("register")


def names(found: list[Municipality] | tuple[Municipality, ...]) -> list[str]:
    return sorted(municipality.name for municipality in found)


@pytest.mark.parametrize(
    ("asked", "today"),
    [
        ("Færder", ["Færder"]),
        ("nøtterøy", ["Færder"]),
        ("NØTTERØY", ["Færder"]),
        ("Tjøme", ["Færder"]),
        ("0722", ["Færder"]),
        ("3911", ["Færder"]),
        ("0301", ["Oslo"]),
        ("Kárášjohka", ["Karasjok"]),
        ("Gáivuotna - Kåfjord - Kaivuono", ["Kåfjord"]),
        ("kaivuono", ["Kåfjord"]),
        ("Herøy", ["Herøy", "Herøy"]),
        ("Os (Hordaland)", ["Bjørnafjorden"]),
        ("Snillfjord", ["Heim", "Hitra", "Orkland"]),
        ("Tysfjord", ["Hamarøy", "Narvik"]),
        ("1507", ["Haram", "Ålesund"]),
        ("Kristiansund kommune", ["Kristiansund"]),
        ("Nøtterøy kommune", ["Færder"]),
        ("Atlantis", []),
        ("", []),
        ("' OR 1=1", []),
        ("9999\x00", []),
        ("²²²²", []),
    ],
)
def test_a_municipality_is_found_by_every_name_and_number_it_has_had(asked: str, today: list[str]) -> None:
    assert names(find(asked)) == today


def test_the_one_of_that_very_name_comes_first() -> None:
    assert [it.name for it in find("Os")] == ["Os", "Bjørnafjorden"]


def test_a_beginning_suggests() -> None:
    assert names(list(Municipality.objects.suggested_by("nøtt"))) == ["Færder"]
    assert names(list(Municipality.objects.suggested_by("kristiansund kommune"))) == ["Kristiansund"]
    assert not Municipality.objects.suggested_by("  ")


def test_an_own_address_is_shown() -> None:
    assert by_slug_or_former_name("faerder").here == Municipality.objects.get(number="3911")


def test_a_former_name_leads_on() -> None:
    where = by_slug_or_former_name("notteroy")
    assert (where.here, where.asked) == (None, "Nøtterøy")
    assert where.moved_to == Municipality.objects.get(number="3911")


@pytest.mark.parametrize(
    ("slug", "asked", "led_to"),
    [
        ("tysfjord", "Tysfjord", ["Hamarøy", "Narvik"]),
        ("snillfjord", "Snillfjord", ["Heim", "Hitra", "Orkland"]),
        ("1507", "1507 Ålesund", ["Haram", "Ålesund"]),
        ("heroy", "Herøy", ["Herøy", "Herøy"]),
    ],
)
def test_a_split_shows_all_and_chooses_none(slug: str, asked: str, led_to: list[str]) -> None:
    where = by_slug_or_former_name(slug)
    assert (where.asked, where.moved_to, names(where.led_to)) == (asked, None, led_to)


def test_an_address_that_never_was_leads_nowhere() -> None:
    where = by_slug_or_former_name("atlantis")
    assert (where.here, where.led_to) == (None, ())


def test_former_names_widen_a_search() -> None:
    leads = former_names()
    assert leads["Nøtterøy"] == ["Færder"]
    assert leads["Snillfjord"] == ["Heim", "Hitra", "Orkland"]


@pytest.mark.parametrize("name", ["Ålesund", "Os", "Grong", "Bø"])
def test_a_name_that_is_still_borne_widens_nothing(name: str) -> None:
    assert name not in former_names()


def test_a_page_of_one_municipality_costs_three_queries(django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        where = by_slug_or_former_name("faerder")
        assert where.here
        assert [f"{code} {code.county.name}" for code in where.here.codes.all()]
