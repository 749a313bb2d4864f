from typing import Self, TypeVar

from django.db import models

from .viewer import Viewer

M = TypeVar("M", bound=models.Model)


class VisibleQuerySet(models.QuerySet[M]):
    """Rows with the columns `live` and `audience`. Every public read starts from `visible_to`."""

    def visible_to(self, viewer: Viewer) -> Self:
        """What is published and stands in an audience that the viewer belongs to. One of four ways to read."""
        return self.filter(live=True, audience__in=viewer.keys)
