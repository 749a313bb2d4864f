"""The search on a real Elasticsearch, started for it beside us on this machine.

    python -m benchmarks.search_elastic [--documents 100000] [--rounds 10] [--database FILE]

Limits: p95 of Elasticsearch's own time for hits, total and all facets ≤ 50 ms; one request an answer. How fast the
index is written is compared by `benchmarks.search_rebuild --elasticsearch`. A database that is named is kept and used
again. Exits with 1 where a limit is missed.
"""

import argparse
import itertools
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.search_sqlite import QUERIES
from tools.elasticsearch import Lacking, running

OWN_TIME = 50.0  # milliseconds


class Times(NamedTuple):
    own: list[float]
    whole: list[float]


def main() -> int:
    try:
        return _on_one_node(_arguments())
    except Lacking as lack:
        print(f"Missing: {lack}")
        return 1


def _on_one_node(given: argparse.Namespace) -> int:
    with running() as (node,), tempfile.TemporaryDirectory() as folder:
        _set_up(given.database or Path(folder) / "search.sqlite3", node.url)
        _enter(given.documents)
        _write()
        ways = _measure(max(2, given.rounds))
    return _report(ways, given.documents)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--database", type=Path)
    return parser.parse_args()


def _set_up(database: Path, url: str) -> None:
    os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    os.environ["ELASTICSEARCH_URL"] = url
    os.environ["ELASTICSEARCH_TIMEOUT"] = "30000"  # what is slow is to be measured
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.dev")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _enter(number: int) -> None:
    from benchmarks.search_documents import enter
    from search.models import SearchEntry

    if SearchEntry.objects.count() < number:
        enter(number)


def _write() -> None:
    from search.anew import renew

    renew()


def _measure(rounds: int) -> dict[str, Times]:
    """Milliseconds, without a filter and with two. Every answer must have cost one request."""
    from community.access.viewer import Viewer
    from search import rules
    from search.engines import Order, Request
    from search.engines.elastic.ask import ask, body, read
    from search.engines.elastic.client import cluster
    from search.facets import NAMES
    from search.find import REACH
    from search.query import parse
    from search.scope import Scope

    viewer = Viewer(1, frozenset({"public", "members", "network:3"}))
    chosen = {"theme": ("theme-1", "theme-2"), "municipality": ("3", "4", "5")}
    scopes = {"no filter": Scope.of(viewer, "nb"), "two filters": Scope.of(viewer, "nb", chosen)}
    found = {name: Times([], []) for name in scopes}
    in_force, asked = rules.in_force(), cluster()
    for turn, text, (name, scope) in itertools.product(range(-1, rounds), QUERIES, scopes.items()):
        started = time.perf_counter()
        answer = ask(asked, body(Request(parse(text, in_force), scope), Order.RELEVANCE, REACH, tuple(NAMES)))
        read(answer)
        if turn >= 0:  # one round to warm up
            found[name].whole.append((time.perf_counter() - started) * 1000)
            found[name].own.append(answer["took"])
    return found


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _report(ways: dict[str, Times], number: int) -> int:
    print(f"\n{number} documents, {len(QUERIES)} queries; milliseconds, one request each, all facets\n")
    print(f"{'':14}{'its own: median':>16}{'p95':>8}{'limit':>8}{'with us: median':>18}{'p95':>8}")
    missed = 0
    for name, times in ways.items():
        late = _p95(times.own) > OWN_TIME
        missed += late
        limit = f"{OWN_TIME:.0f}{' missed' if late else ''}"
        print(
            f"{name:14}{statistics.median(times.own):16.1f}{_p95(times.own):8.1f}{limit:>8}"
            f"{statistics.median(times.whole):18.1f}{_p95(times.whole):8.1f}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
