"""What happens to a page reaches the search as a change of its BasePage, whatever type of page it is."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from community.members.anonymise import anonymised
from community.publishing.models import BasePage
from community.publishing.registry import changed

from .models import Feedback


def _tell(page: Page) -> None:
    specific = page.specific
    if isinstance(specific, BasePage):
        changed.send(sender=BasePage, instance=specific)


@receiver([page_published, page_unpublished], dispatch_uid="home:page-changed")
def on_changed(instance: Page, **_kwargs: Any) -> None:
    _tell(instance)


@receiver([page_slug_changed, post_page_move], dispatch_uid="home:page-moved")
def on_moved(instance: Page, **_kwargs: Any) -> None:
    """All that lies below has got a new address."""
    for page in Page.objects.get(pk=instance.pk).get_descendants(inclusive=True).specific():
        _tell(page)


@receiver(anonymised, dispatch_uid="home:feedback-of-whoever-left")
def on_anonymised(email: str, **_kwargs: Any) -> None:
    Feedback.objects.filter(email__iexact=email).update(name="", email="")
