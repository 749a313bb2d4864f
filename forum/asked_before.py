"""«Someone asked this before», while a title is typed."""

from community.access.viewer import Viewer
from community.publishing.similar import like

from .models import Topic

SHOWN = 5


def asked_before(title: str, viewer: Viewer) -> list[Topic]:
    """Topics that the viewer may read and whose words are nearly those of a title."""
    return like(title, viewer, "topic", SHOWN) if len(title.split()) > 1 else []
