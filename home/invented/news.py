"""What the demo's people are told of: nobody comes to a demo with years of discussions in their notices and mail."""

from datetime import timedelta

from django.utils import timezone

from community.notifications.models import Event
from forum.models import Post

NEWS = timedelta(days=3)


def forget_old_news() -> None:
    """What was said lately is told, and no more."""
    old = Post.objects.filter(created_at__lt=timezone.now() - NEWS)
    waiting = Event.objects.filter(handled_at=None, subject_type=Post._meta.label_lower)
    waiting.filter(subject_id__in=old.values("pk")).delete()
