"""Where the page of an experience leads on: to what was used in it, and to what is like it."""

from typing import Any

from django.db.models import F

from community.access.viewer import Viewer
from community.publishing.related import SHOWN, as_lines, in_one_query, rows_like

from .models import Experience, Resource, ResourceKind

USED = "used"


def leads_to(experience: Experience, viewer: Viewer) -> dict[str, Any]:
    """What of both the viewer may see, the resources by their kind: one query."""
    used = Resource.objects.visible_to(viewer).filter(experiences=experience)
    lines = in_one_query([as_lines(used, USED, says=F("kind")), *rows_like(experience, viewer)])
    resources = [line for line in lines if line.why == USED]
    kinds, shown = dict(ResourceKind.choices), {line.thing for line in lines if line.why == USED}
    return {
        "resources": [{"thing": line.thing, "says": kinds.get(line.says, "")} for line in resources],
        "related": [line for line in lines if line.thing not in shown][:SHOWN],
    }
