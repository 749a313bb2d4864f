"""Judge the search by your own documents, queries and grades. What form they have: `given.py`, and docs/search.md.

    python -m benchmarks.search.judge DOCUMENTS.jsonl QUERIES.jsonl GRADES.tsv --runs FOLDER
        [--postgres URL] [--elasticsearch URL]

On SQLite, and on what is named: everything is indexed into a database (and an index) that is made for it and thrown
away. Each engine's ranking is written into the folder in the form of TREC, ENGINE.run, and the measures are printed.
"""

import argparse
import sys
from pathlib import Path

from . import given
from .engines import Files, rankings
from .table import Judged, show


def main() -> int:
    asked = _arguments()
    try:
        number = len({document.id for document in given.documents(asked.documents)})
        queries, grades = given.queries(asked.queries), given.grades(asked.grades)
    except (OSError, given.Unreadable) as error:
        print(error)
        return 2
    print(f"{number} documents, {len(queries)} queries", flush=True)
    found = rankings(Files(asked.documents, asked.queries, asked.runs), asked.postgres, asked.elasticsearch)
    judged = {name: Judged(queries, ranking, grades) for name, ranking in found.items()}
    show("All", judged)
    if any(query.right for query in queries):
        for name, one in judged.items():
            wrong, right = one.spelt()
            print(f"{name}: nDCG@10 misspelt {wrong:.3f}, the same spelt right {right:.3f}")
    languages = {document.id: document.language for document in given.documents(asked.documents)}
    for name, one in judged.items():
        own, other = one.across(languages)
        print(f"{name}: recall@10 over documents in the query's own written form {own:.3f}, in the other {other:.3f}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("documents", "queries", "grades"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--runs", type=Path, required=True, help="where the rankings are written")
    parser.add_argument("--postgres", default="", help="an address of a server on which a database may be made")
    parser.add_argument("--elasticsearch", default="")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
