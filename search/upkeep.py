"""What the worker does so that the cluster has what the entries say; and how far behind it is."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from . import anew, compare, outbox
from .engines.elastic.client import FAILURES, cluster

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 15.0
"""Seconds between tries, at most: so soon the index follows once the cluster is back."""
LATE = 15 * 60
"""Seconds that a change may wait before something is wrong."""
WRONG = (*FAILURES, outbox.NotTaken, outbox.NoIndex)


@dataclass
class Patience:
    """How long to leave the cluster alone: longer with each failure."""

    failures: int = 0
    next_at: float = 0.0

    @property
    def is_due(self) -> bool:
        return time.monotonic() >= self.next_at

    def failed(self) -> None:
        self.failures += 1
        self.next_at = time.monotonic() + min(2.0 ** (self.failures - 1), LONGEST_PAUSE)

    def succeeded(self) -> None:
        self.failures, self.next_at = 0, 0.0


patience = Patience()


def follow() -> None:
    """Send what has changed; each second. When the cluster comes back, compare too: it may not be as it was."""
    _patiently(_send)


def renew_where_needed() -> None:
    """Write an index that is lost, or of an earlier release's shape, anew."""
    _patiently(_renew)


def bring_in_line() -> None:
    """Mend whatever differs all the same: a cluster that was restored, or a database."""
    _patiently(lambda: compare.mend(compare.compare()))


def status() -> dict[str, Any]:
    """For the health page: how long the oldest change has waited. Never asks the cluster."""
    oldest = outbox.unsent().order_by("version").values_list("changed_at", flat=True).first()
    lag = int((timezone.now() - oldest).total_seconds()) if oldest else 0
    return {"ok": lag < LATE, "seconds_waiting": lag}


def described() -> str:
    """For whoever runs a command."""
    waiting = outbox.unsent().count()
    try:
        index = outbox.standing(cluster()).get(cluster().alias, "no index yet")
        health = cluster().quick.cluster.health(index=f"{cluster().alias}-*")["status"]
    except FAILURES as error:
        return f"Elasticsearch does not answer ({error}); {waiting} changes wait."
    return f"Elasticsearch: {index}, {health}; {waiting} changes wait, the oldest for {status()['seconds_waiting']} s."


def _send() -> None:
    try:
        outbox.send(at_once=outbox.FEW if patience.failures else outbox.AT_ONCE)
    except outbox.NoIndex:
        _renew()


def _renew() -> None:
    if anew.needs_renewal(cluster()):
        anew.renew()


def _patiently(job: Callable[[], None]) -> None:
    """Do a job unless it is too early to try again. A cluster that is away is asked something small first."""
    if not settings.ELASTICSEARCH or not patience.is_due:
        return
    try:
        if patience.failures:
            cluster().quick.cluster.health(timeout="1s")
        job()
        if patience.failures:
            compare.mend(compare.compare())
            outbox.send()
    except outbox.NoIndex:
        return  # somebody is about to make it
    except WRONG as error:
        if not patience.failures:
            logger.error("Elasticsearch does not take what changed, and is tried again: %s", error)
        patience.failed()
    else:
        patience.succeeded()
