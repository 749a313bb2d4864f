"""What raises a hit a little among those that answer as well: the same on every engine, after it has ranked."""

import datetime
from math import log2

from django.utils import timezone

from .models import SearchEntry

MOST = 0.1
"""So much of its score is added for each: what the thing says of itself, how new it is, and how much it is used."""
_HALF_AS_NEW = 3 * 365  # days
_MUCH_USED = 7


def lifted(ranked: list[tuple[int, float]]) -> tuple[int, ...]:
    """In order of score, raised a little by what is known of the entries."""
    today = timezone.localdate()
    rows = SearchEntry.objects.filter(pk__in=[pk for pk, _score in ranked]).values_list("pk", "lift", "used", "date")
    lifts = {pk: lift_of(said, used, day, today) for pk, said, used, day in rows}
    return tuple(pk for pk, score in sorted(ranked, key=lambda hit: -hit[1] * lifts.get(hit[0], 1.0)))


def lift_of(said: float, used: int, day: datetime.date | None, today: datetime.date) -> float:
    """`said`: its signals, such as how surely an experience is known, or that a question has its answer."""
    new = 0.5 ** (max((today - day).days, 0) / _HALF_AS_NEW) if day else 0.0
    use = min(log2(1 + used) / log2(1 + _MUCH_USED), 1.0)
    return 1 + MOST * (said + new + use)
