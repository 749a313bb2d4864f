from dataclasses import replace

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


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
        register(replace(experience, related=lambda viewer: Experience.objects.visible_to(viewer).current()))
        facets = {"resource": dict(ResourceKind.choices), "time": dict(TimeToUse.choices)}
        resource = Kind("resource", Resource, Resource.searchable, _("resource"), _("resources"), facets)
        register(replace(resource, related=lambda viewer: Resource.objects.visible_to(viewer).current()))
        links.leads_to("resource", "ressurser/")
        targets.register(EXPERIENCE)
        notices.register_kinds()
        unused.register(uploads.held)
