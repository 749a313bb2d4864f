from django.db import models


class SearchChange(models.Model):
    """That something findable is new, has changed or is gone: noted in the transaction of the change, and kept until
    the worker has seen to what follows from it. `number` is another with each change."""

    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=64)
    number = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_change_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
