from django.apps import AppConfig

from community.worker import periodic


class PublishingConfig(AppConfig):
    name = "community.publishing"

    def ready(self) -> None:
        from . import receivers, scheduled

        periodic.register("publish what is scheduled", periodic.MINUTE, scheduled.publish_scheduled)
