"""How much there is of what a viewer may see: counted once a minute for all who hold the same audiences."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet

from cases.models import Again, Experience
from community.access.viewer import Viewer
from community.publishing.kept import until_changed

_KEPT = 60

Counted = TypeVar("Counted")


def figures(viewer: Viewer, **among: Any) -> dict[str, int]:
    """How many experiences, from how many municipalities, and how many that would not do it again."""
    return _counted("figures", _figures, viewer, among)


def by_theme(viewer: Viewer, **among: Any) -> dict[int, int]:
    """How many experiences each theme has. One without any is not mentioned."""
    return _counted("by theme", _by_theme, viewer, among)


def _counted(
    what: str, count: Callable[[QuerySet[Experience]], Counted], viewer: Viewer, among: dict[str, Any]
) -> Counted:
    which = {of: thing.pk for of, thing in among.items()}
    rows = Experience.objects.visible_to(viewer).current().filter(**which).order_by()
    return until_changed((what, sorted(viewer.keys), sorted(which.items())), lambda: count(rows), _KEPT)


def _figures(rows: QuerySet[Experience]) -> dict[str, int]:
    return rows.aggregate(
        total=Count("pk"),
        municipalities=Count("municipality", distinct=True),
        not_again=Count("pk", filter=Q(again=Again.NO)),
    )


def _by_theme(rows: QuerySet[Experience]) -> dict[int, int]:
    return dict(rows.filter(themes__isnull=False).values_list("themes").annotate(number=Count("pk")))
