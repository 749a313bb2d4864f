"""What somebody wants to hear nothing of, and since when something is new to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from community.access.viewer import Viewer
from community.ui.prepared import prepared

FORGOTTEN = timedelta(days=90)
"""What nobody said anything in for so long counts as read: nobody comes back to a thousand bold lines."""


@dataclass(frozen=True)
class Hearing:
    """`news_since`: what was said before counts as read, be it by their «mark all as read». `levels`: what they want to
    hear of boards, themes and tags, by content type and id."""

    news_since: datetime
    levels: Mapping[tuple[int, int], str]

    @property
    def mutes(self) -> bool:
        """Whether anything at all: a query then asks of each topic whether it is among that."""
        return "muted" in self.levels.values()


Asker = tuple[int | None, frozenset[str], datetime | None]
"""What a query of topics takes from its viewer, as values: their id, their keys, and what counts as read."""


def as_values(viewer: Viewer) -> Asker:
    since = None if viewer.is_anonymous else hearing_of(viewer).news_since
    return viewer.user_id, viewer.keys, since


def viewer_with(asker: Asker, *, mutes: bool) -> Viewer:
    """Who such a query is made for."""
    person, keys, since = asker
    viewer = Viewer(person, keys)
    if since is not None:
        viewer.told("forum:hearing", lambda: Hearing(since, {(0, 0): "muted"} if mutes else {}))
    return viewer


def hearing_of(viewer: Viewer) -> Hearing:
    """One query for each viewer: an expression for both, in each query that lists topics, took longer than those."""
    return viewer.told("forum:hearing", lambda: _hearing_of(viewer))


def _hearing_of(viewer: Viewer) -> Hearing:
    oldest = timezone.now() - FORGOTTEN
    rows = _heard(viewer.user_id or 0)
    since = [row[0] for row in rows if row[0]]
    return Hearing(max([oldest, *since]), {row[1:3]: row[3] for row in rows if row[3]})


@prepared
def _heard(person: int) -> Any:
    said = [f"forum_watches__{name}" for name in ("target_type_id", "target_id", "level")]
    people = apps.get_model("members.User").objects.filter(pk=person).order_by()
    return people.values_list("forum_reader__read_until", *said)


def is_muted(viewer: Viewer) -> Any:
    """Whether a viewer has muted a topic, in the words of `Followers.level_of`: what they chose for itself wins, else
    the most that they chose for its board, themes and tags. The topics come with `watch_level`."""
    cases = [When(watch_level="muted", then=Value(True))]
    if hearing_of(viewer).mutes:
        around = _watches_around(viewer)
        of_it = Exists(around.filter(level="muted")) & ~Exists(around.exclude(level="muted"))
        cases += [When(~Q(watch_level=""), then=Value(False)), When(of_it, then=Value(True))]
    return Case(*cases, default=Value(False), output_field=BooleanField())


def _watches_around(viewer: Viewer) -> Any:
    """What the viewer said of the board, the themes and the tags of a topic: among their own few rows, in an index."""
    topic, tagged, watch = (apps.get_model("forum", name) for name in ("Topic", "TaggedTopic", "Watch"))
    here = OuterRef(OuterRef("pk"))
    themes: Any = topic.themes.through.objects
    around = {
        "forum.Board": OuterRef("board"),
        "networks.Theme": themes.filter(topic=here).values("theme"),
        "publishing.Tag": tagged.objects.filter(content_object=here).values("tag"),
    }
    of_it = Q()
    for name, ids in around.items():
        kind = ContentType.objects.get_for_model(apps.get_model(name))
        of_it |= Q(target_type=kind, **{"target_id" if name == "forum.Board" else "target_id__in": ids})
    return watch.objects.filter(of_it, user_id=viewer.user_id)
