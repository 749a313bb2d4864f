from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat

from .audience import PUBLIC
from .viewer import Viewer

M = TypeVar("M", bound=models.Model)


class Visible:
    """For a queryset of rows with the columns `live` and `audience`. Every public read starts from `visible_to`."""

    alias: Any
    filter: Any

    def visible_to(self, viewer: Viewer, *, by_number: bool = False) -> Self:
        """What is published and stands in an audience that the viewer belongs to. One of four ways to read.

        `by_number`: the rows are found by their numbers, some few of them, and the audience is only looked at: a
        database that has no statistics might else begin with all that the viewer sees.
        """
        column = "stands_in" if by_number else "audience"
        rows = self.alias(stands_in=Concat("audience", Value(""))) if by_number else self
        seen: Self = rows.filter(live=True, **{f"{column}__in": viewer.keys})
        return seen


def sees(viewer: Viewer, row: Any) -> bool:
    """The same rule for a row at hand, with what it is about; a kind that has neither column is for everyone."""
    return getattr(row, "live", True) and viewer.may_see(getattr(row, "audience", PUBLIC))


class VisibleQuerySet(Visible, models.QuerySet[M]):
    """Publications and their like."""
