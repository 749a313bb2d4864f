"""Documents, queries, grades and rankings as files that anyone can make: JSON Lines and lines of columns.

Documents: `id`, `title`, `text`; and where known `language`, `municipality` (its name), `tags`, `date`. Queries: `id`,
`text`; and where known `language`, `kind`, `right` (the id of the same query, spelt right), `held_back`. Grades: query,
document and grade between tabs or spaces, or the four columns of TREC. What BEIR calls these things is read, too.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Grades = Mapping[str, Mapping[str, int]]
"""By query and document."""
Ranking = Mapping[str, Sequence[str]]
"""The documents found for each query, best first."""


class Unreadable(Exception):
    """What is wrong with a file, and where."""


@dataclass(frozen=True)
class Document:
    id: str
    title: str
    text: str
    language: str
    municipality: str
    tags: tuple[str, ...]
    date: datetime.date | None


@dataclass(frozen=True)
class Query:
    id: str
    text: str
    language: str
    kind: str
    right: str
    held_back: bool


def documents(path: Path) -> Iterator[Document]:
    for where, row in _objects(path):
        day = row.get("date")
        try:
            date = datetime.date.fromisoformat(str(day)[:10]) if day else None
        except ValueError:
            raise Unreadable(f"{where}: {day!r} is no date such as 2026-03-31") from None
        yield Document(
            id=_id(where, row),
            title=str(row.get("title") or ""),
            text=str(row.get("text") or row.get("body") or ""),
            language=str(row.get("language") or "nb"),
            municipality=str(row.get("municipality") or ""),
            tags=tuple(map(str, row.get("tags") or ())),
            date=date,
        )


def queries(path: Path) -> list[Query]:
    return [
        Query(
            id=_id(where, row),
            text=str(row.get("text") or row.get("query") or ""),
            language=str(row.get("language") or ""),
            kind=str(row.get("kind") or ""),
            right=str(row.get("right") or ""),
            held_back=bool(row.get("held_back")),
        )
        for where, row in _objects(path)
    ]


def grades(path: Path) -> Grades:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        columns = line.split("\t") if "\t" in line else line.split()
        if not columns or (number == 1 and not columns[-1].strip().isdecimal()):
            continue  # the names of the columns
        try:
            query, document, grade = columns[0], columns[-2], int(columns[-1])
        except (IndexError, ValueError):
            raise Unreadable(f"{path.name}, line {number}: not a query, a document and a grade") from None
        found[query.strip()][document.strip()] = grade
    return found


def write_ranking(path: Path, found: Iterable[tuple[str, Sequence[str]]], name: str) -> None:
    """As TREC has it: query, Q0, document, rank, score, name. Only the order counts: the score says no more."""
    with path.open("w", encoding="utf-8") as lines:
        for query, ids in found:
            lines.writelines(
                f"{query} Q0 {document} {rank} {len(ids) - rank + 1} {name}\n" for rank, document in enumerate(ids, 1)
            )


def ranking(path: Path) -> Ranking:
    found: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        query, _q0, document, *_rest = line.split(" ")
        found[query].append(document)
    return found


def _objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{path.name}, line {number}"
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise Unreadable(f"{where}: {error}") from None
            if not isinstance(row, dict):
                raise Unreadable(f"{where}: not an object")
            yield where, row


def _id(where: str, row: Mapping[str, Any]) -> str:
    found = str(row.get("id") or row.get("_id") or "")
    if not found or found.split() != [found]:
        raise Unreadable(f"{where}: needs an id without spaces")
    return found
