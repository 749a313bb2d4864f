from django.apps import AppConfig


class TextConfig(AppConfig):
    name = "community.text"

    def ready(self) -> None:
        from . import order
