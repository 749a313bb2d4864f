"""The worker's part: what has changed is held against all saved searches, and their owners are told of what is new."""

import logging
from collections.abc import Iterable, Sequence

from django.db import transaction

from community.notifications.events import event, record_all
from community.worker.periodic import DATABASE_AWAY

from ..changes.models import SearchChange
from ..content import reading_much
from .models import SavedHit, SavedSearch
from .news import Hit, News
from .notices import HIT

logger = logging.getLogger(__name__)

AT_ONCE = 100
A_ROUND = 20
"""Batches after which the worker looks to its other work."""


def tell() -> int:
    """Hold what has changed against the saved searches, and say of how many hits people are told. Safe to run in
    several workers at once: each takes its own."""
    number, last = 0, 0
    for _round in range(A_ROUND):
        changes = list(SearchChange.objects.filter(told=False, pk__gt=last).order_by("pk")[:AT_ONCE])
        if not changes:
            break
        last = changes[-1].pk
        number += _try(changes)
    return number


def _try(changes: Sequence[SearchChange]) -> int:
    """One that fails keeps no other waiting; it is tried again with the next round."""
    try:
        # Looked for before anything is locked.
        with reading_much():
            hits = list(News(changes).hits()) if SavedSearch.objects.exists() else []
        return _keep(changes, hits)
    except DATABASE_AWAY:
        raise
    except Exception:
        if len(changes) > 1:
            half = len(changes) // 2
            return _try(changes[:half]) + _try(changes[half:])
        logger.exception("Nobody can be told that %s has changed", changes[0])
        return 0


@transaction.atomic
def _keep(changes: Sequence[SearchChange], hits: Iterable[Hit]) -> int:
    """Note the hits, tell of them and be done with the changes, or nothing of it. What another worker is at, or what
    has changed again meanwhile, is left for the next time."""
    numbers = {change.pk: change.number for change in changes}
    waiting = SearchChange.objects.select_for_update(skip_locked=True).filter(pk__in=numbers, told=False)
    ours = [change for change in waiting.order_by("pk") if change.number == numbers[change.pk]]
    keys = {(change.kind, change.object_id) for change in ours}
    told = _tell_of([hit for hit in hits if (hit.kind, hit.object_id) in keys])
    SearchChange.objects.filter(pk__in=[change.pk for change in ours]).update(told=True, before=None)
    return told


def _tell_of(hits: Sequence[Hit]) -> int:
    """Each once for each search that still stands as it did when it was asked."""
    if not hits:
        return 0
    asked = {hit.search_id for hit in hits}
    searches = {one.pk: one for one in SavedSearch.objects.select_for_update().filter(pk__in=asked).order_by("pk")}
    before = SavedHit.objects.filter(search__in=asked, object_id__in={hit.object_id for hit in hits})
    known = set(before.values_list("search", "kind", "object_id"))
    new = [
        hit
        for hit in hits
        if (search := searches.get(hit.search_id))
        and search.begun_at == hit.begun_at
        and (hit.search_id, hit.kind, hit.object_id) not in known
    ]
    SavedHit.objects.bulk_create(
        SavedHit(search_id=hit.search_id, kind=hit.kind, object_id=hit.object_id) for hit in new
    )
    record_all([event(HIT, searches[hit.search_id], by=None, of=hit.kind, id=hit.object_id) for hit in new])
    return len(new)
