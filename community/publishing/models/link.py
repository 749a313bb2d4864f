from django.db import models


class TextLink(models.Model):
    """That the text of one thing leads to another: both by kind, as registered, and number. `links.py` keeps it."""

    source = models.CharField(max_length=20)
    source_id = models.BigIntegerField()
    target = models.CharField(max_length=20)
    target_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "target_id", "source", "source_id"], name="publishing_link_once")
        ]
        indexes = [models.Index(fields=["source", "source_id"], name="publishing_link_source")]

    def __str__(self) -> str:
        return f"{self.source} {self.source_id} → {self.target} {self.target_id}"
