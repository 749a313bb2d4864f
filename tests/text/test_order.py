import random

import pytest

from community.members.models import User
from community.places.models import County
from community.text.order import sort_key
from tests.factories.members import a_person

IN_ORDER = [
    "Alta",
    "Álvdal",
    "Andøy",
    "Bærum",
    "Bø",
    "bøler",
    "Engerdal",
    "Zion",
    "Ælen",
    "Øksnes",
    "Ål",
    "Ås",
    "Åsnes",
]


@pytest.mark.django_db
def test_names_stand_in_the_order_of_the_norwegian_alphabet() -> None:
    names = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    County.objects.bulk_create(County(number=f"{number:02}", name=name) for number, name in enumerate(names))
    assert [county.name for county in County.objects.all()] == IN_ORDER == sorted(names, key=sort_key)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Øystre Slidre", "Kárášjohka", "Ångström", "Đorđe", "Raahe's %_\\{", "", "Ål 2"])
def test_the_key_is_the_same_in_python_and_in_the_database(name: str) -> None:
    County.objects.create(number="01", name=name)
    assert County.objects.values_list("name__sort_key", flat=True).get() == sort_key(name)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["ørjan", "ØRJAN", "Ørjan Aas", "rja", "orjan", "%", "_"])
def test_a_name_is_found_whatever_its_capitals(asked: str) -> None:
    a_person()
    User.objects.update(name="Ørjan Aasen")
    found = User.objects.filter(name__sort_key__icontains=asked).exists()
    assert found is (asked not in {"orjan", "%", "_"})
