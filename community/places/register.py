"""The official register as it is shipped in `data/`: what there is today, and where every former number leads."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .names import folded, parts, spellings

DATA = Path(__file__).parent / "data"
LANGUAGE_FORMS = {"bokmål": "nb", "nynorsk": "nn", "nøytral": "neutral", "": ""}


@dataclass(frozen=True)
class Code:
    number: str
    name: str
    valid_from: int | None
    valid_to: int | None
    split: bool = False


@dataclass(frozen=True)
class Entry:
    """A municipality of today with all that is known of its past."""

    number: str
    name: str
    official_name: str
    slug: str
    county_number: str
    language_form: str
    organisation_number: str
    longitude: float
    latitude: float
    former: list[Code] = field(default_factory=list)
    valid_from: int | None = None

    @property
    def codes(self) -> list[Code]:
        return [Code(self.number, self.name, self.valid_from, None), *self.former]

    @property
    def names(self) -> dict[str, tuple[str, bool]]:
        """Every name to look for it by, as key → (name, whether it is a former one).

        «Våler (Østfold)» is none: a number that changed, or the order of two languages, makes no other name.
        """
        today = spellings(self.name) | spellings(self.official_name)
        before = {key: name for code in self.former for key, name in spellings(code.name).items() if key not in today}
        return {key: (name, False) for key, name in today.items()} | {
            key: (name, any(folded(part) not in today for part in parts(name))) for key, name in before.items()
        }


def counties() -> dict[str, dict[str, str]]:
    """Every county number since 1994, of today and former."""
    return {row["number"]: row for row in _rows("county_history.csv")}


def entries() -> list[Entry]:
    rows = list(_rows("municipalities.csv"))
    history = _history()
    dated = counties()
    sharing = defaultdict(list)
    for row in rows:
        sharing[row["name"]].append(row["number"])
    return [_entry(row, history[row["number"]], dated, alone=len(sharing[row["name"]]) == 1) for row in rows]


def names() -> set[str]:
    """What every municipality and county is called and was, each language's name by itself."""
    found = {name for entry in entries() for name, _former in entry.names.values() if " - " not in name}
    return found | {county["name"] for county in counties().values()}


def _entry(row: dict[str, str], former: list[Code], dated: dict[str, dict[str, str]], *, alone: bool) -> Entry:
    return Entry(
        number=row["number"],
        name=row["name"],
        official_name=row["official_name"],
        slug=folded(row["name"]) if alone else folded(f"{row['name']} {row['county_name']}"),
        county_number=row["county_number"],
        language_form=LANGUAGE_FORMS[row["languageform"]],
        organisation_number=row["orgnr"],
        longitude=float(row["lon"]),
        latitude=float(row["lat"]),
        former=former,
        valid_from=_year(row["valid_from"])
        or _first_year(row["name"], former, new_county=bool(dated[row["county_number"]]["valid_from"])),
    )


def _first_year(name: str, former: list[Code], *, new_county: bool) -> int | None:
    """The year after its last former number, or the one that it was parted from, ended; else, where its county is new,
    after those of whom it was made ended. Who only took in a neighbour kept its number: unknown since when."""
    own = [code.valid_to or 0 for code in former if code.split or folded(name) in spellings(code.name)]
    renumbered = any(folded(name) in spellings(code.name) for code in former)
    last = max(own if renumbered else [code.valid_to or 0 for code in former], default=0)
    return last + 1 if last and (new_county or renumbered) else None


def _history() -> dict[str, list[Code]]:
    by_successor: dict[str, list[Code]] = defaultdict(list)
    for row in _rows("municipality_history.csv"):
        by_successor[row["successor_number"]].append(
            Code(
                row["old_number"],
                row["old_name"],
                _year(row["valid_from"]),
                _year(row["valid_to"]),
                row["kind"] == "split",
            )
        )
    return by_successor


def _year(text: str) -> int | None:
    return int(text) if text else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
