"""The embedded search on PostgreSQL beside Wagtail's own search over the same rows of the same database.

    python -m benchmarks.search_postgres --postgres URL [--documents 100000] [--rounds 30] [--peer 3] [--database URL]

Limits: hits, total and all facets within the viewer's audiences ≤ 0.1 × Wagtail's first hits and their number, in the
median and in the p95 of the queries; for a member with many keys, too. Wagtail's takes part in some of the rounds only
(`--peer`), since each takes minutes; our rounds are held against the mean of those. A limit is missed only where the
lower end of the 95 % interval of the rounds' mean ratio exceeds it. On the server a database is made and thrown away;
one that is named is kept and used again. Exits with 1 where a limit is missed.
"""

import argparse
import contextlib
import statistics
import sys
from collections.abc import Callable

from benchmarks.search.engines import database, named_postgres
from benchmarks.search_sqlite import KEYS, QUERIES, Times, Ways, fill_up, interval, measured, p95, set_up

LIMIT = 0.1
HELD = ("with all facets", "and many keys")
_FIRST = 10

PEER = "Wagtail's, no facets"


def main() -> int:
    given = _arguments()
    if not given.postgres and not given.database:
        print("No PostgreSQL is named: --postgres URL")
        return 0
    own = contextlib.nullcontext(given.database) if given.database else database(given.postgres)
    with own as url:
        return _measured(url, given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--peer", type=int, default=3, help="rounds in which Wagtail's takes part")
    parser.add_argument("--postgres", default=named_postgres(), help="a server on which a database may be made")
    parser.add_argument("--database", default="", help="the address of one that is kept")
    return parser.parse_args()


def _measured(url: str, given: argparse.Namespace) -> int:
    from django.db import connection

    set_up(url)
    fill_up(given.documents)
    try:
        ways = {**_ours(), PEER: _wagtails()}
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum leaves it
        rounds = max(2, given.rounds)
        times = measured(ways, rounds, {PEER: max(1, rounds // max(2, given.peer))})
    finally:
        connection.close()
    return _report(times, given.documents)


def _ours() -> Ways:
    from community.access.viewer import Viewer
    from search import rules
    from search.engines import Order, Request, embedded
    from search.facets import CAP, NAMES
    from search.find import REACH, find
    from search.query import parse
    from search.scope import Scope

    viewer = Viewer(1, frozenset(KEYS))
    networks, rooms = ([f"{kind}:{number}" for number in range(1, 41)] for kind in ("network", "room"))
    scope, many = Scope.of(viewer, "nb"), Scope.of(Viewer(1, frozenset([*KEYS, *networks, *rooms])), "nb")
    engine, in_force = embedded(), rules.in_force()

    def answer(text: str, scope: Scope, facets: tuple[str, ...] = tuple(NAMES)) -> object:
        return engine.answer(Request(parse(text, in_force), scope), Order.RELEVANCE, REACH, facets, CAP)

    return {
        "hits and total": lambda text: answer(text, scope, ()),
        "with all facets": lambda text: answer(text, scope),
        "and many keys": lambda text: answer(text, many),
        "find()": lambda text: find(text, viewer, language="nb"),
    }


def _wagtails() -> Callable[[str], object]:
    from wagtail.search import index

    from benchmarks.search_wagtail import backend, fill, told
    from search.models import SearchEntry

    fields = [index.SearchField("title", boost=2), index.SearchField("text"), index.FilterField("audience")]
    model = told(SearchEntry, fields)
    index_of_it = backend().get_index_for_model(model)
    if index_of_it.entries.count() < SearchEntry.objects.count():
        fill(model, backend())
    seen = model.objects.filter(audience__in=KEYS)

    def hits_and_total(text: str) -> object:
        found = backend().search(text, seen, operator="and")
        return list(found[:_FIRST]), found.count()

    return hits_and_total


def _report(times: Times, number: int) -> int:
    print(f"\n{number} documents, {len(QUERIES)} queries, interleaved rounds; milliseconds\n")
    print(f"{'':24}{'rounds':>8}{'median':>10}{'of theirs':>11}{'p95':>10}{'of theirs':>11}{'limit':>8}")
    missed = 0
    for name, rounds in times.items():
        figures, late = "", False
        for middle in (statistics.median, p95):
            ratio = interval([middle(row) / statistics.fmean(map(middle, times[PEER])) for row in rounds])
            late = late or (name in HELD and ratio.low > LIMIT)
            figures += f"{middle([value for row in rounds for value in row]):10.1f}{ratio.mean:11.3f}"
        missed += late
        said = f"{LIMIT}{' missed' if late else ''}" if name in HELD else ""
        print(f"{name:24}{len(rounds):8}{figures}{said:>8}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
