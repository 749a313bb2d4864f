from django.apps import AppConfig

from community.worker import periodic


class NetworksConfig(AppConfig):
    name = "community.networks"

    def ready(self) -> None:
        from . import grant, receivers

        periodic.register("let rights follow roles that began or ended", periodic.HOUR, grant.follow_everyone)
