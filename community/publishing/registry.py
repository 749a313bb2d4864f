"""What there is to find: rooms register their kinds here from `AppConfig.ready`; the search reads the register.

A registered model has `search_document()`, which returns what the search shows of it, or None where it is not to be
found (not published, deleted). Whoever changes one sends `changed`, in the change's own transaction.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import Signal
from wagtail.signals import published, unpublished

from community.access.viewer import Viewer

changed = Signal()
"""Sent with `sender` (the model) and `instance`, inside the transaction of the change."""


@dataclass(frozen=True)
class Kind:
    name: str
    model: type[models.Model]
    queryset: Callable[[], models.QuerySet[Any]]
    """All rows that might be found, with what is shown of a hit already joined."""
    label: Any = ""
    """The name of one thing of this kind, translated lazily."""
    plural: Any = ""
    facets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the values of its own facets are called, by facet."""
    related: Callable[[Viewer], models.QuerySet[Any]] | None = None
    """Those that a viewer may be shown beside something like them (`related.py`); None for a kind that never is."""

    passage_authors: Callable[[Collection[str]], Mapping[str, int]] | None = None
    """Who wrote the passages of such things, by their places (`Passage.place`)."""
    read_along: Callable[[Sequence[Any]], None] | None = None
    """Reads for many bare rows at once all that `search_document` says besides what stands in them; None where the
    queryset does."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind findable. Publishing, unpublishing and deleting then send `changed` by themselves."""
    _kinds[kind.name] = kind
    for signal in (published, unpublished, post_delete):
        signal.connect(_pass_on, sender=kind.model, dispatch_uid=f"registry:{kind.name}:{id(signal)}")


def _pass_on(sender: type[models.Model], instance: models.Model, **_kwargs: Any) -> None:
    changed.send(sender=sender, instance=instance)


def kinds() -> Iterator[Kind]:
    yield from _kinds.values()


def kind_of(thing: models.Model) -> Kind | None:
    return next((kind for kind in kinds() if isinstance(thing, kind.model)), None)
