"""What happens here when something happens elsewhere: in Wagtail's admin or at a scheduled hour, as by our verbs."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from community.notifications.read import settle

from . import notices, tell
from .models import Experience
from .propose import let_go_of_what_fits_no_more


@receiver(published, sender=Experience, dispatch_uid="experience-published")
def on_published(instance: Experience, **_kwargs: Any) -> None:
    if instance.live:
        settle(notices.WAITS, notices.review_of(instance))
        let_go_of_what_fits_no_more(instance)
        tell.author_that_it_is_published(instance)
