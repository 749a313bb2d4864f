from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models

from community.access.viewer import Viewer


class CommentQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Not hidden, and of an audience that the viewer belongs to. What they stand under must be asked for itself."""
        return self.filter(audience__in=viewer.keys, is_removed=False)

    def in_audience_of(self, viewer: Viewer) -> Self:
        """Hidden ones too: for a thread, which shows of those no more than the policy lets it."""
        return self.filter(audience__in=viewer.keys)

    def under(self, target: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(type(target))
        return self.filter(content_type=kind, object_pk=str(target.pk))

    def in_order(self) -> Self:
        return self.order_by("thread_id", "order", "pk")
