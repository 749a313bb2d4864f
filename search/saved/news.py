"""What of some changes is news to whom.

News is what a search finds now and did not find before the change: a text that was found already and is edited is none;
a discussion that comes to speak of something is, and so is what was opened to more people than before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from community.access.viewer import Viewer, viewers_for
from community.members.models import User
from community.publishing.models import FormerTag

from .. import rules
from ..changes.models import SearchChange
from ..models import SearchEntry
from ..scope import Scope
from .asked import Asked, understanding
from .models import SavedSearch
from .reading import Batch, Reading
from .writers import Writers

PEOPLE = 500


class Hit(NamedTuple):
    """Of which saved search, as it was begun then; and what it found."""

    search_id: int
    begun_at: datetime
    kind: str
    object_id: str


@dataclass(frozen=True)
class Found:
    """That a saved search finds something that has changed, whoever may see it."""

    search: SavedSearch
    asked: Asked
    at: int


class News:
    """Some changes, with what each thing says now and said before."""

    def __init__(self, changes: Iterable[SearchChange]) -> None:
        entries = _entries(changes)
        self.changes = [change for change in changes if (change.kind, change.object_id) in entries]
        self.entries = [entries[change.kind, change.object_id] for change in self.changes]
        self.now = Batch([Reading.of(vars(entry)) for entry in self.entries])
        self._readings: dict[int, Reading | None] = {}

    def hits(self) -> Iterator[Hit]:
        candidates = list(self._candidates()) if self.entries else []
        for at in range(0, len(candidates), PEOPLE):
            some = candidates[at : at + PEOPLE]
            viewers = viewers_for(User.objects.filter(pk__in={one.search.user_id for one in some}))
            writers = Writers.of([self.entries[at] for at in {one.at for one in some}])
            for one in some:
                viewer, entry = viewers.get(one.search.user_id), self.entries[one.at]
                if viewer and self._is_news(one, viewer) and writers.others_said(entry, one.asked, viewer):
                    yield Hit(one.search.pk, one.search.begun_at, entry.kind, entry.object_id)

    def _candidates(self) -> Iterator[Found]:
        in_force = rules.in_force()
        tags = {key: name.lower() for key, name in FormerTag.objects.values_list("key", "tag__name")}
        for search in SavedSearch.objects.filter(user__is_active=True).order_by("pk").iterator(chunk_size=2_000):
            asked = understanding.of(search, in_force, tags)
            for at in self.now.met(asked.query, asked.filters):
                if not self._was_there(search, at):
                    yield Found(search, asked, at)

    def _was_there(self, search: SavedSearch, at: int) -> bool:
        """Whether it was as it is now before the search was saved; or is older than that, and only found late."""
        change, entry = self.changes[at], self.entries[at]
        if change.number <= search.begun_at.timestamp() * 1e9:
            return True
        return change.before is None and entry.date is not None and entry.date < timezone.localdate(search.begun_at)

    def _is_news(self, one: Found, viewer: Viewer) -> bool:
        scope = Scope.of(viewer, one.search.language)
        if not _sees(scope, self.now.readings[one.at]):
            return False
        before = self._before(one.at)
        return before is None or not (_sees(scope, before) and one.asked.is_met_by(before))

    def _before(self, at: int) -> Reading | None:
        """Read only where something finds what it says now."""
        if at not in self._readings:
            said = self.changes[at].before
            self._readings[at] = Reading.of(said) if said else None
        return self._readings[at]


def _sees(scope: Scope, reading: Reading) -> bool:
    return reading.audience in scope.keys and reading.scope.isdisjoint(scope.none_of)


def _entries(changes: Iterable[SearchChange]) -> dict[tuple[str, str], SearchEntry]:
    wanted = {(change.kind, change.object_id) for change in changes}
    rows = SearchEntry.objects.filter(object_id__in={object_id for _kind, object_id in wanted}, gone=False)
    return {key: entry for entry in rows if (key := (entry.kind, entry.object_id)) in wanted}
