"""Several processes in the foreground that live and end together."""

import signal
import socket
import subprocess
import time

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
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    running = [subprocess.Popen(command, start_new_session=True) for command in commands]
    try:
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
    except KeyboardInterrupt:
        end(running)
        return
    end(running)
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
