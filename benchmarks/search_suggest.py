"""What it takes to complete what is typed in the search field, letter by letter, on SQLite.

    python -m benchmarks.search_suggest [--documents 100000] [--rounds 10] [--database FILE]

The same documents as in `search_sqlite`, whose database can be used again. Limit: p95 ≤ 15 ms for all that a letter
costs (titles, tags, places, each asked for again by the one rule). Exits with 1 where it is missed.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.search_sqlite import fill_up, set_up

TYPED = [
    "turnus", "sykefravær", "sjukefråvær", "kommune", "heltidskultur", "langvakter", "oppfølging av sykefravær",
    "rekruttering sykepleier", "trivsel", "hjemmetjeneste", "nøtterøy", "bru", "mes", "pro", "arbeidsmiljø vikar",
]  # fmt: skip
LIMIT = 15.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--database", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(f"sqlite:///{given.database or Path(folder) / 'search.sqlite3'}")
        fill_up(given.documents)
        return _report(given.documents, {name: _times(way, given.rounds) for name, way in _ways().items()})


def _ways() -> dict[str, Callable[[str], object]]:
    from community.access.viewer import Viewer
    from search.beginning import Beginning
    from search.engines import embedded
    from search.scope import Scope
    from search.suggest import suggest

    viewer = Viewer(1, frozenset({"public", "members", "network:3"}))
    scope = Scope.of(viewer, "nb")

    def titles(typed: str) -> object:
        beginning = Beginning.of(typed)
        return beginning and embedded().titles(beginning, scope, 5)

    return {"titles from the index": titles, "all suggestions": lambda typed: suggest(typed, viewer)}


def _times(way: Callable[[str], object], rounds: int) -> list[float]:
    """Milliseconds for each letter from the third on."""
    letters = [typed[:size] for typed in TYPED for size in range(3, len(typed) + 1)]
    times = []
    for turn in range(-1, rounds):  # one round to warm up
        for typed in letters:
            started = time.perf_counter()
            way(typed)
            if turn >= 0:
                times.append((time.perf_counter() - started) * 1000)
    return times


def _report(number: int, times: dict[str, list[float]]) -> int:
    print(f"\n{number} documents, {len(TYPED)} queries letter by letter; milliseconds\n")
    print(f"{'':24}{'median':>8}{'p95':>8}{'limit':>8}")
    late = False
    for name, values in times.items():
        p95 = statistics.quantiles(values, n=20, method="inclusive")[-1]
        late = late or p95 > LIMIT
        print(f"{name:24}{statistics.median(values):8.1f}{p95:8.1f}{LIMIT:8.0f}{' missed' if p95 > LIMIT else ''}")
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
