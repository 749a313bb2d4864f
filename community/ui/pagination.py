"""Pages by key: the next page starts after the last row seen, so page 400 costs what page 1 costs.

    page = by_key(Experience.objects.published(), ("-first_published_at", "-pk"), request.GET.get("key", ""))
    {% for experience in page.rows %} … {% pager page %}

The fields must be in the model or annotated to it, not null, and together unique: end with the primary key.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, Expression, Model, Q, QuerySet

Row = TypeVar("Row", covariant=True)
RowModel = TypeVar("RowModel", bound=Model)


@dataclass(frozen=True)
class KeyPage(Generic[Row]):
    """The rows, and the keys of the pages before and after (empty where there is none). `newest_first`: whether what
    comes after is older, which it is not where names are in their order."""

    rows: Sequence[Row]
    newer: str = ""
    older: str = ""
    newest_first: bool = True

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True)
class Part:
    """Some of the rows, as they lie in an index in their order: they themselves, or rows of another table that name
    them in `pk` and have fields like those of the order. One that is alike for many values is made for a `stand_in`,
    and asked for each of the `values` instead."""

    rows: QuerySet[Any]
    order: Sequence[str]
    pk: str = "pk"
    stand_in: str = ""
    values: Sequence[str] = ("",)


def by_key(
    queryset: QuerySet[RowModel], order: Sequence[str], key: str = "", size: int = 20, *, among: Sequence[Part] = ()
) -> KeyPage[RowModel]:
    """One page and one query. A key that nobody gave out leads to the first page. With `among` the page is of the rows
    that stand in these parts: its rows are among the first of each, so a database reads no more than those."""

    def ask(values: Sequence[Any], *, backwards: bool) -> Sequence[RowModel]:
        return list(rows_beyond(queryset, order, values, size, backwards=backwards, among=among))

    return page_of_asked(queryset.model, order, key, size, ask, annotated=queryset.query.annotations)


def page_of_asked(
    model: type[RowModel], order: Sequence[str], key: str, size: int, ask: Callable[..., Sequence[RowModel]], *,
    annotated: Mapping[str, Any] = MappingProxyType({}),
) -> KeyPage[RowModel]:  # fmt: skip
    """The same, where the rows are asked for by `ask(values, backwards=…)`: of those beyond the row with these values
    in the fields of the order the first, one more than the size."""
    backwards, said = _read(key, len(order))
    try:
        fields = [_field_of(model, annotated, name.lstrip("-")) for name in order]
        values = [_value_in(field, value) for field, value in zip(fields, said, strict=False)]
        return _page(ask(values, backwards=backwards and bool(said)), order, values, size, backwards=backwards)
    except (ValidationError, ValueError, TypeError, OverflowError):  # a key with values of another kind
        return _page(ask([], backwards=False), order, [], size, backwards=False)


def rows_beyond(
    queryset: QuerySet[RowModel], order: Sequence[str], values: Sequence[Any], size: int, *,
    backwards: bool, among: Sequence[Part] = (),
) -> QuerySet[RowModel]:  # fmt: skip
    """The rows of a page, and one more that says whether there are others."""
    if among:
        found = first_of(queryset.model, among, size, values, backwards=backwards)
        queryset, values = queryset.filter(pk__in=_first(found, order, [], size, backwards=backwards)), []
    return _first(queryset, order, values, size, backwards=backwards)


def key_after(*values: int | str | datetime) -> str:
    """The key of the page that begins after a row with these values in the fields of the order."""
    return _packed("e", list(values))


def values_of_key(key: str, length: int) -> list[Any]:
    """The values that a key was made of, numbers and texts; none where nobody gave it out."""
    return _read(key, length)[1]


def _page(
    found: Sequence[RowModel], order: Sequence[str], values: Sequence[Any], size: int, *, backwards: bool
) -> KeyPage[RowModel]:
    more, rows = len(found) > size, list(found[:size])
    if backwards:
        rows.reverse()
    if not rows:
        return KeyPage(rows)
    newer = _write("n", rows[0], order) if (more if backwards else bool(values)) else ""
    older = _write("e", rows[-1], order) if (backwards or more) else ""
    return KeyPage(rows, newer, older, newest_first=order[0].startswith("-"))


def first_of(
    model: type[RowModel], among: Sequence[Part], size: int, values: Sequence[Any] = (), *, backwards: bool = False
) -> QuerySet[RowModel]:
    """The rows that come first in each of the parts, beyond the one with these values."""
    firsts = [replace(one, rows=_first(one.rows, one.order, values, size, backwards=backwards)) for one in among]
    return model._default_manager.filter(pk__in=_Union(firsts))


def _first(
    queryset: QuerySet[RowModel], order: Sequence[str], values: Sequence[Any], size: int, *, backwards: bool
) -> QuerySet[RowModel]:
    turned = [_turned(field) for field in order] if backwards else list(order)
    return queryset.filter(_beyond(turned, values)).order_by(*turned)[: size + 1]


class _Union(Expression):
    """The ids of the rows of all parts. Each is made once, whatever the number of its values: to make one costs Django
    more than to ask for it."""

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__(output_field=BigIntegerField())
        self.parts = parts

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """SQLite knows no limit within a union, but within what each part of it is taken from."""
        selected, params = [], []
        for part, sql, given in self._made(connection):
            selected += [" ".join(["SELECT * FROM (", sql, ") AS one"])] * len(part.values)
            params += [value if one == part.stand_in else one for value in part.values for one in given]
        return f"({' UNION ALL '.join(selected)})", params

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """PostgreSQL makes a plan of each selection of a union, which takes longer than all the rest."""
        selected, params = [], []
        for part, sql, given in self._made(connection):
            sql = sql % tuple("each.value" if one == part.stand_in else "%s" for one in given)
            selected.append(
                " ".join(["SELECT one.* FROM unnest(%s::text[]) AS each(value), LATERAL (", sql, ") AS one"])
            )
            params += [list(part.values), *(one for one in given if one != part.stand_in)]
        return f"({' UNION ALL '.join(selected)})", params

    def _made(self, connection: Any) -> Iterator[tuple[Part, str, tuple[Any, ...]]]:
        for part in self.parts:
            yield part, *part.rows.values(part.pk).query.get_compiler(connection=connection).as_sql()


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
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


def _field_of(model: type[Model], annotated: Mapping[str, Any], name: str) -> Any:
    if name in annotated:
        return annotated[name].output_field
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _value_in(field: Any, said: Any) -> Any:
    """What a key says of a field, as the field has it; a number that no row can have is none."""
    value = field.to_python(said)
    field.run_validators(value)
    return value


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
