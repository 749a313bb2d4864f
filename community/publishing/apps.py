from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "community.publishing"

    def ready(self) -> None:
        from . import receivers
