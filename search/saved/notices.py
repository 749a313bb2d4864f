"""What people are told of their saved searches: each hit once, as it is when it is told, and to who may see it then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from community.access.querysets import sees
from community.access.viewer import Viewer
from community.notifications.kinds import NoticeKind, Told, register
from community.notifications.models import Event, Frequency

from ..documents import Source, sources
from ..models import SearchEntry
from .models import SavedSearch

HIT = "search.hit"


@dataclass(frozen=True)
class Found:
    """A saved search, and what it found as that is today."""

    search: SavedSearch
    source: Source
    thing: Any


def register_kind() -> None:
    kind = NoticeKind(
        HIT,
        _("New hits in saved searches"),
        recipients=_owner,
        visible=_is_seen,
        told=_told,
        load=load,
        default=Frequency.DAILY,
        several=_several,
        reasons={"saved": _("You have saved this search")},
        frequency_of=lambda event: event.subject.search.frequency,
        place_of_several=lambda event: event.subject.search.get_absolute_url(),
    )
    register(kind)


def load(events: Sequence[Event]) -> Mapping[int, Found]:
    """What can still be found, of searches that still are: two queries, and one for each kind of thing."""
    searches = SavedSearch.objects.in_bulk({event.subject_id for event in events})
    things = still_found((event.data["of"], event.data["id"]) for event in events)
    found = {}
    for event in events:
        thing = things.get((event.data["of"], event.data["id"]))
        if thing and (search := searches.get(event.subject_id)):
            found[event.pk] = Found(search, *thing)
    return found


def still_found(wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[Source, Any]]:
    """The things of some entries, by kind and id, whoever may see them: those that are in the index today."""
    asked: dict[str, set[str]] = defaultdict(set)
    for kind, object_id in wanted:
        asked[kind].add(object_id)
    ids = {object_id for those in asked.values() for object_id in those}
    standing = set(SearchEntry.objects.filter(object_id__in=ids, gone=False).values_list("kind", "object_id"))
    found = {}
    for source in sources():
        those = [pk for pk in asked.get(source.name, ()) if pk.isdecimal() and (source.name, pk) in standing]
        for row in source.rows().filter(pk__in=those) if those else ():
            found[source.name, str(row.pk)] = (source, row)
    return found


def _owner(event: Event) -> Iterable[tuple[int, str]]:
    return [(event.subject.search.user_id, "saved")]


def _is_seen(event: Event, viewer: Viewer) -> bool:
    return viewer.user_id == event.subject.search.user_id and sees(viewer, event.subject.thing)


def _told(event: Event) -> Told:
    found: Found = event.subject
    thing = found.thing
    title = gettext("New hit in “%(name)s”: %(title)s") % {"name": found.search.name, "title": thing}
    place = getattr(thing, "place_name", "")
    said = " · ".join(str(part) for part in (str(found.source.label).capitalize(), place) if part)
    address = thing.here if hasattr(thing, "here") else thing.get_absolute_url()
    return Told(title, [said], address, found.search.group)


def _several(event: Event, count: int) -> str:
    words = ngettext("%(count)s new hit in “%(name)s”", "%(count)s new hits in “%(name)s”", count)
    return words % {"count": count, "name": event.subject.search.name}
