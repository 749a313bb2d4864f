"""What somebody wants to hear nothing of, as one expression in the query that lists topics."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from community.access.viewer import Viewer


def is_muted(viewer: Viewer) -> Any:
    """Whether a viewer has muted a topic, in the words of `Followers.level_of`: what they chose for itself wins, else
    the most that they chose for its board, themes and tags. The topics come with `watch_level`."""
    around = _watches_around(viewer)
    return Case(
        When(watch_level="muted", then=Value(True)),
        When(~Q(watch_level=""), then=Value(False)),
        When(Exists(around.filter(level="muted")) & ~Exists(around.exclude(level="muted")), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )


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
