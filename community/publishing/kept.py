"""What costs to make and is the same for many: kept until something is published, changed or taken down.

A change is seen at once by the process that made it, and by the others where they share the cache.
"""

from collections.abc import Callable
from hashlib import blake2s
from typing import Any, TypeVar
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.dispatch import receiver

from .registry import changed

_STATE = "kept"

Made = TypeVar("Made")


def until_changed(name: tuple[Any, ...], make: Callable[[], Made], seconds: int) -> Made:
    """What `make` makes, at most so many seconds old. The name says all that it depends on."""
    key = f"kept:{blake2s(repr((cache.get(_STATE), name)).encode()).hexdigest()}"
    found: Made | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, seconds)
    return found


@receiver(changed, dispatch_uid="kept:make-anew")
def make_anew(**_kwargs: Any) -> None:
    """At once for whoever makes the change; and once others see it, for what they made meanwhile."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    cache.set(_STATE, uuid4().hex, None)
