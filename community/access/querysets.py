from typing import Any, Self, TypeVar

from django.db import models

from .audience import PUBLIC
from .viewer import Viewer

M = TypeVar("M", bound=models.Model)


class Visible:
    """For a queryset of rows with the columns `live` and `audience`. Every public read starts from `visible_to`."""

    filter: Any

    def visible_to(self, viewer: Viewer) -> Self:
        """What is published and stands in an audience that the viewer belongs to. One of four ways to read."""
        seen: Self = self.filter(live=True, audience__in=viewer.keys)
        return seen


def sees(viewer: Viewer, row: Any) -> bool:
    """The same rule for a row at hand, with what it is about; a kind that has neither column is for everyone."""
    return getattr(row, "live", True) and viewer.may_see(getattr(row, "audience", PUBLIC))


class VisibleQuerySet(Visible, models.QuerySet[M]):
    """Publications and their like."""
