"""The worker's part in «more like this»: what has changed is compared with all else, and what is like it noted."""

import logging

from django.db import transaction

from community.publishing import related
from community.publishing.registry import kinds
from community.worker.periodic import DATABASE_AWAY

from ..content import reading_much
from ..models import SearchEntry
from .models import SearchChange
from .neighbours import neighbours

logger = logging.getLogger(__name__)

AT_ONCE = 20
"""Changes after which the worker looks to its other work."""


def relate() -> int:
    """Note what is like each thing that has changed, and say of how many. Safe to run in several workers at once."""
    waiting = list(SearchChange.objects.filter(told=True).order_by("pk")[:AT_ONCE])
    if not waiting:
        return 0
    with reading_much():
        return sum(_try(change) for change in waiting)


def _try(change: SearchChange) -> bool:
    """One that fails keeps no other waiting, and is given up: it is looked for again when it changes again."""
    try:
        return _one(change)
    except DATABASE_AWAY:
        raise
    except Exception:
        logger.exception("What is like %s cannot be found", change)
        SearchChange.objects.filter(pk=change.pk, number=change.number).delete()
        return False


def _one(change: SearchChange) -> bool:
    """Looked for before anything is locked. What changes meanwhile is looked for again."""
    among = [kind.name for kind in kinds() if kind.related]
    is_one = change.kind in among and change.object_id.isdecimal()
    entry = SearchEntry.objects.filter(kind=change.kind, object_id=change.object_id, gone=False).first()
    found = neighbours(entry, among) if is_one and entry else []
    with transaction.atomic():
        mine, _rows = SearchChange.objects.filter(pk=change.pk, number=change.number, told=True).delete()
        if mine and is_one:
            related.note(change.kind, int(change.object_id), found)
    return bool(mine)
