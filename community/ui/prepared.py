"""Queries of a known form: made once, and asked with other values each time. To make a query takes Django longer than
it takes a database to answer it.

    @prepared
    def _of(person: int, today: date) -> QuerySet[Role]:
        return Role.objects.filter(user=person, until__gte=today)

    rows = _of(viewer.user_id, timezone.localdate())

Arguments by position are values: numbers, texts, dates, moments, tuples and frozen sets of them. The form is everything
else: what is given by name, how many a tuple or set has, and what is None, true or false. A query is made of its
arguments alone: what it would take from elsewhere (the clock, the language, a setting that changes) would be kept with
it. With `PREPARED_CHECKED`, as in the tests, each is made anew as well, and must be the same: once in each test and
language for the same values. A change is made alike:

    @prepared_update
    def _seen(pk: int, at: datetime) -> Change:
        return User.objects.filter(pk=pk), {"seen_at": at}
"""

import copy
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, update_wrapper
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery
from django.utils.translation import get_language

KEPT = 200
"""Forms of one query in the memory of a process."""
checked: set[tuple[Hashable, ...]] = set()
"""What has been found the same, with `PREPARED_CHECKED`; whoever changes what it may depend on empties it."""

Row = TypeVar("Row")
Change = tuple[QuerySet[Any], dict[str, Any]]
"""The rows, and what each of some of their columns becomes."""


class Unprepared(Exception):
    """A query that cannot be kept: it makes something else of a value, or takes one from elsewhere."""


class Prepared(Generic[Row]):
    """Call it for a list of rows. There is nothing to narrow afterwards: what is asked for is fixed."""

    def __init__(self, make: Callable[..., QuerySet[Any, Row]]) -> None:
        update_wrapper(self, make)
        self._make = make
        self._made = lru_cache(KEPT)(self._prepare)

    def __call__(self, *values: Any, **form: Hashable) -> list[Row]:
        made = self._made(_form_of(values), tuple(form.items()))
        if _is_to_be_checked(self, values, form):
            made.statement.check(_compiled(self._make(*values, **form).query), values)
        return made.ask(values)

    def anew(self, *values: Any, **form: Hashable) -> list[Row]:
        """The same, for forms that hardly come twice: among the ids of many, say."""
        return list(self._make(*values, **form))

    def _prepare(self, form: Sequence[Any], names: Sequence[tuple[str, Hashable]]) -> "_Made[Row]":
        stand_ins = _stand_ins(form)
        rows = self._make(*stand_ins, **dict(names))
        # What is asked is never narrowed: a copy of it may share its parts.
        query: Any = rows.query
        query.chain = lambda *_args, **_kwargs: copy.copy(query)
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        statement = _Statement.of(_compiled(query, compiler), stand_ins)
        if statement.sql:
            converters = compiler.get_converters([column for column, *_how in compiler.select[: compiler.col_count]])
            compiler.get_converters = lambda _columns: converters
        return _Made(rows, compiler, statement)


prepared = Prepared


class PreparedUpdate:
    """Call it to make the change, for the number of rows that are changed."""

    def __init__(self, make: Callable[..., Change]) -> None:
        update_wrapper(self, make)
        self._make = make
        self._made = lru_cache(KEPT)(self._prepare)

    def __call__(self, *values: Any, **form: Hashable) -> int:
        statement = self._made(_form_of(values), tuple(form.items()))
        if _is_to_be_checked(self, values, form):
            statement.check(self._compiled(values, form), values)
        if not statement.sql:
            return 0
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(statement.sql, statement.with_values(values))
            return int(cursor.rowcount)

    def _prepare(self, form: Sequence[Any], names: Sequence[tuple[str, Hashable]]) -> "_Statement":
        stand_ins = _stand_ins(form)
        return _Statement.of(self._compiled(stand_ins, dict(names)), stand_ins)

    def _compiled(self, values: Sequence[Any], form: Mapping[str, Hashable]) -> "_Compiled":
        rows, columns = self._make(*values, **form)
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(columns)
        return _compiled(query)


prepared_update = PreparedUpdate
_Compiled = tuple[str, Sequence[Any]]


def _compiled(query: Any, compiler: Any = None) -> _Compiled:
    """Empty where nothing can be found, such as among no ids."""
    try:
        sql, params = (compiler or query.get_compiler(DEFAULT_DB_ALIAS)).as_sql()
    except EmptyResultSet:
        return "", ()
    return sql, params


