from typing import Any

import pytest

from cases.models import Experience
from cases.models.experience import TaggedExperience
from community.members.models import User
from community.networks.models import Network, Theme
from community.publishing.hanging import hanging, keep_labels, rows_of, tags_of, themes_of
from community.publishing.models import Tag
from tests.factories.cases import an_experience

pytestmark = pytest.mark.django_db


@pytest.fixture
def experiences(author: User, network: Network) -> list[Experience]:
    theme, tag = Theme.objects.create(slug="turnus", name_nb="Turnus"), Tag.objects.create(name="helg", slug="helg")
    for number in range(3):
        row = an_experience(author, network, f"Kanarifugl {number}")
        Experience.themes.through.objects.create(experience=row, theme=theme)
        TaggedExperience.objects.create(content_object=row, tag=tag)
    an_experience(author, network, "Papegøye")
    return list(Experience.objects.order_by("pk"))


def test_labels_are_read_for_many_by_two_queries(experiences: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        keep_labels(experiences)
        found = [(themes_of(row), tags_of(row)) for row in experiences]
    assert found == [(("turnus",), ("helg",))] * 3 + [((), ())]


def test_one_that_was_read_alone_asks_for_its_own(experiences: Any) -> None:
    assert (themes_of(experiences[0]), tags_of(experiences[0])) == (("turnus",), ("helg",))
    experiences[0].tagged_items.all().delete()
    assert tags_of(experiences[0]) == ()


def test_rows_that_hang_on_many_are_read_by_one_query(experiences: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        rows = list(Experience.objects.prefetch_related(hanging(Experience, "tagged_items", "tag")).order_by("pk"))
        found = [[item.tag.name for item in rows_of(row, "tagged_items")] for row in rows]
    assert found == [["helg"], ["helg"], ["helg"], []]
    assert [item.tag.name for item in rows_of(experiences[0], "tagged_items")] == ["helg"]
