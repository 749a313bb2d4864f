from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

M = TypeVar("M", bound=models.Model)


class NetworkQuerySet(models.QuerySet[M]):
    def writable(self) -> Self:
        """Those in which something new may be written."""
        return self.exclude(status="archived")


class ParticipationQuerySet(models.QuerySet[M]):
    def under_way(self, on: date | None = None) -> Self:
        """Those that hold on a day (today), first and last day included."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)
