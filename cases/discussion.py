"""What of this room can be commented, by whom and until when. Registered with `community.comments`."""

from typing import Any

from community.access.viewer import Viewer
from community.comments.targets import Target

from .models import Experience


def _visible(viewer: Viewer) -> Any:
    return Experience.objects.visible_to(viewer).select_related("network")


def _is_open(experience: Experience) -> bool:
    """An archived experience, and one of an archived network, is read and no longer talked about."""
    return not (experience.is_archived or experience.in_archived_network)


EXPERIENCE = Target("experience", Experience, _visible, _is_open)
