from django.db import models
from django.utils import timezone
from django.utils.translation import ngettext

from community.access.audience import AudienceField, audience_constraint

HOUR, DAY = 60, 60 * 24


class AnswerFigures(models.Model):
    """Of the last year's questions in a network, by who sees them: how many were answered, and how soon."""

    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="answer_figures")
    audience = AudienceField(db_index=False)
    asked = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    half_within_minutes = models.PositiveIntegerField(null=True, help_text="Of all questions; empty: fewer than half.")
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            audience_constraint("forum_answerfigures_audience"),
            models.UniqueConstraint(fields=["network", "audience"], name="forum_answer_figures_once"),
        ]

    def __str__(self) -> str:
        return f"{self.network_id} {self.audience}"

    @property
    def of_a_hundred(self) -> int:
        return self.answered * 100 // self.asked if self.asked else 0

    @property
    def half_within(self) -> str:
        """«5 hours»: rounded up, so that no more is promised than was kept."""
        minutes = self.half_within_minutes
        if minutes is None:
            return ""
        if minutes > 2 * DAY:
            days = -(-minutes // DAY)
            return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
        hours = max(1, -(-minutes // HOUR))
        return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
