from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from community.publishing.models import BasePage
        from community.publishing.registry import Kind, register

        import_module("home.receivers")
        import_module("home.knowledge")
        rows = BasePage.objects.select_related("locale")
        register(Kind("page", BasePage, lambda: rows.all().specific(), _("Page"), _("Pages")))
