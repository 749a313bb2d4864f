import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from community.places.models import CountyCode, Municipality, MunicipalityCode

pytestmark = pytest.mark.usefixtures("register")


def test_what_was_written_under_another_name_shows_both() -> None:
    faerder = Municipality.objects.get(number="3911")
    with override("en"):
        assert faerder.named("Nøtterøy") == "Nøtterøy, now Færder"
        assert faerder.named("Færder") == faerder.named("") == "Færder"


def test_a_number_leads_to_one_municipality_unless_it_was_split() -> None:
    elsewhere = Municipality.objects.get(number="3403")
    county = CountyCode.objects.get(number="07")
    with pytest.raises(IntegrityError), transaction.atomic():
        MunicipalityCode.objects.create(municipality=elsewhere, number="0722", name="Nøtterøy", county=county)


def test_a_code_cannot_end_before_it_starts() -> None:
    code = MunicipalityCode.objects.get(number="1507", municipality__number="1508")
    code.valid_to = 2019
    with pytest.raises(IntegrityError), transaction.atomic():
        code.save()


def test_initials_are_those_of_the_name() -> None:
    assert Municipality.objects.get(number="3911").initials == "FÆ"


def test_two_of_one_name_are_told_apart_by_county() -> None:
    shown = {it.distinct_name for it in Municipality.objects.filter(name="Herøy").select_related("county")}
    assert shown == {"Herøy (Møre og Romsdal)", "Herøy (Nordland)"}
    assert Municipality.objects.get(number="5045").distinct_name == "Grong"
