"""All measurements, one after the other: `make bench`, or with less to search `make bench DOCUMENTS=10000`.

Each has its limits and says whether they hold; the end is 1 where one of them does not.
"""

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator

START_WITHIN = 300  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--documents", type=int, default=100_000)
    documents = parser.parse_args().documents
    failed = [
        title
        for title, arguments in (
            ("Memory of the lexicon", ["-m", "benchmarks.search_memory"]),
            (f"Search in {documents} documents", ["-m", "benchmarks.search_sqlite", f"--documents={documents}"]),
        )
        if measure(title, *arguments)
    ]
    with demo() as address:
        if measure("A reader's first visit", "benchmarks/first_load.py", address):
            failed.append("A reader's first visit")
    print("\nEvery limit holds." if not failed else f"\nLimits missed: {', '.join(failed)}")
    return int(bool(failed))


def measure(title: str, *arguments: str) -> int:
    print(f"\n── {title}", flush=True)
    return subprocess.run([sys.executable, *arguments], check=False).returncode


@contextlib.contextmanager
def demo() -> Iterator[str]:
    """A demo of its own, on a free port and in a folder that is thrown away."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "manage.py", "demo", f"--port={port}"]
        site = subprocess.Popen(command, env={**os.environ, "DATA_DIR": folder}, stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/nb/", site)
            yield address
        finally:
            site.terminate()
            site.wait()


def wait_for(url: str, site: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline and site.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url):
            return
        time.sleep(0.5)
    raise SystemExit("The demo did not start.")


if __name__ == "__main__":
    sys.exit(main())
