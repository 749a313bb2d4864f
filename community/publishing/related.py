"""«More like this», for every kind alike: what was noted to be like a thing, as each reader may see it today.

Rows of several models come by one query, each with what a line that leads to it shows and nothing more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value

from community.access.viewer import Viewer
from community.ui.prepared import prepared

from .models import Likeness
from .registry import Kind, kind_of, kinds

SHOWN = 5
LOOKED_AT = 100
"""Of those that are most like a thing, so many of a kind are asked whether the reader may see them."""
RELATED = "related"
COLUMNS = ("title", "slug", "language")

Found = Sequence[tuple[str, int, int]]
"""Kind, number and score of what is like a thing."""


@dataclass(frozen=True)
class Line:
    """A thing as a line that leads to it: `says` is what stands beside its title, `why` which rows it was among."""

    kind: Kind
    thing: Any
    says: str
    why: str


def related_to(thing: Any, viewer: Viewer) -> list[Line]:
    """What is most like it among what the viewer may see: one query."""
    return as_found(_rows(*noted_as(thing), viewer.keys))[:SHOWN]


def noted_as(thing: Any) -> tuple[str, int]:
    """Its kind and number, as likeness is noted of it."""
    of = kind_of(thing)
    return of.name if of else "", thing.pk


@prepared
def _rows(kind: str, number: int, keys: frozenset[str]) -> QuerySet[Any]:
    return in_one_query(rows_like(kind, number, Viewer(keys=keys)))


def rows_like(kind: str, number: int, viewer: Viewer) -> list[QuerySet[Any]]:
    """The same as rows, a queryset for each kind, to be loaded with others `in_one_query`."""
    pairs = Likeness.objects.filter(kind=kind, number=number).order_by("-score", "-pk")
    found = []
    for other in kinds():
        if other.related:
            those = pairs.filter(other_kind=other.name)
            rows = other.related(viewer).filter(pk__in=those.values("other_number")[:LOOKED_AT])
            score = Subquery(those.filter(other_number=OuterRef("pk")).values("score")[:1])
            found.append(as_lines(rows, RELATED, score=score))
    return found


def as_lines(rows: QuerySet[Any], why: str, *, says: Any = None, score: Any = None) -> QuerySet[Any]:
    """What a line shows of each row: beside its title the place that it is from, if nothing else is said."""
    text = CharField()
    kind = next(kind.name for kind in kinds() if kind.model is rows.model)
    named = rows.order_by().annotate(
        why=Value(why, output_field=text),
        of=Value(kind, output_field=text),
        score=score or Value(0),
        says=says or F("municipality_name"),
    )
    return named.values_list("why", "of", "score", "says", "pk", *COLUMNS)


def in_one_query(querysets: Iterable[QuerySet[Any]]) -> QuerySet[Any]:
    """Several that `as_lines` gave."""
    first, *rest = querysets
    return first.union(*rest, all=True)


def as_found(rows: Iterable[Any]) -> list[Line]:
    """Their rows as lines: the highest score first, then by title."""
    by_name = {kind.name: kind for kind in kinds()}
    return [
        Line(by_name[of], _loaded(by_name[of].model, pk, shown), says, why)
        for why, of, _score, says, pk, *shown in sorted(rows, key=lambda row: (-row[2], row[5], row[4]))
    ]


def _loaded(model: type[models.Model], pk: int, shown: Sequence[Any]) -> models.Model:
    """The thing as if no more of it had been asked for."""
    known = {"pk": pk, **dict(zip(COLUMNS, shown, strict=True))}
    known[str(model._meta.pk.attname)] = known.pop("pk")
    names = [field.attname for field in model._meta.concrete_fields if field.attname in known]
    return model.from_db(None, names, [known[name] for name in names])


@transaction.atomic
def note(kind: str, number: int, found: Found) -> None:
    """Keep what is like a thing by now, in place of what was; both ways, so that each leads to the other."""
    before = Likeness.objects.filter(Q(kind=kind, number=number) | Q(other_kind=kind, other_number=number))
    # In one order, as the rows below, so that two workers never wait for each other.
    locked = list(before.select_for_update().order_by("pk").values_list("pk", flat=True))
    Likeness.objects.filter(pk__in=locked).delete()
    rows: list[Likeness] = []
    for other_kind, other_number, score in found:
        one, other = (kind, number), (other_kind, other_number)
        rows += [_pair(one, other, score), _pair(other, one, score)]
    Likeness.objects.bulk_create(sorted(rows, key=str), ignore_conflicts=True)


def _pair(one: tuple[str, int], other: tuple[str, int], score: int) -> Likeness:
    return Likeness(kind=one[0], number=one[1], other_kind=other[0], other_number=other[1], score=score)
