"""`make demo`: the ports, the accounts, and two processes that live and end together."""

import signal
import socket
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from community.members.models import User
from home.management.commands import demo
from home.management.commands.demo import Command
from home.together import run_together

SLEEPER = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]


def test_a_port_that_is_taken_is_said_with_another_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken.*make demo PORT="):
            call_command("demo", port=port)


@pytest.mark.parametrize("port", [0, 99_999])
def test_a_number_that_is_no_port_is_said_so(port: int) -> None:
    with pytest.raises(CommandError, match=f"There is no port {port}: they go from 1 to 65535"):
        call_command("demo", port=port)


def test_a_site_that_is_no_demo_is_left_alone(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="invented content among real"):
        call_command("demo")


@pytest.mark.django_db
def test_the_accounts_are_told_one_by_one_with_their_roles(author: User, editor: User) -> None:
    out = StringIO()
    Command(stdout=out).announce(8100)
    assert "http://localhost:8100/" in out.getvalue()
    assert author.email in out.getvalue()
    assert editor.email in out.getvalue()


def test_when_one_process_ends_the_other_is_ended_too() -> None:
    started = time.monotonic()
    with pytest.raises(CommandError, match="ended by itself"):
        run_together([SLEEPER, [sys.executable, "-c", ""]])
    assert time.monotonic() - started < 10


def test_ctrl_c_ends_both_and_leaves_nothing_running(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from home.together import run_together\n"
        f"run_together([{SLEEPER!r}, {SLEEPER!r}]); print('stopped')"
    )
    root = str(Path(__file__).parents[2])
    running = subprocess.Popen([sys.executable, "-c", script, root], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    # The two may write at once, so that their lines run together.
    assert (running.stdout.readline() + running.stdout.readline()).count("up") == 2
    running.send_signal(signal.SIGINT)
    rest, _ = running.communicate(timeout=20)  # ends only when no child holds the pipe any more
    assert rest == "stopped\n"
    assert running.returncode == 0


@pytest.mark.parametrize(
    "name", ["home/setup.py", "cases/setup.py", "community/places/load.py", "home/demo/people.json"]
)
def test_the_demo_is_prepared_anew_when_what_prepares_it_has_changed(
    name: str, tmp_path: Path, settings: Settings
) -> None:
    settings.BASE_DIR, file = tmp_path, tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_text("a")
    before = demo.fingerprint_of_the_code()
    file.write_text("b")
    assert demo.fingerprint_of_the_code() != before


def test_the_static_files_are_gathered_once_and_again_when_one_has_changed(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path
    calls: list[str] = []
    monkeypatch.setattr(demo, "call_command", lambda name, **options: calls.append(name))
    for fingerprint in ("a", "a", "b"):
        monkeypatch.setattr(demo, "fingerprint_of_the_static_files", lambda said=fingerprint: said)
        Command(stdout=StringIO()).collect()
    assert calls == ["collectstatic", "collectstatic"]
