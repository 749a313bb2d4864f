"""Lists by date and by use go on by key: after the last entry that was shown, however far down that is."""

from datetime import date

from community.ui.pagination import key_after, values_of_key

from .engines import Order
from .engines.protocol import NO_DAY, Place
from .models import SearchEntry

_MOST = 2**63
"""A greater number than a column holds."""


def key_of(order: Order, entry_id: int) -> str:
    """The key of what comes after an entry."""
    found = SearchEntry.objects.filter(pk=entry_id).values_list("date", "used").first()
    if not found:
        return ""
    day, used = found
    return key_after(used if order is Order.MOST_USED else (day.isoformat() if day else NO_DAY), entry_id)


def place_of(order: Order, key: str) -> Place | None:
    """Where a key leads in a list; one that nobody gave out leads to its beginning."""
    values = values_of_key(key, 2)
    if len(values) != 2 or not _is_number(values[1]):
        return None
    by, pk = values
    is_one = _is_number(by) if order is Order.MOST_USED else _is_day(by)
    return (by, pk) if is_one else None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
