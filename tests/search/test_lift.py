from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.models import Experience, Measure
from community.access.viewer import ANONYMOUS
from community.members.models import User
from community.networks.models import Network
from search.find import find, ranked
from search.lift import MOST, lift_of
from search.models import SearchEntry
from tests.factories.cases import an_experience
from tests.factories.search import an_entry

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("said", "used", "day", "lift"),
    [
        (0, 0, None, 0),
        (1, 0, None, 1),
        (0, 7, None, 1),
        (0, 10_000, None, 1),
        (0, 0, TODAY, 1),
        (0, 0, TODAY - timedelta(3 * 365), 0.5),
        (0, 0, TODAY + timedelta(9), 1),
        (1, 7, TODAY, 3),
    ],
)
def test_each_thing_that_is_known_raises_a_hit_a_little(said: float, used: int, day: date | None, lift: float) -> None:
    assert lift_of(said, used, day, TODAY) == pytest.approx(1 + MOST * lift)


@pytest.mark.django_db
@pytest.mark.usefixtures("engine")
def test_the_newer_and_the_surer_come_first_among_equals_and_no_further() -> None:
    old = an_entry("Turnus", date=date(2014, 1, 1))
    new = an_entry("Turnus", date=timezone.localdate())
    sure = an_entry("Turnus", date=timezone.localdate(), signals={"evidence": 1.0})
    other = an_entry("Annet", "Om turnus", date=timezone.localdate(), signals={"evidence": 1.0})
    assert ranked("turnus", ANONYMOUS) == (sure.pk, new.pk, old.pk, other.pk)


@pytest.mark.django_db
def test_an_experience_says_how_surely_it_is_known(author: User, network: Network) -> None:
    an_experience(author, network, "Turnus A")
    sure = an_experience(author, network, "Turnus B")
    Measure.objects.create(experience=sure, name="Helger", before=9, after=6)
    Experience.objects.get(pk=sure.pk).save_revision().publish()
    assert [hit.entry.title for hit in find("turnus", ANONYMOUS).hits] == ["Turnus B", "Turnus A"]
    assert SearchEntry.objects.get(title="Turnus B").lift == 1
