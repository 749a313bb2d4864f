from django.apps import AppConfig
from django.core.management import call_command
from wagtail.users.apps import WagtailUsersAppConfig

from community.worker import periodic


class MembersConfig(AppConfig):
    name = "community.members"
    default = True

    def ready(self) -> None:
        from . import limits, receivers

        limits.install()
        periodic.register("clear expired sessions", periodic.DAY, clear_sessions)


class PeopleInAdminConfig(WagtailUsersAppConfig):
    """Wagtail's pages about users, with forms that fit our people and give no rights."""

    user_viewset = "community.members.viewsets.PeopleViewSet"


def clear_sessions() -> None:
    call_command("clearsessions")
