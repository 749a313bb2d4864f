"""What can be commented. The room of a thing registers its kind from `AppConfig.ready`; comments know no room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from community.access.viewer import Viewer


def _always(_target: Any) -> bool:
    return True


@dataclass(frozen=True)
class Target:
    name: str
    """Stands in the address: `experience`."""
    model: type[models.Model]
    visible: Callable[[Viewer], models.QuerySet[Any]]
    """The rows whose threads a viewer may read. Rows have `audience` and `get_absolute_url()`."""
    is_open: Callable[[Any], bool] = _always
    """Whether members may write under it today (a closed network is an archive)."""


_targets: dict[str, Target] = {}


def register(target: Target) -> None:
    _targets[target.name] = target


def target_called(name: str) -> Target | None:
    return _targets.get(name)


def target_for(model: type[models.Model]) -> Target | None:
    return next((target for target in _targets.values() if target.model is model), None)
