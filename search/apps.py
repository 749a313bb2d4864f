from django.apps import AppConfig
from django.conf import settings

from community.worker import health, periodic


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from community.members.anonymise import anonymised
        from community.publishing import similar as asked_by_rooms

        from . import receivers, similar
        from .asked.close import close_days
        from .changes.relate import relate
        from .rebuild import reconcile
        from .saved import notices
        from .saved import receivers as saved_receivers
        from .saved.tell import tell

        asked_by_rooms.answered_by(similar.like)
        periodic.register("bring the search index in line", periodic.DAY, reconcile)
        notices.register_kind()
        anonymised.connect(saved_receivers.on_anonymised, dispatch_uid="search-saved-by-whoever-left")
        periodic.register("tell of what saved searches find", 2.0, tell)
        periodic.register("note what is like what", 5.0, relate)
        periodic.register("close the day of what is searched for", periodic.HOUR, close_days)
        if settings.ELASTICSEARCH:
            self._follow_on_the_cluster()

    def _follow_on_the_cluster(self) -> None:
        from . import upkeep  # a site without a cluster need not know its client

        periodic.register("renew Elasticsearch's index where needed", 15.0, upkeep.renew_where_needed)
        periodic.register("send to Elasticsearch what has changed", 1.0, upkeep.follow)
        periodic.register("compare Elasticsearch with the entries", 10 * periodic.MINUTE, upkeep.bring_in_line)
        health.register("search", upkeep.status)
