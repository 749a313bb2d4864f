"""The cache in Redis, for a site that goes on without it."""

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

T = TypeVar("T")
PAUSE = 10.0
"""Seconds for which a server that did not answer is not asked again, so that nobody waits for it."""


class ForgivingRedisCache(RedisCache):
    """What cannot be read is missing, and what cannot be written is not kept. Said in the log, once each pause."""

    asked_again_at: ClassVar[float] = 0.0

    def _try(self, ask: Callable[..., T], otherwise: T, *args: Any) -> T:
        kind = type(self)
        if time.monotonic() < kind.asked_again_at:
            return otherwise
        try:
            return ask(*args)
        except RedisError as error:
            kind.asked_again_at = time.monotonic() + PAUSE
            logger.error("Redis does not answer; the site goes on without its cache: %s", error)
            return otherwise

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        return self._try(super().add, False, key, value, timeout, version)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._try(super().get, default, key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> None:
        self._try(super().set, None, key, value, timeout, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        return self._try(super().touch, False, key, timeout, version)

    def delete(self, key: Any, version: Any = None) -> bool:
        return self._try(super().delete, False, key, version)

    def get_many(self, keys: Any, version: Any = None) -> dict[Any, Any]:
        return self._try(super().get_many, {}, keys, version)

    def has_key(self, key: Any, version: Any = None) -> bool:
        return self._try(super().has_key, False, key, version)

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> list[Any]:
        return self._try(super().set_many, list(data), data, timeout, version)

    def delete_many(self, keys: Any, version: Any = None) -> None:
        self._try(super().delete_many, None, keys, version)

    def clear(self) -> None:
        self._try(super().clear, None)
