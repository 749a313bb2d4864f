from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        from community.images import unused
        from community.publishing.registry import Kind
        from community.publishing.registry import register as findable
        from community.worker import periodic

        from . import attach, index, notices
        from .models import Topic

        unused.register(attach.held)
        notices.register_kinds()
        findable(Kind("topic", Topic, Topic.searchable, _("discussion"), _("discussions")))
        periodic.register("make discussions findable", 5, index.bring_in_line)
