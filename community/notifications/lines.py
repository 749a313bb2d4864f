"""What a person's notices say, asked for anew each time: by what they may see now, and in the language of now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from community.access.viewer import Viewer

from .kinds import NoticeKind, Told, kind_called, load_subjects
from .models import Event, Notice

SUMMARIES = 5
"""Lines of what several notices are about."""


@dataclass(frozen=True)
class Line:
    """Notices of one kind in one group, oldest first, as one line of a list. There is at least one."""

    kind: NoticeKind
    notices: Sequence[Notice]
    said: Sequence[Told]

    @property
    def ids(self) -> list[int]:
        return [notice.pk for notice in self.notices]

    @property
    def count(self) -> int:
        return len(self.notices)

    @property
    def latest(self) -> Notice:
        return self.notices[-1]

    @property
    def at(self) -> datetime:
        return self.latest.created_at

    @property
    def is_new(self) -> bool:
        return self.latest.read_at is None

    @property
    def url(self) -> str:
        """Where the first of them is: from there one reads on. Or where their kind shows several of them."""
        if self.count > 1 and self.kind.place_of_several:
            return self.kind.place_of_several(self.latest.event)
        return self.said[0].url

    @cached_property
    def title(self) -> str:
        if self.count == 1:
            return self.said[0].title
        if self.kind.several:
            return self.kind.several(self.latest.event, self.count)
        return _("%(title)s, and %(count)s more") % {"title": self.said[-1].title, "count": self.count - 1}

    @property
    def summary(self) -> Sequence[tuple[str, str]]:
        """Lines, each with its language: all of a single one, the first of each of several."""
        if self.count == 1:
            return [(line, self.said[0].language) for line in self.said[0].summary_lines if line]
        firsts = [(told.summary_lines[0], told.language) for told in self.said if any(told.summary_lines[:1])]
        return list(dict.fromkeys(firsts))[-SUMMARIES:]

    @property
    def why(self) -> Any:
        return self.kind.reasons.get(self.latest.reason, "")


def load(notices: Iterable[Notice]) -> None:
    """Give the events of all these notices, which must come with them, their subjects; each is loaded once."""
    events: dict[int, Event] = {}
    for notice in notices:
        notice.event = events.setdefault(notice.event_id, notice.event)
    load_subjects(events.values())


def gathered(notices: Iterable[Notice], viewer: Viewer) -> list[Line]:
    """Lines of what the viewer may see, the latest first; what is new stands apart from what has been read. Asks no
    database: the notices are loaded already."""
    groups: dict[tuple[str, str, bool], list[tuple[Notice, Told]]] = {}
    for notice, told in seen_by(viewer, notices):
        groups.setdefault((notice.kind, notice.group, notice.read_at is None), []).append((notice, told))
    lines = []
    for (name, _group, _new), pairs in groups.items():
        kind = kind_called(name)
        if kind:
            pairs.sort(key=lambda pair: pair[0].pk)
            lines.append(Line(kind, [notice for notice, _told in pairs], [told for _notice, told in pairs]))
    return sorted(lines, key=lambda line: line.latest.pk, reverse=True)


def seen_by(viewer: Viewer, notices: Iterable[Notice]) -> Iterator[tuple[Notice, Told]]:
    """Those that the viewer may still see, with what they say; of the others not even a title is asked for."""
    for notice in notices:
        kind = kind_called(notice.kind)
        if kind and kind.is_seen_by(viewer, notice.event) and (told := kind.tell(notice.event)):
            yield notice, told
