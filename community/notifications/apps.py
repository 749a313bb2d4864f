from django.apps import AppConfig

from community.worker import periodic


class NotificationsConfig(AppConfig):
    name = "community.notifications"

    def ready(self) -> None:
        from . import deliver

        periodic.register("deliver mail", 5, deliver.deliver)
        periodic.register("forget old mail", periodic.DAY, deliver.forget)
