"""Tasks that a killed worker left behind, and results that nobody asks for any more."""

import os
import socket
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

LONGEST = timedelta(minutes=15)
"""No task of ours takes this long: what still runs after it runs nowhere."""

ATTEMPTS = 5
"""A task that has taken so many workers with it is not tried again."""

KEPT = timedelta(days=14)
"""For whoever looks into what failed."""
KEPT_OF_SUCCEEDED = timedelta(days=1)


def worker_id() -> str:
    """This process, named so that another on the same machine can tell whether it still lives."""
    return f"{socket.gethostname()}:{os.getpid()}"[:64]


def put_back() -> int:
    """Make tasks ready again whose worker is gone. Every task is idempotent, so running one again does no harm."""
    moved = 0
    for task in DBTaskResult.objects.running():
        if not _is_left(task):
            continue
        as_read = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at)
        if len(task.worker_ids) >= ATTEMPTS:
            as_read.update(
                status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback="Its worker died each time."
            )
        else:
            moved += as_read.update(status=TaskResultStatus.READY)
    return moved


def _is_left(task: DBTaskResult[Any, Any]) -> bool:
    if task.started_at is None or task.started_at < timezone.now() - LONGEST:
        return True
    host, _colon, process = (task.worker_ids or [""])[-1].rpartition(":")
    if host != socket.gethostname() or not process.isdigit():
        return False
    # This process asks between tasks, so a task that bears its number is of an earlier process.
    return int(process) == os.getpid() or not _lives(int(process))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def forget() -> int:
    """Delete results of tasks that ended two weeks ago; of those that succeeded, a day ago."""
    now = timezone.now()
    succeeded = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEPT_OF_SUCCEEDED)
    ended = DBTaskResult.objects.finished().filter(succeeded | Q(finished_at__lt=now - KEPT))
    deleted: int = ended.delete()[0]
    return deleted
