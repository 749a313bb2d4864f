"""What stands under something, or is about it, keeps the audience of its day: it narrows with that thing, and is never
widened."""

from typing import Any

from django.db import models

from .audience import within


def narrow(rows: models.QuerySet[Any], limit: str) -> bool:
    """Bring rows with an audience within a limit, and say whether any had to be. Call it in the transaction that
    changes the audience of what they stand under."""
    changed = False
    for audience in set(rows.order_by().values_list("audience", flat=True)):
        today = within(audience, limit)
        if today != audience:
            rows.filter(audience=audience).update(audience=today)
            changed = True
    return changed
