import pytest
from django.core.management import call_command

from community.places.load import load
from community.places.models import County, CountyCode, Municipality, MunicipalityCode

pytestmark = pytest.mark.usefixtures("register")


def test_the_whole_register_is_there() -> None:
    former = MunicipalityCode.objects.filter(valid_to__isnull=False)
    assert Municipality.objects.count() == 357
    assert County.objects.count() == 15
    assert former.count() == 501
    assert former.values("number").distinct().count() == 495


def test_a_second_run_changes_nothing_and_says_so(
    capsys: pytest.CaptureFixture[str], django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(15):
        assert not load()
    call_command("load_places")
    assert "nothing changed" in capsys.readouterr().out


def test_what_has_drifted_is_brought_back_and_named() -> None:
    Municipality.objects.filter(number="5045").update(name="Grung")
    MunicipalityCode.objects.filter(number="0722").delete()
    outcome = load()
    assert (outcome.changed, outcome.added) == ({"municipality": 1}, {"municipalitycode": 1})
    assert Municipality.objects.get(number="5045").name == "Grong"


def test_a_municipality_that_was_given_a_new_number_keeps_its_id() -> None:
    hamar = Municipality.objects.get(number="3403")
    hamar.codes.all().delete()
    Municipality.objects.filter(pk=hamar.pk).update(number="0403")
    load()
    assert Municipality.objects.get(number="3403").pk == hamar.pk


def test_one_that_no_register_knows_is_left_and_reported() -> None:
    Municipality.objects.filter(number="5045").update(number="9999", slug="ukjent")
    assert load().unknown == ["9999"]


def test_the_number_of_today_is_a_code_too_with_its_first_year() -> None:
    grong = Municipality.objects.get(number="5045")
    dated = list(grong.codes.values_list("number", "county__name", "valid_from", "valid_to"))
    assert dated == [("5045", "Trøndelag", 2018, None), ("1742", "Nord-Trøndelag", None, 2017)]


def test_who_only_took_in_a_neighbour_has_no_invented_first_year() -> None:
    assert Municipality.objects.get(name="Stavanger").codes.get(valid_to=None).valid_from is None


def test_counties_have_dated_codes() -> None:
    viken = CountyCode.objects.get(name="Viken")
    assert (viken.number, viken.valid_from, viken.valid_to) == ("30", 2020, 2023)
    assert CountyCode.objects.filter(valid_to=None).count() == 15


@pytest.mark.parametrize("name", ["Herøy", "Våler"])
def test_two_of_one_name_do_not_collide(name: str) -> None:
    slugs = set(Municipality.objects.filter(name=name).values_list("slug", flat=True))
    assert slugs in ({"heroy-more-og-romsdal", "heroy-nordland"}, {"valer-ostfold", "valer-innlandet"})


def test_addresses_hold_no_letters_that_need_escaping() -> None:
    assert all(slug.isascii() for slug in Municipality.objects.values_list("slug", flat=True))
