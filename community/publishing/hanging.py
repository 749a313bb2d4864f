"""The rows that hang on many things, read for all of them at once and kept as lists.

A queryset for each thing and relation, as Django keeps what was read beforehand, costs more than the rows themselves.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

_KEPT = "rows_of_{}"


def hanging(model: Any, name: str, *of: str) -> "Prefetch[str]":
    """The rows of a relation together with what each is a row of: one query, however many they hang on."""
    rows = model._meta.get_field(name).related_model._default_manager
    return Prefetch(name, rows.select_related(*of) if of else rows.all(), to_attr=_KEPT.format(name))


def rows_of(thing: Any, name: str) -> Iterable[Any]:
    """The rows that hang on a thing: as they were read for many, or else its own to ask for."""
    kept: Iterable[Any] | None = vars(thing).get(_KEPT.format(name))
    return getattr(thing, name).all() if kept is None else kept
