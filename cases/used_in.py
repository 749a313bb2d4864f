"""Where a resource is used: experiences whose writers chose it, and whatever links to it in its text."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from community.access.viewer import Viewer
from community.publishing.links import linking_to, seen_among

from .models import Experience, Resource

MOST = 50


@dataclass(frozen=True)
class UsedIn:
    experiences: list[Experience]
    others: list[Any]
    """Resources, topics and what else links to it."""

    def __bool__(self) -> bool:
        return bool(self.experiences or self.others)


def used_in(resource: Resource, viewer: Viewer) -> UsedIn:
    """What the viewer may see of it: two queries, and one for each other kind that links."""
    linking = linking_to(resource.KIND, resource.pk)
    chosen_or_linking = Q(resources=resource) | Q(pk__in=linking.pop("experience", ()))
    rows = Experience.objects.visible_to(viewer).current().filter(chosen_or_linking).distinct()
    experiences = rows.select_related("municipality").order_by("-first_published_at", "-pk")[:MOST]
    return UsedIn(list(experiences), seen_among(linking, viewer))
