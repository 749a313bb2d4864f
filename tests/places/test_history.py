import pytest
from django.utils.translation import override

from community.places.history import former_names, former_numbers, history
from community.places.models import Municipality

pytestmark = pytest.mark.usefixtures("register")


def told(name: str) -> list[str]:
    with override("nb"):
        return [f"{event.year}: {event}" for event in history(Municipality.objects.with_history().get(name=name))]


@pytest.mark.parametrize(
    ("name", "events"),
    [
        ("Færder", ["2018: Nøtterøy (0722) og Tjøme (0723) ble til Færder"]),
        ("Haram", ["2020: Haram (1534) ble del av Ålesund", "2024: Haram ble skilt ut fra Ålesund"]),
        (
            "Ålesund",
            [
                "2020: Haram (1534), Sandøy (1546), Skodje (1529) og Ørskog (1523) ble del av Ålesund",
                "2024: Haram ble skilt ut fra Ålesund",
            ],
        ),
        ("Hitra", ["2020: En del av Snillfjord (1613, 5012) ble del av Hitra"]),
        ("Heim", ["2020: Halsa (1571), Hemne (1612, 5011) og en del av Snillfjord (1613, 5012) ble til Heim"]),
        ("Tønsberg", ["2002: Ramnes (0718) og Våle (0716) ble til Re", "2020: Re (0716) ble del av Tønsberg"]),
        ("Nesbyen", ["2020: Nes (0616) fikk navnet Nesbyen"]),
        ("Trondheim", ["2020: Klæbu (1662, 5030) ble del av Trondheim"]),
        ("Fjord", ["2020: Norddal (1524) og Stordal (1526) ble til Fjord"]),
        ("Kautokeino", []),
        ("Røyrvik", []),
        ("Grong", []),
    ],
)
def test_what_happened_is_told_as_what_it_was(name: str, events: list[str]) -> None:
    assert told(name) == events


def test_only_what_all_of_it_was_called_is_a_former_name() -> None:
    names = {}
    for place in Municipality.objects.with_history().filter(name__in=["Færder", "Ålesund", "Haram", "Heim"]):
        names[place.name] = former_names(history(place), place)
    assert names == {"Færder": ["Nøtterøy", "Tjøme"], "Ålesund": [], "Haram": [], "Heim": ["Halsa", "Hemne"]}


def test_numbers_of_the_same_name_are_numbers_only() -> None:
    assert former_numbers(Municipality.objects.with_history().get(name="Færder")) == ["3811", "0729"]


def test_a_name_of_two_languages_is_no_former_one() -> None:
    assert not Municipality.objects.get(name="Hamarøy").names.filter(former=True, name__contains="Hamarøy").exists()
    assert not Municipality.objects.get(slug="valer-ostfold").names.filter(former=True).exists()
