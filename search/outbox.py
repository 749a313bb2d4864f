"""What has changed, on its way to the cluster: the entries are the outbox.

An entry is sent with its version, so that the cluster never takes an older one for a newer; what is sent twice does no
harm. It is confirmed by the version that was sent: what has changed meanwhile waits again.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet
from elasticsearch.helpers import streaming_bulk

from .engines.elastic.client import Cluster, cluster
from .engines.elastic.index import source
from .models import SearchEntry
from .record import said_by

logger = logging.getLogger(__name__)

AT_ONCE = 500
FEW = 50
"""Entries at a time for a cluster that has just failed: it may only be slow."""
MOST = 5_000
"""Entries after which the worker looks to its other work."""
_BULK_WITHIN = 30  # seconds


class NotTaken(Exception):
    """The cluster answered, and took not all that it was sent."""


class NoIndex(Exception):
    """There is nothing to send to yet."""


def unsent() -> QuerySet[SearchEntry]:
    """What waits: first what takes something out of sight, then what changed first."""
    return SearchEntry.objects.filter(sent__lt=F("version")).order_by("-takes_away", "version")


def send(most: int = MOST, at_once: int = AT_ONCE) -> int:
    """Send what waits, and say how many entries were taken. Fails where the cluster does not take them all."""
    asked, done = cluster(), 0
    while done < most and (entries := list(unsent()[:at_once])):
        # Looked up after the entries are read: an index that is begun later will be filled with what they say.
        aliases = standing(asked)
        if asked.alias not in aliases:
            raise NoIndex
        confirmed = deliver(asked, entries, sorted(aliases))
        confirm(entry for entry in entries if entry.pk in confirmed)
        done += len(confirmed)
        if len(confirmed) < len(entries):
            raise NotTaken(f"{len(entries) - len(confirmed)} of {len(entries)} entries were not taken")
    return done


def standing(asked: Cluster) -> dict[str, str]:
    """Which of our aliases there are, and on which index each stands."""
    found = asked.client.indices.get_alias(index=f"{asked.alias}-*")
    ours = {asked.alias, asked.coming}
    return {alias: index for index, about in found.items() for alias in about["aliases"] if alias in ours}


def deliver(asked: Cluster, entries: Sequence[SearchEntry], aliases: Sequence[str]) -> set[int]:
    """Send entries to the indices of some aliases; gives the ids of those that all of them have by now."""
    taken: Counter[int] = Counter()
    sent = streaming_bulk(
        asked.client.options(request_timeout=_BULK_WITHIN),
        (action for entry in entries for action in _actions(entry, aliases)),
        chunk_size=AT_ONCE,
        raise_on_error=False,
        require_alias=True,
        refresh=any(entry.takes_away for entry in entries),
    )
    for is_well, result in sent:
        (answer,) = result.values()
        if is_well or _is_settled(answer):
            taken[int(answer["_id"])] += 1
    return {pk for pk, number in taken.items() if number == len(aliases)}


def _actions(entry: SearchEntry, aliases: Sequence[str]) -> Iterator[dict[str, Any]]:
    action: dict[str, Any] = {"_id": str(entry.pk), "version": entry.version, "version_type": "external_gte"}
    if entry.gone:
        action["_op_type"] = "delete"
    else:
        action["_source"] = source(
            entry.pk, entry.version, entry.audience, entry.date, entry.used, entry.facets, said_by(entry).fields
        )  # fmt: skip
    for alias in aliases:
        yield {**action, "_index": alias}


def _is_settled(answer: dict[str, Any]) -> bool:
    """Whether there is nothing more to do: it has a newer one, or what is to go is gone, or it will never take it."""
    if answer["status"] == 400:
        logger.error("Elasticsearch refuses entry %s: %s", answer["_id"], answer["error"])
    return answer["status"] in {400, 409} or answer.get("result") == "not_found"


@transaction.atomic
def confirm(entries: Iterable[SearchEntry]) -> None:
    """Note what the cluster has, and drop the tombstones that have served."""
    known = list(entries)
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE search_searchentry SET sent = %s, takes_away = (takes_away AND version > %s)"
            " WHERE id = %s AND sent < %s",
            [(entry.version, entry.version, entry.pk, entry.version) for entry in known],
        )
    gone = [entry.pk for entry in known if entry.gone]
    SearchEntry.objects.filter(pk__in=gone, gone=True, sent__gte=F("version")).delete()
