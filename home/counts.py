"""How much there is of what a viewer may see: counted once a minute for all who hold the same audiences.

A change is counted at once by the process that made it, and by the others where they share the cache.
"""

from collections.abc import Callable
from hashlib import blake2s
from typing import Any, TypeVar
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.dispatch import receiver

from cases.models import Again, Experience
from community.access.viewer import Viewer
from community.publishing.registry import changed

KEPT = 60  # seconds
_STATE = "counts"

Counted = TypeVar("Counted")


def figures(viewer: Viewer, **among: Any) -> dict[str, int]:
    """How many experiences, from how many municipalities, and how many that would not do it again."""
    return _kept("figures", _figures, viewer, among)


def by_theme(viewer: Viewer, **among: Any) -> dict[int, int]:
    """How many experiences each theme has. One without any is not mentioned."""
    return _kept("by_theme", _by_theme, viewer, among)


@receiver(changed, dispatch_uid="home:count-again")
def count_again(**_kwargs: Any) -> None:
    """At once for whoever made the change; and once it is seen by others, for what they counted meanwhile."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    cache.set(_STATE, uuid4().hex, None)


def _kept(
    name: str, count: Callable[[QuerySet[Experience]], Counted], viewer: Viewer, among: dict[str, Any]
) -> Counted:
    which = {of: thing.pk for of, thing in among.items()}
    said = repr((cache.get(_STATE), name, sorted(viewer.keys), sorted(which.items())))
    rows = Experience.objects.visible_to(viewer).current().filter(**which).order_by()
    key = f"counts:{blake2s(said.encode()).hexdigest()}"
    found: Counted | None = cache.get(key)
    if found is None:
        found = count(rows)
        cache.set(key, found, KEPT)
    return found


def _figures(rows: QuerySet[Experience]) -> dict[str, int]:
    return rows.aggregate(
        total=Count("pk"),
        municipalities=Count("municipality", distinct=True),
        not_again=Count("pk", filter=Q(again=Again.NO)),
    )


def _by_theme(rows: QuerySet[Experience]) -> dict[int, int]:
    return dict(rows.filter(themes__isnull=False).values_list("themes").annotate(number=Count("pk")))
