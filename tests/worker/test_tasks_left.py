import os
import socket
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from community.worker.tasks_left import ATTEMPTS, LONGEST, forget, put_back, worker_id

pytestmark = pytest.mark.django_db


def a_running_task(worker: str, minutes_ago: float = 0, **fields: Any) -> "DBTaskResult[Any, Any]":
    return DBTaskResult.objects.create(
        started_at=timezone.now() - timedelta(minutes=minutes_ago),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="tests.worker.nothing",
        backend_name="default",
        run_after=timezone.now(),
        **{"status": TaskResultStatus.RUNNING, "worker_ids": [worker], **fields},
    )


def status(task: "DBTaskResult[Any, Any]") -> str:
    task.refresh_from_db()
    return str(task.status)


def test_a_task_whose_worker_is_dead_is_ready_again_at_once() -> None:
    task = a_running_task(f"{socket.gethostname()}:4999999")
    assert put_back() == 1
    assert status(task) == TaskResultStatus.READY


def test_a_task_whose_worker_lives_is_left_alone() -> None:
    task = a_running_task(f"{socket.gethostname()}:{os.getppid()}")
    assert put_back() == 0
    assert status(task) == TaskResultStatus.RUNNING


def test_a_task_with_this_process_number_is_of_an_earlier_process() -> None:
    a_running_task(worker_id())
    assert put_back() == 1


def test_a_task_on_another_machine_is_put_back_after_the_longest_time() -> None:
    young = a_running_task("elsewhere:1", minutes_ago=5)
    old = a_running_task("elsewhere:1", minutes_ago=LONGEST.total_seconds() / 60 + 1)
    put_back()
    assert (status(young), status(old)) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)


def test_a_task_that_takes_every_worker_with_it_is_given_up() -> None:
    task = a_running_task("elsewhere:1", minutes_ago=60, worker_ids=["elsewhere:1"] * ATTEMPTS)
    assert put_back() == 0
    assert status(task) == TaskResultStatus.FAILED


@pytest.mark.parametrize(
    ("ended", "hours", "kept"),
    [
        (TaskResultStatus.SUCCESSFUL, 23, True),
        (TaskResultStatus.SUCCESSFUL, 25, False),
        (TaskResultStatus.FAILED, 25, True),
        (TaskResultStatus.FAILED, 15 * 24, False),
    ],
)
def test_what_failed_is_kept_longer_than_what_succeeded(ended: TaskResultStatus, hours: int, kept: bool) -> None:
    a_running_task("x:1", status=ended, finished_at=timezone.now() - timedelta(hours=hours))
    assert forget() == (not kept)
    assert DBTaskResult.objects.exists() == kept
