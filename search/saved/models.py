from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.notifications.models import Frequency

LONGEST_NAME = 80
LONGEST_QUERY = 400
FREQUENCIES = {
    Frequency.NOW: _("By e-mail at once"),
    Frequency.DAILY: _("By e-mail every day"),
    Frequency.WEEKLY: _("By e-mail every week"),
    Frequency.NEVER: _("Only here and among my notices"),
}


class SavedSearch(models.Model):
    """What somebody wants to be told of when it is written: words, filters or both, under a name of theirs.

    What was found when the search was `begun_at` is no news. `language` is that of the interface, which chooses among
    the translations of a page.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=LONGEST_NAME)
    text = models.CharField(max_length=LONGEST_QUERY, blank=True)
    filters = models.JSONField(default=dict)
    exact = models.BooleanField(default=False)
    language = models.CharField(max_length=8)
    frequency = models.CharField(max_length=6, choices=FREQUENCIES, default=Frequency.DAILY)
    created_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="search_saved_name_once"),
            models.CheckConstraint(condition=~Q(text="", filters={}), name="search_saved_asks_something"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("search:saved_search", args=[self.pk])

    @property
    def group(self) -> str:
        """What is told of it is read together."""
        return f"saved:{self.pk}"

    @property
    def chosen(self) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(values) for name, values in self.filters.items()}

    @property
    def frequency_name(self) -> Any:
        return FREQUENCIES[Frequency(self.frequency)]


class SavedHit(models.Model):
    """That something was found by a saved search after it was saved. Its owner is told of it once."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="hits", db_index=False)
    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=64)
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "kind", "object_id"], name="search_hit_told_once")]
        indexes = [models.Index(fields=["search", "-id"], name="search_hits_newest_first")]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.kind} {self.object_id}"
