from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.access.viewer import Viewer


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from community.comments import targets
        from community.images import unused
        from community.publishing import links
        from community.publishing.registry import Kind, register

        from . import notices, receivers, uploads
        from .discussion import EXPERIENCE
        from .models import Experience, Resource, ResourceKind, TimeToUse

        experience = Kind("experience", Experience, Experience.searchable, _("experience"), _("experiences"))
        register(replace(experience, related=_some(Experience), read_along=Experience.read_along))
        facets = {"resource": dict(ResourceKind.choices), "time": dict(TimeToUse.choices)}
        resource = Kind("resource", Resource, Resource.searchable, _("resource"), _("resources"), facets)
        register(replace(resource, related=_some(Resource), read_along=Resource.read_along))
        links.leads_to("resource", "ressurser/")
        targets.register(EXPERIENCE)
        notices.register_kinds()
        unused.register(uploads.held)


def _some(model: Any) -> "Callable[[Viewer], QuerySet[Any]]":
    """Of those that are found by their numbers, what a viewer may see and is not archived."""
    return lambda viewer: model.objects.visible_to(viewer, by_number=True).current()
