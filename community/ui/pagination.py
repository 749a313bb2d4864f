"""Pages by key: the next page starts after the last row seen, so page 400 costs what page 1 costs.

    page = by_key(Experience.objects.published(), ("-first_published_at", "-pk"), request.GET.get("key", ""))
    {% for experience in page.rows %} … {% pager page %}

The fields must be in the model, not null, and together unique: end with the primary key.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", covariant=True)
RowModel = TypeVar("RowModel", bound=Model)


@dataclass(frozen=True)
class KeyPage(Generic[Row]):
    """The rows, and the keys of the pages before and after (empty where there is none)."""

    rows: Sequence[Row]
    newer: str = ""
    older: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows)


def by_key(queryset: QuerySet[RowModel], order: Sequence[str], key: str = "", size: int = 20) -> KeyPage[RowModel]:
    """One page and one query. A key that nobody gave out leads to the first page."""
    backwards, values = _read(key, len(order))
    if values:
        try:
            return _page(queryset, order, values, size, backwards=backwards)
        except (ValidationError, ValueError, TypeError):
            pass  # a key with values of another kind
    return _page(queryset, order, [], size, backwards=False)


def key_after(*values: int | str | datetime) -> str:
    """The key of the page that begins after a row with these values in the fields of the order."""
    return _packed("e", list(values))


def _page(
    queryset: QuerySet[RowModel], order: Sequence[str], values: list[Any], size: int, *, backwards: bool
) -> KeyPage[RowModel]:
    turned = [_turned(field) for field in order] if backwards else list(order)
    rows = list(queryset.filter(_beyond(turned, values)).order_by(*turned)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return KeyPage(rows)
    newer = _write("n", rows[0], order) if (more if backwards else bool(values)) else ""
    older = _write("e", rows[-1], order) if (backwards or more) else ""
    return KeyPage(rows, newer, older)


def _beyond(order: Sequence[str], values: list[Any]) -> Q:
    """Rows after the one with these values: later in the first field, or equal in it and later in the second …

    Said of the first field once more and by itself, since no database starts in an index from what stands in an «or».
    """
    found, equal, start = Q(), Q(), Q()
    for field, value in zip(order, values, strict=False):
        name, compare = field.lstrip("-"), "lt" if field.startswith("-") else "gt"
        start = start or Q(**{f"{name}__{compare}e": value})
        found |= equal & Q(**{f"{name}__{compare}": value})
        equal &= Q(**{name: value})
    return start & found


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _write(direction: str, row: Model, order: Sequence[str]) -> str:
    values = [getattr(row, field.lstrip("-")) for field in order]
    return _packed(direction, values)


def _packed(direction: str, values: list[Any]) -> str:
    plain = [value.isoformat() if isinstance(value, date | datetime) else value for value in values]
    packed = json.dumps([direction, *plain], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _read(key: str, length: int) -> tuple[bool, list[Any]]:
    try:
        packed = base64.urlsafe_b64decode(key[:500] + "=" * (-len(key[:500]) % 4))
        direction, *values = json.loads(packed)
    except (binascii.Error, ValueError, TypeError):
        return False, []
    plain = all(isinstance(value, int) or (isinstance(value, str) and _is_text(value)) for value in values)
    return direction == "n", values if plain and len(values) == length else []


def _is_text(value: str) -> bool:
    """Without what JSON may hold and PostgreSQL cannot be asked for: NUL, and halves of a character."""
    return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)
