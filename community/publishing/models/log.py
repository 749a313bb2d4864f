from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import BaseLogEntry, BaseLogEntryManager

from community.access.viewer import viewer_kept_with

from ..reach import among_reached


class PublicationLogEntryManager(BaseLogEntryManager):
    def log_action(self, instance: models.Model, action: str, **kwargs: Any) -> Any:
        return super().log_action(instance, action, object_id=str(instance.pk), **kwargs)

    def for_instance(self, instance: models.Model) -> models.QuerySet[Any]:
        kind = ContentType.objects.get_for_model(instance, for_concrete_model=False)
        return self.filter(content_type=kind, object_id=str(instance.pk))

    def viewable_by_user(self, user: Any) -> models.QuerySet[Any]:
        """Only what has befallen a publication that the reader may open: a label is its title."""
        return self.filter(among_reached(viewer_kept_with(user)))


class PublicationLogEntry(BaseLogEntry):
    """What was done to a publication, by whom and when. Wagtail's own log shows every title to every editor."""

    object_id = models.CharField(max_length=255, db_index=True)

    objects = PublicationLogEntryManager()

    class Meta(BaseLogEntry.Meta):
        ordering = ["-timestamp", "-id"]

    def __str__(self) -> str:
        return f"{self.action}: {self.label}"
