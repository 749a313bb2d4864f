from typing import Any

from community.access.narrow import narrow as bring_within

from .models import Comment


def narrow(target: Any) -> None:
    """Bring the comments within the target's audience. Call it in the transaction that changes the audience."""
    bring_within(Comment.objects.under(target), target.audience)
