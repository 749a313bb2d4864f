from django.apps import AppConfig

from community.worker import periodic


class PublishingConfig(AppConfig):
    name = "community.publishing"

    def ready(self) -> None:
        from community.images import storage

        from . import receivers, scheduled

        periodic.register("publish what is scheduled", periodic.MINUTE, scheduled.publish_scheduled)
        periodic.register("sweep files that lost their row", periodic.DAY, storage.sweep_orphans)
