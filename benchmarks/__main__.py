"""All measurements, one after the other: `make bench`, or with less to search `make bench DOCUMENTS=10000`.

    python -m benchmarks [--only forum] [--posts 10000,200000] [--machina PYTHON]

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

ALL = ("memory", "quality", "search", "postgres", "suggest", "saved", "rebuild", "renew", "elastic", "forum", "visit")
START_WITHIN = 300  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--posts", default="10000,200000,1000000", help="of the forums")
    parser.add_argument("--machina", default="", help="a Python with django-machina: see benchmarks/forum.py")
    parser.add_argument("--only", choices=ALL)
    given = parser.parse_args()
    failed = [
        title
        for name, (title, arguments) in runs(given).items()
        if given.only in {None, name} and measure(title, *arguments)
    ]
    if given.only in {None, "visit"}:
        with demo() as address:
            if measure("A reader's first visit", "benchmarks/first_load.py", address):
                failed.append("A reader's first visit")
    print("\nEvery limit holds." if not failed else f"\nLimits missed: {', '.join(failed)}")
    return int(bool(failed))


def runs(given: argparse.Namespace) -> dict[str, tuple[str, list[str]]]:
    """By its name what each is called, and how it is started."""
    documents = f"--documents={given.documents}"
    return {
        "memory": ("Memory of the lexicon", ["-m", "benchmarks.search_memory"]),
        "quality": ("How good the search is", ["-m", "benchmarks.search.quality"]),
        "search": (f"Search in {given.documents} documents", ["-m", "benchmarks.search_sqlite", documents]),
        "postgres": ("The same on PostgreSQL, beside Wagtail's own", ["-m", "benchmarks.search_postgres", documents]),
        "suggest": ("Suggestions while one types", ["-m", "benchmarks.search_suggest", documents]),
        "saved": ("Saved searches against what has changed", ["-m", "benchmarks.search_saved"]),
        "rebuild": ("Everything indexed again, beside Wagtail's own", ["-m", "benchmarks.search_rebuild", documents]),
        "renew": (
            "The same in a cluster, beside Wagtail's own there",
            ["-m", "benchmarks.search_rebuild", documents, "--elasticsearch"],
        ),
        "elastic": ("Search on Elasticsearch", ["-m", "benchmarks.search_elastic", documents]),
        "forum": (
            "The forum as it grows",
            ["-m", "benchmarks.forum", f"--posts={given.posts}", *beside(given.machina)],
        ),
    }


def beside(machina: str) -> list[str]:
    return [f"--machina={machina}"] if machina else []


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
