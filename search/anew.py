"""The cluster's index written anew beside the one that answers, and put in its place when it holds everything."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain

from elasticsearch import ApiError, NotFoundError, TransportError

from .content import reading_much
from .engines.elastic.client import Cluster, cluster
from .engines.elastic.index import MAPPINGS, SETTINGS, SHAPE
from .models import SearchEntry
from .outbox import AT_ONCE, NotTaken, confirm, deliver, standing

logger = logging.getLogger(__name__)

LEFT = 15 * 60
"""Seconds after which an index that was begun and not finished counts as left."""

_PAUSES = (1.0, 5.0)
_given_up: set[str] = set()
"""Indices that this process began and could not finish."""

Progress = Callable[[int], None]


def renew(progress: Progress = lambda _done: None) -> int:
    """Write everything into a new index, then let the readers' alias lead there. Gives how many entries that are.

    What changes meanwhile goes to both (`outbox.send`), and an index takes no version older than what it has: so
    nothing is lost, whichever comes first. Who begins another one meanwhile ends this.
    """
    asked = cluster()
    before = standing(asked)
    index = _begin(asked, before.get(asked.coming))
    try:
        done = _fill(asked, asked.alias not in before, progress)
        _take_over(asked, index)
    except Exception:
        _given_up.add(index)
        raise
    return done


def _fill(asked: Cluster, is_first: bool, progress: Progress) -> int:
    """Two batches are under way at a time: while the cluster takes one in, the next is read."""
    done = 0
    with reading_much(), ThreadPoolExecutor(2) as pool:
        under_way: deque[tuple[list[SearchEntry], Future[None]]] = deque()
        for entries in chain(_everything(), [[], []]):
            under_way.append((entries, pool.submit(_deliver, asked, entries)))
            if len(under_way) > 2:
                sent, taken = under_way.popleft()
                taken.result()
                if is_first:  # nobody reads yet: what stands in the new one is all there is to be sent
                    confirm(sent)
                done += len(sent)
                progress(done)
    return done


def _deliver(asked: Cluster, entries: list[SearchEntry]) -> None:
    """More than once if need be: a cluster that is slow for a moment is no reason to begin all over."""
    for pause in (*_PAUSES, None):
        try:
            missing = len(entries) - len(deliver(asked, entries, [asked.coming]))
            if not missing:
                return
            failure: Exception = NotTaken(f"{missing} of {len(entries)} entries were not taken")
        except (ApiError, TransportError) as error:
            failure = error
        if pause is None or isinstance(failure, NotFoundError):
            raise failure
        time.sleep(pause)


def needs_renewal(asked: Cluster) -> bool:
    """Whether readers have no index, or one of a shape that was; and nobody is about to see to it."""
    aliases = standing(asked)
    if f"-{SHAPE}-" in aliases.get(asked.alias, ""):
        return False
    coming = aliases.get(asked.coming)
    return coming is None or coming in _given_up or _age(coming) > LEFT


def _begin(asked: Cluster, left: str | None) -> str:
    if left:
        asked.client.indices.delete(index=left, ignore_unavailable=True)
    index = f"{asked.alias}-{SHAPE}-{time.time_ns() // 1_000_000}"
    filled_first = {"number_of_shards": asked.shards, "number_of_replicas": 0, "refresh_interval": "-1"}
    asked.client.indices.create(
        index=index,
        mappings=dict(MAPPINGS),
        settings={**SETTINGS, **filled_first},
        aliases={asked.coming: {"is_write_index": True}},
        wait_for_active_shards=1,
    )
    return index


def _everything() -> Iterator[list[SearchEntry]]:
    last = 0
    rows = SearchEntry.objects.filter(gone=False).order_by("pk")
    while entries := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        last = entries[-1].pk
        yield entries


def _take_over(asked: Cluster, index: str) -> None:
    """With its copies first, so that it can bear what the other bore. Both aliases move in one step."""
    indices = asked.client.indices
    as_always = {"number_of_replicas": asked.replicas, "refresh_interval": SETTINGS["refresh_interval"]}
    indices.put_settings(index=index, settings=as_always)
    indices.refresh(index=index)
    with suppress(ApiError):  # a node for each copy may come later
        asked.client.options(request_timeout=90).cluster.health(index=index, wait_for_status="green", timeout="60s")
    old = standing(asked).get(asked.alias)
    actions = [
        {"add": {"index": index, "alias": asked.alias, "is_write_index": True}},
        {"remove": {"index": index, "alias": asked.coming, "must_exist": True}},
    ]
    if old:
        actions.append({"remove": {"index": old, "alias": asked.alias}})
    indices.update_aliases(actions=actions)
    if old:
        with suppress(NotFoundError):
            indices.delete(index=old)
    logger.info("Elasticsearch answers from %s", index)


def _age(index: str) -> float:
    """Seconds since an index was begun, as its name says."""
    return time.time() - int(index.rpartition("-")[2]) / 1000
