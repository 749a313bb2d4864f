from django.apps import AppConfig

from community.worker import periodic


class PublishingConfig(AppConfig):
    name = "community.publishing"

    def ready(self) -> None:
        from community.images import lost, storage
        from community.images import unused as uploads

        from . import kept, library, receivers, scheduled, unused

        periodic.register("publish what is scheduled", periodic.MINUTE, scheduled.publish_scheduled)
        periodic.register("drop tags that stand nowhere", periodic.DAY, unused.drop_unused_tags)
        periodic.register("sweep what was set aside in the library", periodic.DAY, library.sweep_set_aside)
        periodic.register("delete uploads that nothing holds", periodic.DAY, uploads.delete_unused)
        periodic.register("sweep files that lost their row", periodic.DAY, storage.sweep_orphans)
        periodic.register("sweep the library's files that no row names", periodic.DAY, lost.sweep_lost)
