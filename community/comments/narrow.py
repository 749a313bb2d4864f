"""A comment keeps the audience of its day: it narrows with what it stands under, and is never widened."""

from typing import Any

from community.access.audience import within

from .models import Comment


def narrow(target: Any) -> None:
    """Bring the comments within the target's audience. Call it in the transaction that changes the audience."""
    comments = Comment.objects.under(target)
    for audience in set(comments.order_by().values_list("audience", flat=True)):
        today = within(audience, target.audience)
        if today != audience:
            comments.filter(audience=audience).update(audience=today)
