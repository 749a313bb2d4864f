"""Where the page of an experience leads on: to what was used in it, and to what is like it."""

from typing import Any

from django.db.models import F, QuerySet

from community.access.viewer import Viewer
from community.publishing.related import SHOWN, as_found, as_lines, in_one_query, noted_as, rows_like
from community.ui.prepared import prepared

from .models import Experience, Resource, ResourceKind

USED = "used"


def leads_to(experience: Experience, viewer: Viewer) -> dict[str, Any]:
    """What of both the viewer may see, the resources by their kind: one query."""
    lines = as_found(_rows(*noted_as(experience), viewer.keys))
    resources = [line for line in lines if line.why == USED]
    kinds, shown = dict(ResourceKind.choices), {line.thing for line in lines if line.why == USED}
    return {
        "resources": [{"thing": line.thing, "says": kinds.get(line.says, "")} for line in resources],
        "related": [line for line in lines if line.thing not in shown][:SHOWN],
    }


@prepared
def _rows(kind: str, experience: int, keys: frozenset[str]) -> QuerySet[Any]:
    viewer = Viewer(keys=keys)
    used = Resource.objects.visible_to(viewer).filter(experiences=experience)
    like = rows_like(kind, experience, viewer)
    return in_one_query([as_lines(used, USED, says=F("kind")), *like])
