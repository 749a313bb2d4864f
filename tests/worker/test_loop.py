import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import InterfaceError, OperationalError
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from community.worker import periodic
from community.worker.loop import Loop


@task()
def make_group(name: str) -> None:
    if name == "fails":
        raise ValueError(name)
    Group.objects.create(name=name)


@pytest.mark.django_db
def test_one_round_runs_the_jobs_and_empties_the_queue() -> None:
    make_group.enqueue("first")
    make_group.enqueue("second")
    call_command("worker", "--once")
    assert Group.objects.filter(name__in=["first", "second"]).count() == 2


@pytest.mark.django_db
def test_a_task_that_fails_does_not_stop_the_next() -> None:
    failing = make_group.enqueue("fails")
    make_group.enqueue("next")
    Loop().round()
    assert DBTaskResult.objects.get(pk=failing.id).status == TaskResultStatus.FAILED
    assert Group.objects.filter(name="next").exists()


@pytest.mark.django_db
def test_a_loop_that_is_told_to_stop_runs_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    loop = Loop(pause=0)
    monkeypatch.setattr(periodic, "_jobs", {})
    periodic.register("stops", 0, loop.stop)
    periodic.register("never", 0, lambda: ran.append("never"))
    loop.run()
    assert ran == []


@pytest.mark.django_db
@pytest.mark.parametrize("error", [InterfaceError, OperationalError])
def test_a_database_that_goes_away_is_waited_for(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Loop(pause=0)
    rounds = iter([error("connection already closed"), None])

    def away_at_first() -> bool:
        if fault := next(rounds):
            raise fault
        loop.stop()
        return False

    monkeypatch.setattr(loop, "round", away_at_first)
    loop.run()
    assert next(rounds, "both rounds were run") == "both rounds were run"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_ends_cleanly_when_asked(number: signal.Signals, tmp_path: Path) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "community.settings.dev", "DATA_DIR": str(tmp_path)}
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "worker"], env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout
    assert "runs" in worker.stdout.readline()
    time.sleep(0.2)
    worker.send_signal(number)
    out, _ = worker.communicate(timeout=10)
    assert (worker.returncode, "stopped" in out) == (0, True)
