import pytest

from community.text.smallnumbers import small_number_warnings
from tests.text.growth import grows_evenly

FEW = [
    ("Fire av fem ble til ut august.", "Fire av fem"),
    ("I fjor slutta 2 av 7 vikarar.", "2 av 7"),
    ("40 % av de fem ble syke.", "40 % av de fem"),
    ("40 prosent av dei sju tilsette vart sjuke.", "40 prosent av dei sju"),
    ("Fraværet falt 12,5 % blant åtte sykepleiere.", "12,5 % blant åtte"),
    ("Vi var seks ansatte, og nærværet gikk opp 20 %.", "20 %"),
    ("Nærværet auka med 30 prosent (n = 6).", "30 prosent"),
    ("Ingen av de fire ville fortsette.", "Ingen av de fire"),
    ("Éin av tre slutta.", "Éin av tre"),
    ("Begge av to sa ja.", "Begge av to"),
]


@pytest.mark.parametrize(("text", "quote"), FEW)
def test_a_share_of_fewer_than_ten_people_is_pointed_at(text: str, quote: str) -> None:
    (warning,) = small_number_warnings(text)
    assert (warning.quote, warning.few) == (quote, True)
    assert text[warning.start : warning.end].strip() == quote


UNIT = [
    ("Det var tolv av tjue vikarer ved «Sykehjem X».", "Sykehjem X"),
    ("Fraværet på Solbakken sykehjem falt til 8 %.", "Solbakken sykehjem"),
    ("Solbakken barnehage gikk ned 3 prosent.", "Solbakken barnehage"),
    ("På avdeling Nord var fraværet 11,2 prosent.", "avdeling Nord"),
    ("Avdeling 2 hadde 9 % fravær.", "Avdeling 2"),
    ("Fråværet ved Granlyskulen var 14 prosent.", "Granlyskulen"),
    ("I barnehagen Fjelltrollet sa 30 av 40 ja.", "barnehagen Fjelltrollet"),
]


@pytest.mark.parametrize(("text", "unit"), UNIT)
def test_a_share_beside_a_units_name_is_pointed_at(text: str, unit: str) -> None:
    (warning,) = small_number_warnings(text)
    assert (warning.unit, warning.few) == (unit, False)


CALM = [
    "",
    "Nærværet gikk fra 91,6 til 93,4 prosent i hele kommunen.",
    "Tolv av tjue vikarer ble ut august.",
    "3 av 6 kommuner prøvde det.",
    "Vi hadde møte i to av fire uker.",
    "Fraværet falt 40 %.",
    "Vi var fem ansatte på møtet.",
    "Solbakken sykehjem var med fra starten.",
    "En avdeling gikk ned 3 prosent.",
    "Hver barnehage fikk 20 % av potten.",
    "I sju av ti sa de ja.",
    "Drift og vei: 31 ansatte, 94,9 %.",
    "Ungdomsskolen fikk 10 prosent mer.",
    "Fem ansatte var med. Kommunen betalte 50 %.",
    "En av oss ringte.",
]


@pytest.mark.parametrize("text", CALM)
def test_what_points_at_nobody_is_left_alone(text: str) -> None:
    assert small_number_warnings(text) == []


def test_the_text_on_the_desk_is_seen_twice() -> None:
    text = "Fire av fem ble til ut august. Ett år tidligere var det to av fem vikarer ved «Sykehjem X»."
    few, named = small_number_warnings(text)
    assert (few.quote, few.unit) == ("Fire av fem", "")
    assert (named.quote, named.unit, named.few) == ("to av fem", "Sykehjem X", True)


def test_the_message_says_what_stands_beside_what() -> None:
    (warning,) = small_number_warnings("To av fem slutta ved Sykehjem X.")
    assert "To av fem" in warning.message
    assert "Sykehjem X" in warning.message


SHAPES = ["5 ", "av ", "5 av ", "4 av 5 ", "Avdeling ", "fem av de de ", "5 % ", "A", "a b c ", "n = ", "a.! ", " "]
NAMES = ["A-", "Aa-a ", "Aa bo- og ", "A  ", "Atunet", "En gruppe ", "5 ansatte"]


@pytest.mark.parametrize("shape", [*SHAPES, *NAMES])
@pytest.mark.parametrize("start", ["", "40 % "])
def test_four_times_the_text_takes_four_times_the_time(start: str, shape: str) -> None:
    assert grows_evenly(lambda repeated: small_number_warnings(start + repeated), shape)
