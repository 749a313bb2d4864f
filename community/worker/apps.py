from django.apps import AppConfig

from . import periodic


class WorkerConfig(AppConfig):
    name = "community.worker"

    def ready(self) -> None:
        from . import tasks_left

        periodic.register("put back tasks that were left", periodic.MINUTE, tasks_left.put_back)
        periodic.register("forget old task results", periodic.DAY, tasks_left.forget)
