from django.utils import timezone

from .models import Comment


def edit(comment: Comment, text: str) -> Comment:
    """Change one's own words. That it was changed is shown; who may, and how long, the policy says."""
    if text != comment.comment:
        comment.comment, comment.edited_at = text, timezone.now()
        Comment.objects.filter(pk=comment.pk).update(comment=text, edited_at=comment.edited_at)
    return comment
