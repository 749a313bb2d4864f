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

        register(Kind("experience", Experience, Experience.searchable, _("experience"), _("experiences")))
        facets = {"resource": dict(ResourceKind.choices), "time": dict(TimeToUse.choices)}
        register(Kind("resource", Resource, Resource.searchable, _("resource"), _("resources"), facets))
        links.leads_to("resource", "ressurser/")
        targets.register(EXPERIENCE)
        notices.register_kinds()
        unused.register(uploads.held)
