from django.db import models
from django.db.models import Q


class SearchChange(models.Model):
    """That something findable is new, has changed or is gone: noted in the transaction of the change, and kept until
    the worker has seen to what follows from it. First people are told (`told`), then what is like it is looked for.

    `number` is another with each change. `before` is what it said when people were last told; nothing where it is new.
    """

    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=64)
    number = models.BigIntegerField()
    before = models.JSONField(null=True)
    told = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_change_once")]
        indexes = [
            models.Index(fields=["id"], condition=Q(told=False), name="search_change_to_tell"),
            models.Index(fields=["id"], condition=Q(told=True), name="search_change_to_relate"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
