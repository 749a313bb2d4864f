from typing import Self, TypeVar

from django.db import models

from .status import READ_ONLY

M = TypeVar("M", bound=models.Model)


class NetworkQuerySet(models.QuerySet[M]):
    def writable(self) -> Self:
        """Those in which something new may be written."""
        return self.exclude(status__in=READ_ONLY)
