from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        from community.images import unused

        from . import attach, notices

        unused.register(attach.held)
        notices.register_kinds()
