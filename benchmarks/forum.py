"""The forum at 10,000, 200,000 and 1,000,000 posts, and beside django-machina on equal data.

    python -m benchmarks.forum [--posts 10000,200000,1000000] [--rounds 30] [--databases URL] [--machina PYTHON]

`--databases` names where the forums are kept and found again, with `{posts}` in it, such as
`sqlite:////tmp/forum-{posts}.sqlite3` or `postgres://saman@localhost/forum_{posts}` (these must be there, and empty at
first). Without it they are thrown away. django-machina is no dependency of ours: give it an environment of its own,

    python3 -m venv MACHINA && MACHINA/bin/pip install django-machina==1.3.1 "Django>=5.2,<5.3"

and name `MACHINA/bin/python`. Each forum is served by a process of its own, and all are asked in turn for each page in
each round. What is measured is CPU: the process's, and that of its PostgreSQL where `/proc` can be read. The ratio of
each round is taken by itself; a limit is missed only where the lower end of the 95 % interval of their mean exceeds it.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

GROWTH = {
    "list, first page": 1.15, "list, last page": 1.15, "list of a visitor": 1.15, "board, first page": 1.15,
    "board, last page": 1.15, "unread, list": 1.15, "unanswered": 1.15, "solved": 1.15, "mine": 1.15,
    "took part": 1.15, "theme": 1.15, "rare theme": 1.15, "tag": 1.15, "unknown tag": 1.15, "municipality": 1.15,
    "state": 1.15, "topic": 1.15, "topic, newest first": 1.15, "reply": 1.1,
    "unread over boards": None,
}  # fmt: skip
"""The largest to the smallest, at most."""
BESIDE = {
    "list, first page": ("index and list", 0.2), "board, first page": ("list, first page", 0.2),
    "board, last page": ("list, last page", 0.2), "topic": ("topic", 0.3), "reply": ("reply", 0.5),
}  # fmt: skip
"""Ours to a page of django-machina's, both at the smallest: at most. Our list shows all boards, what is unread on each
and the latest of all topics, for which one there asks for two pages; a board of ours is a forum of theirs."""
UNREAD_MS = 5.0
OURS = ("-m", "benchmarks.forum_pages")


class Ratio(NamedTuple):
    mean: float
    low: float
    high: float


class Served:
    """A forum in a process of its own: a line asks for a page, a line answers with milliseconds."""

    def __init__(self, stack: ExitStack, *command: str, **env: str) -> None:
        self.process = stack.enter_context(
            subprocess.Popen(
                command, env={**os.environ, **env}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        )
        stack.callback(self.process.terminate)

    def ask(self, case: str) -> float:
        assert self.process.stdin and self.process.stdout
        print(case, file=self.process.stdin, flush=True)
        return float(self.process.stdout.readline())


def main() -> int:
    given = _arguments()
    sizes = [int(size) for size in given.posts.split(",")]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        url = given.databases or f"sqlite:///{folder}/forum-{{posts}}.sqlite3"
        ours = {
            size: Served(stack, sys.executable, *OURS, str(size), DATABASE_URL=url.format(posts=size)) for size in sizes
        }
        theirs = {}
        if given.machina:
            kept = Path(url.removeprefix("sqlite:///")).parent if url.startswith("sqlite") else Path(folder)
            theirs = {
                size: Served(
                    stack,
                    given.machina,
                    "benchmarks/machina_pages.py",
                    str(size),
                    str(kept / f"machina-{size}.sqlite3"),
                )
                for size in sizes
            }
        return _report(_measure(ours, theirs, max(2, given.rounds)), sizes)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", default="10000,200000,1000000")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--databases")
    parser.add_argument("--machina", help="the Python of an environment with django-machina")
    return parser.parse_args()


Times = dict[tuple[str, str, int], list[float]]


def _measure(ours: dict[int, Served], theirs: dict[int, Served], rounds: int) -> Times:
    """Milliseconds by whose they are, page and size; all interleaved, their order turning."""
    asked = [("ours", case, size) for case in GROWTH for size in ours]
    asked += [("machina", case, size) for case, _limit in BESIDE.values() for size in theirs]
    times: Times = {one: [] for one in asked}
    for turn in range(-1, rounds):  # one round to warm up
        at = turn % len(asked)
        for whose, case, size in asked[at:] + asked[:at]:
            spent = (ours if whose == "ours" else theirs)[size].ask(case)
            if turn >= 0:
                times[whose, case, size].append(spent)
    return times


def _ratio(some: list[float], base: list[float]) -> Ratio:
    ratios = [one / other for one, other in zip(some, base, strict=True)]
    mean, half = statistics.fmean(ratios), 1.96 * statistics.stdev(ratios) / len(ratios) ** 0.5
    return Ratio(mean, mean - half, mean + half)


def _report(times: Times, sizes: list[int]) -> int:
    print(
        f"{'CPU ms, medians':26}" + "".join(f"{size:>11,}" for size in sizes) + f"{'ratio':>8}{'95 %':>14}{'limit':>7}"
    )
    missed = sum(_line("ours", case, limit, times, sizes) for case, limit in GROWTH.items())
    if ("machina", "topic", sizes[0]) in times:
        for case, _limit in BESIDE.values():
            _line("machina", case, None, times, sizes)
        for size in dict.fromkeys((sizes[0], sizes[-1])):
            print(f"\nours at {size:,} / machina at {sizes[0]:,} posts")
            for case, (theirs, limit) in BESIDE.items():
                missed += _said(case, _ratio(times["ours", case, size], times["machina", theirs, sizes[0]]), limit)
    p95 = statistics.quantiles(times["ours", "unread over boards", sizes[-1]], n=20, method="inclusive")[-1]
    print(f"\nunread over boards at {sizes[-1]:,}: p95 {p95:.1f} ms, limit {UNREAD_MS:.0f}{_verdict(p95 > UNREAD_MS)}")
    return int(bool(missed or p95 > UNREAD_MS))


def _line(whose: str, case: str, limit: float | None, times: Times, sizes: list[int]) -> bool:
    medians = "".join(f"{statistics.median(times[whose, case, size]):11.1f}" for size in sizes)
    ratio = _ratio(times[whose, case, sizes[-1]], times[whose, case, sizes[0]])
    name = case if whose == "ours" else f"machina: {case}"
    return _said(name, ratio, limit, medians)


def _said(name: str, ratio: Ratio, limit: float | None, medians: str = "") -> bool:
    late = limit is not None and ratio.low > limit
    interval = f"{ratio.low:.2f}–{ratio.high:.2f}"
    print(f"{name:26}{medians}{ratio.mean:8.2f}{interval:>14}{limit or '':>7}{_verdict(late)}")
    return late


def _verdict(missed: bool) -> str:
    return " missed" if missed else ""


if __name__ == "__main__":
    sys.exit(main())
