from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from community.publishing import suggested
        from community.publishing.models import BasePage
        from community.publishing.registry import Kind, register

        from .suggest import people

        import_module("home.receivers")
        import_module("home.knowledge")
        suggested.register("people", people)
        rows = BasePage.objects.select_related("locale")
        register(Kind("page", BasePage, lambda: rows.all().specific(), _("Page"), _("Pages")))
