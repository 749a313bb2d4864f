"""Keeps readers from waiting for an engine that does not answer."""

import time
from dataclasses import dataclass, field

from django.core.cache import cache

PAUSE = 10.0
"""Seconds from one try to the next."""
_KEPT = 24 * 3600


@dataclass
class Breaker:
    """Once the engine has failed nobody asks it; every so often one may try, and where that goes well, all do.

    What one process has found out the others read in the cache. A process remembers for itself what it has seen, since
    the cache may be away too.
    """

    name: str
    tried_again_at: float = field(default=0.0, init=False)

    @property
    def is_open(self) -> bool:
        return self.tried_again_at > 0 or bool(cache.get(self._failed))

    def may_try(self) -> bool:
        """Whether it is this caller who tries again: one in all processes, each pause."""
        if time.monotonic() < self.tried_again_at:
            return False
        self.tried_again_at = time.monotonic() + PAUSE
        return bool(cache.add(self._tried, True, PAUSE))

    def failed(self) -> None:
        self.tried_again_at = time.monotonic() + PAUSE
        cache.set(self._failed, True, _KEPT)
        cache.set(self._tried, True, PAUSE)

    def answered(self) -> None:
        if self.is_open:
            self.tried_again_at = 0.0
            cache.delete_many([self._failed, self._tried])

    @property
    def _failed(self) -> str:
        return f"{self.name}:failed"

    @property
    def _tried(self) -> str:
        return f"{self.name}:tried"
