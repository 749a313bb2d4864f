"""What people are told of: rooms register their kinds here from `AppConfig.ready`; this room knows no content.

A kind's functions are given events whose `subject` has been loaded (by `load`, for all of them at once), and ask no
database themselves, but for `recipients`, which only the worker calls.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from community.access.viewer import Viewer

from .models import Event, Frequency


@dataclass(frozen=True)
class Told:
    """What a notice or a mail says, in the language that is active when it is asked for."""

    title: str
    """A whole sentence, one line. Mail programs put mails of one thread together where their titles are alike."""
    summary_lines: Sequence[str] = ()
    """A few lines of plain text of what it is about."""
    url: str = ""
    """The path of the very place, such as `reverse()` gives it."""
    group: str = ""
    """What belongs together in the list and is read together: `topic:12`. The same for ever for one event."""
    language: str = ""
    """That of the summary, where it is content."""


@dataclass(frozen=True)
class NoticeKind:
    name: str
    """`forum.reply`: the room, and what happened."""
    label: Any
    """What the reader chooses by, translated lazily: «Replies in topics that you follow»."""
    recipients: Callable[[Event], Iterable[tuple[int, str]]]
    """Who might be told, and why (a code among `reasons`). The first reason counts. Who may not see it, and who did
    it, are left out afterwards."""
    visible: Callable[[Event, Viewer], bool]
    """Whether the viewer may see what the event is about today: asks the one rule."""
    told: Callable[[Event], Told | None]
    """None where there is nothing left to tell of."""
    load: Callable[[Sequence[Event]], Mapping[int, Any]]
    """The subjects of many events by the events' ids, in as many queries for a hundred as for one."""
    default: str = Frequency.DAILY
    """How often one is told by mail who has chosen nothing."""
    thread: Callable[[Event], str] | None = None
    """What mail programs put together; else what the list does, `Told.group`."""
    several: Callable[[Event, int], str] | None = None
    """The title of so many of them in one group, of which the event is the latest: «3 new replies in …»."""
    reasons: Mapping[str, Any] = field(default_factory=dict)
    """What each code says to the reader, translated lazily: «You follow this topic»."""
    mails: bool = True
    """Whether it is told by mail from here at all (the room may send mails of its own)."""
    frequency_of: Callable[[Event], str] | None = None
    """How often it is told by mail, where that is chosen for each subject by itself. Of the kind as a whole its reader
    chooses then only whether it is told by mail at all."""
    place_of_several: Callable[[Event], str] | None = None
    """The path where several of them in one group are read; else that of the first."""

    def tell(self, event: Event) -> Told | None:
        return None if event.subject is None else self.told(event)

    def is_seen_by(self, viewer: Viewer, event: Event) -> bool:
        return event.subject is not None and self.visible(event, viewer)

    def frequency(self, event: Event, chosen: str | None) -> str:
        """How often an event is told by mail to somebody who chose that for the kind, or nothing."""
        if self.frequency_of is None:
            return chosen or self.default
        return Frequency.NEVER.value if chosen == Frequency.NEVER else self.frequency_of(event)

    def thread_of(self, event: Event, told: Told) -> str:
        return self.thread(event) if self.thread else told.group


_kinds: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> None:
    """Make a kind known. The same name again replaces it."""
    _kinds[kind.name] = kind


def kinds() -> Iterator[NoticeKind]:
    yield from _kinds.values()


def kind_called(name: str) -> NoticeKind | None:
    return _kinds.get(name)


def load_subjects(events: Iterable[Event]) -> None:
    """Give each event its subject: as many queries as there are kinds among them, whatever their number."""
    by_kind: dict[str, list[Event]] = {}
    for event in events:
        by_kind.setdefault(event.kind, []).append(event)
    for name, those in by_kind.items():
        kind = kind_called(name)
        found = kind.load(those) if kind else {}
        for event in those:
            event.subject = found.get(event.pk)
