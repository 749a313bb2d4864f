"""How good the search is, on the queries that we judge it by (`corpus.py`).

    python -m benchmarks.search.quality [--postgres URL] [--elasticsearch URL] [--runs FOLDER]

On SQLite, and on what is named; a database and an index of its own are made there and thrown away. `DATABASE_URL`
(where it names PostgreSQL), `TEST_DATABASE_URL` and `TEST_ELASTICSEARCH_URL` name them, too. Exits with 1 where a limit
is missed. A third of the queries was held back while the search was tuned; they are shown by themselves as well.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from . import given
from .corpus import DATA
from .engines import PLAIN, Files, named_postgres, rankings
from .table import Judged, show

Check = tuple[str, float, float, bool]
"""What is held, its figure, its limit, and whether less is better."""


def main() -> int:
    asked = _arguments()
    queries, grades = given.queries(DATA / "queries.jsonl"), given.grades(DATA / "grades.tsv")
    languages = {document.id: document.language for document in given.documents(DATA / "documents.jsonl")}
    with tempfile.TemporaryDirectory() as folder:
        files = Files(DATA / "documents.jsonl", DATA / "queries.jsonl", asked.runs or Path(folder))
        found = rankings(files, asked.postgres, asked.elasticsearch)
    judged = {name: Judged(queries, ranking, grades) for name, ranking in found.items()}
    show("All", judged)
    show("Held back", {name: one.only(lambda query: query.held_back) for name, one in judged.items()})
    return _report(list(checks(judged, languages)))


def checks(judged: Mapping[str, Judged], languages: Mapping[str, str]) -> Iterator[Check]:
    ours = {name: one for name, one in judged.items() if name != PLAIN}
    best = max(one.ndcg for one in ours.values())
    for name, one in ours.items():
        bokmal, nynorsk = (one.only(lambda q, form=form: q.language == form).ndcg for form in ("nb", "nn"))
        own, other = one.across(languages)
        wrong, right = one.spelt()
        yield f"{name}: nynorsk behind bokmål", bokmal - nynorsk, 0.02, True
        yield f"{name}: recall in the other written form, of that in its own", other / own, 0.95, False
        yield f"{name}: misspelt, of the same spelt right", wrong / right, 0.9, False
        yield f"{name}: recall of compounds", one.only(lambda query: query.kind == "compound").recall, 0.9, False
        yield f"{name}: behind the best engine", best - one.ndcg, 0.02, True
    if PLAIN in judged:
        yield "the best, ahead of Elasticsearch's own analyzer", best - judged[PLAIN].ndcg, 0.15, False


def _report(checked: list[Check]) -> int:
    print()
    missed = 0
    for what, figure, limit, less in checked:
        holds = figure <= limit if less else figure >= limit
        missed += not holds
        print(f"{what:75}{figure:7.3f}  limit {'≤' if less else '≥'} {limit:.2f}{'' if holds else '  missed'}")
    return int(bool(missed))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgres", default=named_postgres())
    parser.add_argument("--elasticsearch", default=os.environ.get("TEST_ELASTICSEARCH_URL", ""))
    parser.add_argument("--runs", type=Path, help="keep each engine's ranking here, as TREC has it")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
