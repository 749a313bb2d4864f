import logging
import signal
import threading
from types import FrameType

from django.db import Error, close_old_connections
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .periodic import Timetable
from .tasks_left import worker_id

logger = logging.getLogger(__name__)

TASKS_A_ROUND = 50
"""After so many tasks the periodic jobs get their turn, however long the queue."""


class Loop:
    """Tasks as they come and periodic jobs as they fall due, one at a time, until it is told to stop.

    It never stops in the middle of one. A database that is away is waited for.
    """

    def __init__(self, pause: float = 1.0) -> None:
        self.pause = pause
        self.timetable = Timetable()
        self._stop = threading.Event()
        self._tasks: Worker | None = None

    def stop(self, *_signal: int | FrameType | None) -> None:
        self._stop.set()
        if self._tasks:
            self._tasks.running = False

    def obey_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def run(self) -> None:
        while not self._stop.is_set():
            pause = self.pause
            try:
                pause = 0 if self.round() else pause
            except Error as error:
                logger.error("The database does not answer; the next try is in %g seconds: %s", pause * 5, error)
                pause *= 5
            close_old_connections()
            self._stop.wait(pause)

    def round(self) -> bool:
        """Everything that is due now, once. True where more may be waiting."""
        # Asked first, since claiming takes SQLite's only write lock even where there is nothing to claim.
        full = DBTaskResult.objects.ready().exists() and self._run_tasks() == TASKS_A_ROUND
        for job in self.timetable.due():
            if not self._stop.is_set():
                self.timetable.run(job)
        return full

    def _run_tasks(self) -> int:
        self._tasks = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=TASKS_A_ROUND,
            worker_id=worker_id(),
        )
        self._tasks.running = not self._stop.is_set()
        self._tasks.run()
        done: int = self._tasks._run_tasks
        return done
