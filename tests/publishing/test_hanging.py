import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Experience
from community.members.models import User
from community.networks.models import Network, Theme
from community.publishing.hanging import hanging, rows_of
from tests.factories.cases import an_experience

pytestmark = pytest.mark.django_db


def test_rows_that_hang_on_many_are_read_by_one_query_and_are_the_things_own(author: User, network: Network) -> None:
    theme = Theme.objects.create(slug="turnus", name_nb="Turnus")
    for number in range(3):
        an_experience(author, network, f"Kanarifugl {number}").themes.through.objects.create(
            experience=Experience.objects.latest("pk"), theme=theme
        )
    an_experience(author, network, "Papegøye")
    with CaptureQueriesContext(connection) as asked:
        things = list(Experience.objects.prefetch_related(hanging(Experience, "themes")).order_by("pk"))
        found = [list(rows_of(thing, "themes")) for thing in things]
    assert len(asked) == 2
    assert found == [[theme], [theme], [theme], []]
    assert found == [list(rows_of(Experience.objects.get(pk=thing.pk), "themes")) for thing in things]