@dataclass(frozen=True)
class _Statement:
    sql: str
    params: Sequence[Any]
    places: dict[Any, int]
    """By stand-in, as the database is given it: which of the values belongs there."""

    @classmethod
    def of(cls, compiled: _Compiled, stand_ins: Sequence[Any]) -> "_Statement":
        sql, params = compiled
        places = {_adapted(one): number for number, one in enumerate(_flat(stand_ins))} if sql else {}
        if missing := places.keys() - set(_flat(params)):
            raise Unprepared(f"of its values the query does not pass on {sorted(places[one] for one in missing)}")
        return cls(sql, params, places)

    def with_values(self, values: Sequence[Any]) -> tuple[Any, ...]:
        given = [_adapted(value) for value in _flat(values)]

        def put(param: Any) -> Any:
            if isinstance(param, list | tuple):
                return [put(one) for one in param]
            number = self.places.get(param)
            if number is None:
                return param
            # A database may be told of a number's size by its type.
            return type(param)(given[number]) if isinstance(param, int) else given[number]

        return tuple(map(put, self.params))

    def check(self, anew: _Compiled, values: Sequence[Any]) -> None:
        """What is in a set comes in any order."""
        sql, params = anew
        same = sorted(map(repr, _flat(params))) == sorted(map(repr, _flat(self.with_values(values))))
        if sql != self.sql or not same:
            raise Unprepared(f"made anew, it is another query:\n{self.sql} {self.params}\n{sql} {params}")


@dataclass(frozen=True)
class _Made(Generic[Row]):
    rows: QuerySet[Any, Row]
    compiler: Any
    statement: _Statement

    def ask(self, values: Sequence[Any]) -> list[Row]:
        if not self.statement.sql:
            return []
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        sql_and_params = self.statement.sql, self.statement.with_values(values)
        compiler.as_sql = lambda *_args, **_kwargs: sql_and_params
        asked: Any = self.rows.all()
        asked.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(asked)


def _is_to_be_checked(query: Any, values: Sequence[Any], form: Mapping[str, Hashable]) -> bool:
    if not settings.PREPARED_CHECKED:
        return False
    # Told apart by type too: 1 is not True.
    asked = (query, values, _form_of(values), tuple(form.items()), get_language())
    if asked in checked:
        return False
    checked.add(asked)
    return True


def _form_of(values: Iterable[Any]) -> tuple[Any, ...]:
    def one(value: Any) -> Any:
        if isinstance(value, tuple):
            return _form_of(value)
        if isinstance(value, frozenset):
            return (frozenset, *_form_of(sorted(value)))
        return value if value is None or isinstance(value, bool) else type(value)

    return tuple(map(one, values))


def _stand_ins(form: Sequence[Any]) -> tuple[Any, ...]:
    """In the places of the values, one that occurs nowhere else for each."""
    numbers = iter(range(1, 10_000))

    def one(kind: Any) -> Any:
        if isinstance(kind, tuple):
            return frozenset(map(one, kind[1:])) if kind[:1] == (frozenset,) else tuple(map(one, kind))
        return _STAND_INS[kind](next(numbers)) if isinstance(kind, type) else kind

    return tuple(map(one, form))


_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2_147_400_000 + number,  # fits the column of any number that is asked for
    str: lambda number: f"\ue000{number}\ue000",
    date: lambda number: date(8000, 1, 1) + timedelta(number),
    datetime: lambda number: datetime(9000, 1, 1, tzinfo=UTC) + timedelta(number),
}


def _flat(values: Iterable[Any]) -> Iterator[Any]:
    """The values themselves, without what is part of the form."""
    for one in values:
        if isinstance(one, list | tuple | frozenset):
            yield from _flat(sorted(one) if isinstance(one, frozenset) else one)
        elif one is not None and not isinstance(one, bool):
            yield one


def _adapted(value: Any) -> Any:
    """As the database is given it: some know no dates."""
    ops = connections[DEFAULT_DB_ALIAS].ops
    if isinstance(value, datetime):
        return ops.adapt_datetimefield_value(value)
    return ops.adapt_datefield_value(value) if isinstance(value, date) else value
