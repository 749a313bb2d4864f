"""Scheduled publishing and expiry, one transaction for each object: one that fails keeps none of the others back."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from community.worker.periodic import DATABASE_AWAY

logger = logging.getLogger(__name__)


def publish_scheduled() -> int:
    """Unpublish what has expired and publish what is due, and say how many objects changed.

    A database that is away is the worker's to wait for.
    """
    return sum(_tried(act) for act in [*_expiries(), *_publishings()])


def _expiries() -> Iterator[Callable[[], bool]]:
    drafts = (m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page))
    for model in (Page, *drafts):
        due = model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
        yield from (partial(_unpublish, model, pk) for pk in due.values_list("pk", flat=True))


def _publishings() -> Iterator[Callable[[], bool]]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    yield from (partial(_publish, pk) for pk in due.values_list("pk", flat=True))


def _unpublish(model: type[models.Model], pk: Any) -> bool:
    # Read again under the row's lock: another worker may have been here.
    thing: Any = (
        model._default_manager.select_for_update().filter(pk=pk, live=True, expire_at__lt=timezone.now()).first()
    )
    if thing:
        thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return bool(thing)


def _publish(pk: int) -> bool:
    revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lt=timezone.now()).first()
    if revision is None:
        return False
    expire_at = revision.as_object().expire_at
    if expire_at and expire_at < timezone.now():
        return _passed_over(revision)
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


def _passed_over(revision: Revision) -> bool:
    """Its time is over already: it is not shown any more, and what stood before it ends with it."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    thing: Any = revision.content_object
    was_live = bool(thing.live)
    if was_live:
        thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return was_live


def _tried(act: Callable[[], bool]) -> bool:
    try:
        with transaction.atomic():
            return act()
    except DATABASE_AWAY:
        raise
    except Exception:
        logger.exception("Scheduled publishing of one object failed")
        return False
