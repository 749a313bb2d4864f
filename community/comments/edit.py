from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .models import Comment


class ChangedMeanwhileError(Exception):
    """The words were changed, or the comment hidden, after the writer had opened it."""


@transaction.atomic
def edit(comment: Comment, text: str, *, seen: datetime | None) -> Comment:
    """Change one's own words. That it was changed is shown; who may, and how long, the policy says.

    `seen` is when the words that the writer saw had last been changed. Raises ChangedMeanwhileError.
    """
    if text == comment.comment:
        return comment
    # Words and date lie in two tables: who changes the date first changes the words.
    now = timezone.now()
    claimed = Comment.objects.filter(pk=comment.pk, edited_at=seen, hidden_at=None).update(edited_at=now)
    if not claimed:
        raise ChangedMeanwhileError
    Comment.objects.filter(pk=comment.pk).update(comment=text)
    comment.comment, comment.edited_at = text, now
    return comment
