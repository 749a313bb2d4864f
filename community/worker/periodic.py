"""What is done again and again. Rooms register here from `AppConfig.ready`; the worker does what is due.

A job must be idempotent and safe beside itself: every worker runs it, at its start and then each so many seconds.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)

DATABASE_AWAY = (OperationalError, InterfaceError)
"""What no job takes for a failure of its own: it goes on to the worker, which waits."""
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
RETRY = 5 * MINUTE


@dataclass(frozen=True)
class Job:
    name: str
    every: float
    """Seconds from one start to the next."""
    run: Callable[[], object]


_jobs: dict[str, Job] = {}


def register(name: str, every: float, run: Callable[[], object]) -> None:
    """Have a function run every so many seconds. The same name again replaces the job."""
    _jobs[name] = Job(name, every, run)


def jobs() -> tuple[Job, ...]:
    return tuple(_jobs.values())


@dataclass
class Timetable:
    """When each job is next due, on a clock that no change of the wall clock moves."""

    clock: Callable[[], float] = time.monotonic
    next_at: dict[str, float] = field(default_factory=dict)

    def due(self) -> list[Job]:
        now = self.clock()
        return [job for job in jobs() if self.next_at.get(job.name, now) <= now]

    def run(self, job: Job) -> bool:
        """Run a job. One that fails is logged and tried again soon; it never stops the others.

        A database that is away is nobody's failure: that goes on to the caller, who waits for it.
        """
        started = self.clock()
        self.next_at[job.name] = started + min(job.every, RETRY)
        try:
            job.run()
        except DATABASE_AWAY:
            raise
        except Exception:
            logger.exception("The job %r failed", job.name)
            return False
        self.next_at[job.name] = started + job.every
        return True
