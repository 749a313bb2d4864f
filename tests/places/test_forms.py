import pytest
from django import forms
from django.utils.translation import override

from community.places.forms import MunicipalityField
from community.places.models import Municipality

pytestmark = pytest.mark.usefixtures("register")


class Form(forms.Form):
    municipality = MunicipalityField(required=False)


def filled_in(text: str) -> Form:
    form = Form({"municipality": text})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Grong", "5045"),
        ("grong ", "5045"),
        ("5045", "5045"),
        ("Nøtterøy", "3911"),
        ("Os", "3430"),
        ("Herøy (Nordland)", "1818"),
        ("Kárášjohka", "5610"),
    ],
)
def test_every_name_of_a_municipality_will_do(written: str, number: str) -> None:
    assert filled_in(written).cleaned_data["municipality"].number == number


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Atlantis", "No municipality has had the name «Atlantis»."),
        ("Herøy", "Write «Herøy (Møre og Romsdal)» or «Herøy (Nordland)»."),
        ("Tysfjord", "Write «Hamarøy» or «Narvik»."),
        ("<b>" * 900, "No municipality has had the name"),
    ],
)
def test_what_leads_nowhere_or_to_several_is_told_and_kept(written: str, said: str) -> None:
    with override("en"):
        form = filled_in(written)
        assert said in form.errors["municipality"][0]
        assert form["municipality"].value() == written


def test_it_may_be_left_empty_or_be_required() -> None:
    assert filled_in("").cleaned_data == {"municipality": None}
    with pytest.raises(forms.ValidationError) as told:
        MunicipalityField().clean(" ")
    assert told.value.code == "required"


def test_one_that_is_set_is_shown_by_name_and_has_not_changed() -> None:
    grong = Municipality.objects.get(number="5045")
    form = Form({"municipality": "Grong"}, initial={"municipality": grong.pk})
    assert 'value="Grong"' in str(Form(initial={"municipality": grong.pk})["municipality"])
    assert not form.has_changed()


def test_suggestions_know_former_names(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        html = str(Form()["municipality"])
    assert '<option value="Færder" label="Færder (Nøtterøy, Tjøme)">' in html
    assert html.count("<option ") == 357
