"""What the search completes while somebody types. Rooms whose things stand in no index register here from
`AppConfig.ready`, and suggest only what the viewer may see."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from community.access.viewer import Viewer

AT_MOST = 3


@dataclass(frozen=True)
class Suggestion:
    """`about`: what it is, beside what it is called."""

    label: str
    url: str
    about: str


Suggesting = Callable[[str, Viewer], Sequence[Suggestion]]
"""From what was typed to the best few, `AT_MOST`."""

_rooms: dict[str, Suggesting] = {}


def register(name: str, suggest: Suggesting) -> None:
    _rooms[name] = suggest


def by_rooms(typed: str, viewer: Viewer) -> Iterator[Suggestion]:
    for suggest in _rooms.values():
        yield from suggest(typed, viewer)
