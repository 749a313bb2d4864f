from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from .names import asked

M = TypeVar("M", bound=models.Model)


class MunicipalityQuerySet(models.QuerySet[M]):
    def found_by(self, text: str) -> Self:
        """Those that have, or grew out of something that had, this number or name, in any of its languages.

        A number or name that was split finds all that it led to; which of them was meant is never guessed.
        """
        key = asked(text)
        if key[:4].isdigit():
            return self.filter(codes__number=key)
        return self.filter(names__key=key) if key else self.none()

    def suggested_by(self, text: str) -> Self:
        """Those with a name or a number that begins so, for a field that suggests while one writes."""
        beginning = asked(text)
        if not beginning:
            return self.none()
        return self.filter(Q(names__key__startswith=beginning) | Q(codes__number__startswith=beginning)).distinct()

    def with_history(self) -> Self:
        """County and dated codes at hand, newest first: what a municipality's page shows."""
        return self.select_related("county").prefetch_related("codes__county")
