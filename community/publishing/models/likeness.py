from django.db import models


class Likeness(models.Model):
    """That one thing is like another, noted in both directions: both by kind, as registered, and number. The higher the
    score, the more alike; only scores from one and the same thing can be compared."""

    kind = models.CharField(max_length=20)
    number = models.BigIntegerField()
    other_kind = models.CharField(max_length=20)
    other_number = models.BigIntegerField()
    score = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "likenesses"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "other_kind", "other_number"], name="publishing_likeness_once"
            )
        ]
        indexes = [models.Index(fields=["other_kind", "other_number"], name="publishing_likeness_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} ~ {self.other_kind} {self.other_number}"
