from django.apps import AppConfig
from django.core.management import call_command

from community.worker import periodic


class MembersConfig(AppConfig):
    name = "community.members"

    def ready(self) -> None:
        periodic.register("clear expired sessions", periodic.DAY, clear_sessions)


def clear_sessions() -> None:
    call_command("clearsessions")
