from django.apps import AppConfig

from community.worker import periodic


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from community.publishing import similar as asked_by_rooms

        from . import receivers, similar
        from .rebuild import reconcile

        asked_by_rooms.answered_by(similar.like)
        periodic.register("bring the search index in line", periodic.DAY, reconcile)
