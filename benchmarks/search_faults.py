"""A real Elasticsearch that fails while people write and search: one node in five ways, and one of three nodes killed.

    python -m benchmarks.search_faults [--saves 1000] [--only three]

Each fault lasts for all the saves (new, edited, narrowed, deleted; a search after every fifth), beside a worker in a
process of its own. Limits: no save fails, no search fails or finds another number than the database has; a save and a
search take at most 100 ms longer at the median; at most 60 s after the fault is over the cluster holds what the
database holds, and nothing else. Exits with 1 where a limit is missed.
"""

import argparse
import contextlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.search.faults import Passage, passage
from tools.elasticsearch import Node, running

SLOWER = 100.0  # milliseconds
WITHIN = 60.0  # seconds
WORDS = "turnus heltid sykefravær ledere vikarer langvakter trivsel samtaler".split()


@dataclass
class Run:
    saves: list[float] = field(default_factory=list)
    searches: list[float] = field(default_factory=list)
    failed_saves: int = 0
    wrong_searches: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saves", type=int, default=1_000)
    parser.add_argument("--nodes", type=int, choices=(1, 3), help="only this; both if not said")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        return work()
    if not given.nodes:  # settings are read once a process
        again = [sys.executable, "-m", "benchmarks.search_faults", f"--saves={given.saves}"]
        return max(subprocess.run([*again, f"--nodes={number}"], check=False).returncode for number in (1, 3))
    print(f"\n{given.nodes} {'node' if given.nodes == 1 else 'nodes'}, {given.saves} saves a fault\n")
    print(f"{'':13}{'failed':>8}{'wrong':>7}{'save ms':>17}{'search ms':>17}{'p95':>8}{'equal after':>13}{'ghosts':>8}")
    return int(on_nodes(given.nodes, given.saves) > 0)


def on_nodes(number: int, saves: int) -> int:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        nodes = stack.enter_context(running(number))
        door, address = stack.enter_context(passage(nodes[0].url))
        urls = [address] if number == 1 else [node.url for node in nodes]
        set_up(folder, urls)
        stack.enter_context(worker())
        wait_until_equal(120)
        healthy = write_and_search(saves // 2, seed=0)
        report("well", healthy, healthy, wait_until_equal(WITHIN))
        faults = of_one(door) if number == 1 else of_three(nodes)
        return sum(
            try_out(name, begin, end, healthy, saves, seed)
            for seed, (name, begin, end) in enumerate(faults, 1)
        )  # fmt: skip


Fault = tuple[str, Callable[[], object], Callable[[], object]]


def of_one(door: Passage) -> Iterator[Fault]:
    from search.engines.elastic.client import cluster
    from search.outbox import standing

    def read_only(is_so: bool) -> None:
        block = {"index.blocks.read_only_allow_delete": is_so or None}
        cluster().client.indices.put_settings(index=cluster().alias, settings=block)

    def lose() -> None:
        cluster().client.indices.delete(index=standing(cluster())[cluster().alias])

    for name, state in (("stopped", "closed"), ("hanging", "hanging"), ("429", "busy")):
        yield name, lambda state=state: door.becomes(state), lambda: door.becomes("open")
    yield "read-only", lambda: read_only(True), lambda: read_only(False)
    yield "index lost", lose, lambda: None


def of_three(nodes: list[Node]) -> Iterator[Fault]:
    """It stays dead: the two others do without."""
    yield "one killed", nodes[0].kill, lambda: None


def try_out(
    name: str, begin: Callable[[], object], end: Callable[[], object], healthy: Run, saves: int, seed: int
) -> int:
    fault = write_and_search(saves, seed, at_third=begin)
    end()
    return report(name, fault, healthy, wait_until_equal(WITHIN))


def write_and_search(saves: int, seed: int, at_third: Callable[[], object] = lambda: None) -> Run:
    from community.access.viewer import ANONYMOUS
    from search.engines import Order, Request, current, embedded
    from search.facets import CAP, NAMES
    from search.query import parse
    from search.rules import in_force
    from search.scope import Scope

    chance, run, in_force_now = random.Random(seed), Run(), in_force()
    at_third()
    for at in range(saves):
        started = time.perf_counter()
        try:
            change(chance, at)
        except Exception as error:
            run.failed_saves += 1
            print(f"save {at}: {error!r}")
        run.saves.append((time.perf_counter() - started) * 1000)
        if at % 5 == 0:
            request = Request(parse(chance.choice(WORDS), in_force_now), Scope.of(ANONYMOUS, "nb"))
            started = time.perf_counter()
            answer = current().answer(request, Order.RELEVANCE, 200, tuple(NAMES), CAP)
            run.searches.append((time.perf_counter() - started) * 1000)
            # New ones may come a moment later; what was taken away may not linger.
            run.wrong_searches += answer.total > embedded().count(request)
    return run


def change(chance: random.Random, at: int) -> None:
    from django.db import transaction

    from search.record import forget, record
    from tests.factories.search import a_document

    one = str(chance.randrange(400))
    said = a_document(
        f"{chance.choice(WORDS).capitalize()} {one}",
        " ".join(chance.choices(WORDS, k=60)),
        id=one,
        audience=chance.choice(("public", "public", "members", "network:1")),
        municipality=chance.randint(1, 357),
    )
    with transaction.atomic():
        if at % 5 == 4:
            forget("experience", one)
        else:
            record(said)


def wait_until_equal(within: float) -> float | None:
    """Seconds until the cluster holds what the database holds; None where it took too long."""
    from search import compare, outbox
    from search.engines.elastic.client import FAILURES

    started = time.monotonic()
    while time.monotonic() - started < within:
        with contextlib.suppress(*FAILURES):
            if not outbox.unsent().exists() and not compare.compare():
                return time.monotonic() - started
        time.sleep(0.5)
    return None


def report(name: str, run: Run, healthy: Run, equal_after: float | None) -> int:
    from search import compare

    slower_save = statistics.median(run.saves) - statistics.median(healthy.saves)
    slower_search = statistics.median(run.searches) - statistics.median(healthy.searches)
    ghosts = sum(difference.is_ghost for difference in compare.compare()) if equal_after is None else 0
    missed = (
        run.failed_saves + run.wrong_searches + ghosts > 0
        or equal_after is None
        or max(slower_save, slower_search) > SLOWER
    )
    p95 = statistics.quantiles(run.searches, n=20, method="inclusive")[-1]
    after = "never" if equal_after is None else f"{equal_after:.1f} s"
    print(
        f"{name:13}{run.failed_saves:8}{run.wrong_searches:7}"
        f"{statistics.median(run.saves):9.1f} {slower_save:+7.1f}"
        f"{statistics.median(run.searches):9.1f} {slower_search:+7.1f}{p95:8.1f}{after:>13}{ghosts:8}"
        f"{'  missed' if missed else ''}",
        flush=True,
    )
    return int(missed)


def set_up(folder: Path, urls: list[str]) -> None:
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'search.sqlite3'}"
    os.environ["ELASTICSEARCH_URL"] = ",".join(urls)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.dev")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


@contextlib.contextmanager
def worker() -> Iterator[None]:
    """Its part for the search, in a process of its own."""
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.search_faults", "--worker"])
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def work() -> int:
    import django

    django.setup()
    from search import upkeep

    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
    while True:
        upkeep.renew_where_needed()
        upkeep.follow()
        time.sleep(1)


if __name__ == "__main__":
    sys.exit(main())
