from django.apps import AppConfig

from community.worker import periodic


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from . import receivers
        from .rebuild import reconcile

        periodic.register("bring the search index in line", periodic.DAY, reconcile)
