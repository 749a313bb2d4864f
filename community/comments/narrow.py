"""A comment keeps the audience of its day: it narrows with what it stands under, and is never widened."""

from typing import Any

from community.access.audience import MEMBERS, PUBLIC, room_key

from .models import Comment

NOBODY = room_key(0)
"""A room that never was: where two audiences have nobody in common that a key could name."""


def narrow(target: Any) -> None:
    """Bring the comments within the target's audience. Call it in the transaction that changes the audience."""
    comments = Comment.objects.under(target)
    for audience in set(comments.order_by().values_list("audience", flat=True)):
        today = within(audience, target.audience)
        if today != audience:
            comments.filter(audience=audience).update(audience=today)


def within(audience: str, limit: str) -> str:
    """The part of an audience that lies within another."""
    if audience == limit or limit == PUBLIC:
        return audience
    if audience == PUBLIC:
        return limit
    if limit == MEMBERS:
        return audience
    return limit if audience == MEMBERS else NOBODY
