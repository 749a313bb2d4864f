"""What stands below a thing on its page and comes from a room that the thing's own does not know: rooms register their
parts here from `AppConfig.ready`, and the page asks for all of them (`{% what_stands_below experience %}`)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from community.access.viewer import Viewer


@dataclass(frozen=True)
class Part:
    name: str
    template: str
    context: Callable[[Any, Viewer], dict[str, Any] | None]
    """What the template is given for a thing and a viewer; None where there is nothing to show."""


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Make a part known. The same name again replaces it."""
    _parts[part.name] = part


def parts() -> Iterator[Part]:
    yield from _parts.values()
