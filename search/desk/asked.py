"""What readers search for, as editors see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from search.asked.models import SearchCount, SearchDay

LATELY = timedelta(days=30)
SHOWN = 100


@dataclass(frozen=True)
class Figures:
    searches: int
    without: int


def lately() -> date:
    return timezone.localdate() - LATELY


def words_searched_for(*, in_vain: bool) -> list[dict[str, Any]]:
    """The words of the last thirty days: most readers first, or most who found nothing. Of a reader who asks on two
    days nobody knows that it is the same: they count twice."""
    rows: Any = SearchCount.objects.filter(day__gte=lately()).values("words").order_by()
    rows = rows.annotate(readers_in_all=Sum("readers"), without_in_all=Sum("without"))
    if in_vain:
        rows = rows.filter(without_in_all__gt=0).order_by("-without_in_all", "words")
    else:
        rows = rows.order_by("-readers_in_all", "words")
    return list(rows[:SHOWN])


def figures() -> Figures:
    """Of the last thirty days, all searches."""
    sums = SearchDay.objects.filter(day__gte=lately()).aggregate(searches=Sum("searches"), without=Sum("without"))
    return Figures(sums["searches"] or 0, sums["without"] or 0)


def as_rows() -> Iterator[tuple[object, ...]]:
    """All that is kept, for a spreadsheet."""
    yield _("Day"), _("Words"), _("Readers"), _("Found nothing")
    rows = SearchCount.objects.order_by("-day", "-readers", "words")
    yield from rows.values_list("day", "words", "readers", "without").iterator()
