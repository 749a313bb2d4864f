"""The cluster's index against the entries: ids, versions and audiences, some thousands at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest
from elasticsearch.helpers import streaming_bulk

from .engines.elastic.client import Cluster, cluster
from .models import SearchEntry
from .outbox import AT_ONCE, standing
from .record import now

_PAGE = 5_000


@dataclass(frozen=True)
class Difference:
    """Between an entry and what the cluster has of it; `version` is the cluster's, 0 where it has none."""

    entry_id: int
    version: int
    why: str
    is_ghost: bool = False

    def __str__(self) -> str:
        return f"entry {self.entry_id}: {self.why}"


def compare(progress: Callable[[int], None] = lambda _done: None) -> list[Difference]:
    """What differs and does not merely wait to be sent. Whatever differs is looked at twice, since both sides move."""
    asked = cluster()
    suspects = [difference.entry_id for difference in _differences(asked, _pages(asked), progress)]
    return list(_differences(asked, _again(asked, suspects), lambda _done: None)) if suspects else []


def mend(differences: Iterable[Difference]) -> None:
    """Have what differs sent again, before all else, as newer than what the cluster has; remove what is left over."""
    found = list(differences)
    newest = max((difference.version for difference in found), default=0)
    standing_for = (difference.entry_id for difference in found if not difference.is_ghost)
    while some := list(islice(standing_for, AT_ONCE)):
        SearchEntry.objects.filter(pk__in=some).update(
            version=Greatest(F("version") + 1, Value(max(now(), newest + 1))), takes_away=True
        )
    asked = cluster()
    ghosts = [difference for difference in found if difference.is_ghost]
    deletes = (
        {"_op_type": "delete", "_index": alias, "_id": str(ghost.entry_id)}
        | {"version": ghost.version + 1, "version_type": "external"}
        for ghost in ghosts
        for alias in standing(asked)
    )
    for _done in streaming_bulk(asked.client, deletes, raise_on_error=False, refresh=True, require_alias=True):
        pass


Held = dict[int, tuple[int, str]]
"""Of each id in the cluster, the version and the audience."""


def _pages(asked: Cluster) -> Iterator[tuple[Held, int, int | None]]:
    """What the cluster has, by id; and between which ids that is all it has."""
    asked.client.indices.refresh(index=asked.alias)
    last, is_full = 0, True
    while is_full:
        held = _held(asked, {"range": {"id": {"gt": last}}})
        is_full = len(held) == _PAGE
        until = max(held) if is_full else None
        yield held, last, until
        last = until or last


def _again(asked: Cluster, suspects: list[int]) -> Iterator[tuple[Held, int, int | None]]:
    """One by one, for there are few."""
    asked.client.indices.refresh(index=asked.alias)
    for at in range(0, len(suspects), _PAGE):
        some = suspects[at : at + _PAGE]
        held = _held(asked, {"terms": {"id": some}})
        for pk in some:
            yield {key: value for key, value in held.items() if key == pk}, pk - 1, pk


def _held(asked: Cluster, query: dict[str, Any]) -> Held:
    found = asked.client.search(
        index=asked.alias,
        query=query,
        size=_PAGE,
        sort=[{"id": "asc"}],
        docvalue_fields=[{"field": name} for name in ("id", "version", "audience")],
        source=False,
        stored_fields="_none_",
        track_total_hits=False,
        allow_partial_search_results=False,
    )
    rows = [row["fields"] for row in found["hits"]["hits"]]
    return {row["id"][0]: (row["version"][0], row["audience"][0]) for row in rows}


def _differences(
    asked: Cluster, pages: Iterable[tuple[Held, int, int | None]], progress: Callable[[int], None]
) -> Iterator[Difference]:
    seen = 0
    for held, after, until in pages:
        # Read after the cluster: what has been confirmed since counts as differing, and is looked at again.
        rows = SearchEntry.objects.filter(pk__gt=after)
        if until is not None:
            rows = rows.filter(pk__lte=until)
        for pk, version, sent, audience, gone in rows.values_list("pk", "version", "sent", "audience", "gone"):
            has = held.pop(pk, None)
            if sent >= version and (why := _why(has, version, audience, gone)):
                yield Difference(pk, has[0] if has else 0, why)
            seen += 1
        yield from (Difference(pk, has[0], "is in the cluster and nowhere else", True) for pk, has in held.items())
        progress(seen)


def _why(has: tuple[int, str] | None, version: int, audience: str, gone: bool) -> str:
    if gone:
        return "is gone and in the cluster all the same" if has else ""
    if has is None:
        return "is not in the cluster"
    if has != (version, audience):
        return "is another in the cluster"
    return ""
