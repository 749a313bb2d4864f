"""By `update()` and never by `save()`: saving a comment makes the library publish its hidden replies again."""

from django.db import transaction
from django.utils import timezone

from community.members.models import User

from .models import Comment


def hide(comment: Comment, reason: str, *, by: User) -> Comment:
    """Take a comment out of sight. Its writer and the editors still read it, with the reason; its replies stay."""
    with transaction.atomic():
        Comment.objects.filter(pk=comment.pk, hidden_at__isnull=True).update(
            is_removed=True, hidden_at=timezone.now(), hidden_reason=reason, hidden_by=by
        )
    comment.refresh_from_db()
    return comment


def unhide(comment: Comment) -> Comment:
    """Show it again. Only this one: replies that were hidden for themselves stay hidden."""
    with transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(is_removed=False, hidden_at=None, hidden_reason="", hidden_by=None)
    comment.refresh_from_db()
    return comment
