"""The embedded search on SQLite against a bare FTS5 query over the same table.

    python -m benchmarks.search_sqlite [--documents 100000] [--rounds 30] [--database FILE]

Limits: p95 of hits and total within the viewer's audiences ≤ 1.3 × the bare query for the same words; with all facets
≤ 3 ×. The ratio of each round is taken by itself; a limit is missed only where the lower end of the 95 % interval of
the rounds' mean exceeds it. A database that is named is kept and used again. Exits with 1 where a limit is missed.
"""

import argparse
import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

QUERIES = [
    "turnus", "sykefravær", "sjukefråvær", "ansatte", "leiar", "kommune", "heltidskultur", "skulen", "langvakter",
    "fraværsoppfølging", "kick off", "rådmann", "oppfølging sykefravær", "heiltid turnus", "samtale leiar",
    "rekruttering sykepleier", "trivsel arbeidsmiljø", "vikar helg", "tenestedesign", "nøtterøy",
    "brukermedvirkning i hjemmetjenesten", "mestring", "vakt", "prosjekt",
]  # fmt: skip
KEYS = ("public", "members", "network:3")
LIMITS = {"hits and total": 1.3, "with all facets": 3.0}


class Ratio(NamedTuple):
    mean: float
    low: float
    high: float


Ways = dict[str, Callable[[str], object]]
"""Of each way of asking by its name, what asks."""
Times = dict[str, list[list[float]]]
"""Of each way of asking, for each round, the milliseconds of each query."""


def main() -> int:
    given = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        database = given.database or Path(folder) / "search.sqlite3"
        set_up(f"sqlite:///{database}")
        fill_up(given.documents)
        times = measured(_ways(), max(2, given.rounds))
    return _report(times, given.documents)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--database", type=Path)
    return parser.parse_args()


def set_up(url: str) -> None:
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.dev")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill_up(number: int) -> None:
    from benchmarks.search_documents import fill
    from search.models import SearchEntry

    if SearchEntry.objects.count() >= number:
        return
    started = time.perf_counter()
    fill(number)
    print(f"{number} documents indexed in {time.perf_counter() - started:.0f} s")


def measured(ways: Ways, rounds: int, every: Mapping[str, int] | None = None) -> Times:
    """For each way of asking, for each round, the milliseconds of each query; ways interleaved, their order turning.
    `every`: a slow way is asked in one of so many rounds."""
    times: Times = {name: [] for name in ways}
    for turn in range(-1, rounds):  # one round to warm up
        names = [name for name in ways if turn % (every or {}).get(name, 1) == 0]
        names = names[turn % len(names) :] + names[: turn % len(names)]
        row: dict[str, list[float]] = {name: [] for name in names}
        for query, name in itertools.product(QUERIES, names):
            started = time.perf_counter()
            ways[name](query)
            row[name].append((time.perf_counter() - started) * 1000)
        for name in names if turn >= 0 else ():
            times[name].append(row[name])
    return times


def _ways() -> Ways:
    from django.db import connection

    from community.access.viewer import Viewer
    from search import rules
    from search.engines import Order, Request, embedded
    from search.engines.sqlite import WEIGHTS, words
    from search.facets import CAP, NAMES
    from search.find import REACH, find
    from search.query import parse
    from search.scope import Scope

    viewer = Viewer(1, frozenset(KEYS))
    scope, engine, in_force = Scope.of(viewer, "nb"), embedded(), rules.in_force()

    def bare(text: str) -> object:
        expression = words(parse(text, in_force))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid, rank FROM search_fts WHERE search_fts MATCH %s AND rank MATCH %s ORDER BY rank LIMIT 20",
                [expression, WEIGHTS],
            )
            hits = cursor.fetchall()
            cursor.execute("SELECT count(*) FROM search_fts WHERE search_fts MATCH %s", [expression])
            return hits, cursor.fetchone()

    def hits_and_total(text: str) -> object:
        request = Request(parse(text, in_force), scope)
        return engine.find(request, Order.RELEVANCE, REACH), engine.count(request)

    def with_facets(text: str) -> object:
        return engine.answer(Request(parse(text, in_force), scope), Order.RELEVANCE, REACH, tuple(NAMES), CAP)

    def everything(text: str) -> object:
        return find(text, viewer, language="nb")

    return {"bare": bare, "hits and total": hits_and_total, "with all facets": with_facets, "find()": everything}


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def interval(ratios: list[float]) -> Ratio:
    """The mean of the rounds, and its 95 % interval."""
    mean, half = statistics.fmean(ratios), 1.96 * statistics.stdev(ratios) / len(ratios) ** 0.5
    return Ratio(mean, mean - half, mean + half)


def _report(times: dict[str, list[list[float]]], number: int) -> int:
    bare = times["bare"]
    print(f"\n{number} documents, {len(QUERIES)} queries, {len(bare)} interleaved rounds; milliseconds\n")
    print(f"{'':18}{'median':>8}{'p95':>8}{'ratio of p95':>14}{'95 % interval':>18}{'limit':>8}")
    missed = 0
    for name, rounds in times.items():
        every = [value for row in rounds for value in row]
        ratio = interval([p95(row) / p95(base) for row, base in zip(rounds, bare, strict=True)])
        limit = LIMITS.get(name)
        late = limit is not None and ratio.low > limit
        missed += late
        said = f"{limit:.1f}{' missed' if late else ''}" if limit else ""
        lies = f"{ratio.low:.2f}–{ratio.high:.2f}"
        print(f"{name:18}{statistics.median(every):8.1f}{p95(every):8.1f}{ratio.mean:14.2f}{lies:>18}{said:>8}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
