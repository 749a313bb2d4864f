"""What hangs on many things, read for all of them at once and kept with each as a list.

A queryset for each thing and relation, as Django keeps what was read beforehand, costs more than the rows themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch

_THEMES, _TAGS = ("themes", "slug"), ("tagged_items", "tag__name")


def hanging(model: Any, name: str, *of: str, as_list: bool = True) -> "Prefetch[str]":
    """The rows of a relation together with what each is a row of: one query, however many they hang on. Not as a list
    they are there for whoever asks Django for them."""
    rows = model._meta.get_field(name).related_model._default_manager
    return Prefetch(name, rows.select_related(*of) if of else rows.all(), to_attr=_kept_as(name) if as_list else None)


def rows_of(thing: Any, name: str) -> Iterable[Any]:
    """The rows that hang on a thing: as they were read for many, or else its own to ask for."""
    kept: Iterable[Any] | None = vars(thing).get(_kept_as(name))
    return getattr(thing, name).all() if kept is None else kept


def keep_rows(things: Sequence[Any], name: str, *of: str) -> None:
    """The same for many things of one kind that are there already, as `rows_of` finds them."""
    relation = things[0]._meta.get_field(name)
    back = relation.remote_field.attname
    found: dict[Any, list[Any]] = defaultdict(list)
    hung = relation.related_model._default_manager.filter(**{f"{back}__in": [thing.pk for thing in things]})
    for row in hung.select_related(*of) if of else hung:
        found[getattr(row, back)].append(row)
    for thing in things:
        setattr(thing, _kept_as(name), found.get(thing.pk, []))


def keep_labels(things: Sequence[Any]) -> None:
    """Have the themes and tags of many things of one kind at hand, as the search finds them by."""
    for label in (_THEMES, _TAGS):
        found = _values(things, *label)
        for thing in things:
            setattr(thing, _kept_as(*label), found.get(thing.pk, ()))


def themes_of(thing: Any) -> tuple[str, ...]:
    """The slugs of its themes."""
    return _labels(thing, *_THEMES)


def tags_of(thing: Any) -> tuple[str, ...]:
    return _labels(thing, *_TAGS)


def _labels(thing: Any, name: str, column: str) -> tuple[str, ...]:
    """As they were read for many, or else now."""
    kept = vars(thing).get(_kept_as(name, column))
    return tuple(_values([thing], name, column).get(thing.pk, ()) if kept is None else kept)


def _values(things: Sequence[Any], name: str, column: str) -> dict[Any, list[str]]:
    """What stands in a column of all rows of a relation, in their order, by what they hang on."""
    rows, back, column_there = _where(type(things[0]), name, column)
    hung = rows.filter(**{f"{back}__in": [thing.pk for thing in things]}).order_by("pk")
    found: dict[Any, list[str]] = defaultdict(list)
    for pk, value in hung.values_list(back, column_there):
        found[pk].append(value)
    return found


def _where(model: Any, name: str, column: str) -> tuple[Any, str, str]:
    """The rows of a relation, how they name what they hang on, and a column as it is called from them."""
    relation = model._meta.get_field(name)
    if relation.many_to_many:
        through = relation.remote_field.through._default_manager
        return through, relation.m2m_field_name(), f"{relation.m2m_reverse_field_name()}__{column}"
    return relation.related_model._default_manager, relation.remote_field.name, column


def _kept_as(name: str, column: str = "") -> str:
    return f"kept_{name}_{column}"
