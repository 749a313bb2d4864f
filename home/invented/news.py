"""What the demo's people are told of: nobody comes to a demo with years of notices and mail."""

from datetime import timedelta

from django.utils import timezone

from cases.models import Experience
from community.notifications.models import Event
from forum.models import Post

NEWS = timedelta(days=3)


def forget_old_news() -> None:
    """What was said and published lately is told, and no more."""
    before = timezone.now() - NEWS
    for rows in (Post.objects.filter(created_at__lt=before), Experience.objects.filter(first_published_at__lt=before)):
        waiting = Event.objects.filter(handled_at=None, subject_type=rows.model._meta.label_lower)
        waiting.filter(subject_id__in=rows.values("pk")).delete()
