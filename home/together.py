"""Several processes in the foreground that live and end together."""

import signal
import socket
import subprocess
import time
from threading import Event

from django.core.management.base import CommandError

STOP_WITHIN = 10  # seconds


def taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def run_together(commands: list[list[str]]) -> None:
    """Run until Ctrl-C, or until one of them ends; then end them all.

    Each has its own process group: Ctrl-C reaches only this process, which ends the others in order.
    """
    asked_to_stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Only noted here: an exception between the start of a process and our taking note of it would leave it behind.
        signal.signal(number, lambda *_: asked_to_stop.set())
    running = [subprocess.Popen(command, start_new_session=True) for command in commands]
    while not asked_to_stop.wait(0.5) and all(process.poll() is None for process in running):
        pass
    end(running)
    if not asked_to_stop.is_set():
        raise CommandError("Web server or worker ended by itself; see the messages above.")


def end(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
