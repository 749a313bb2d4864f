"""Bring the tables of places in line with the register that is shipped. What is right already is left alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from .models import County, CountyCode, Municipality, MunicipalityCode, MunicipalityName
from .register import Entry, counties, entries

Row = dict[str, Any]


@dataclass
class Outcome:
    """How many rows were added, changed and removed, by table; and who stands in the tables but in no register."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(any(counts.values()) for counts in (self.added, self.changed, self.removed))


@transaction.atomic
def load() -> Outcome:
    """Load the whole register, or nothing. A municipality that got a new number or name keeps its id."""
    outcome = Outcome()
    register = entries()
    dated = counties()
    _load_counties(dated, outcome)
    _keep_identity(register)
    county_ids = dict(County.objects.values_list("number", "id"))
    rows = [_municipality_row(entry, county_ids) for entry in register]
    _sync(Municipality, ("number",), rows, outcome)
    ids = dict(Municipality.objects.values_list("number", "id"))
    _load_codes(register, ids, outcome)
    _load_names(register, ids, outcome)
    outcome.unknown = sorted(ids.keys() - {entry.number for entry in register})
    return outcome


def _municipality_row(entry: Entry, county_ids: dict[str, int]) -> Row:
    taken = ("number", "name", "official_name", "slug", "language_form", "organisation_number", "longitude", "latitude")
    return {name: getattr(entry, name) for name in taken} | {"county_id": county_ids[entry.county_number]}


def _load_counties(dated: dict[str, dict[str, str]], outcome: Outcome) -> None:
    today = [{"number": number, "name": row["name"]} for number, row in dated.items() if not row["valid_to"]]
    codes = [
        {
            "number": number,
            "name": row["name"],
            "valid_from": int(row["valid_from"]) if row["valid_from"] else None,
            "valid_to": int(row["valid_to"]) if row["valid_to"] else None,
        }
        for number, row in dated.items()
    ]
    _sync(County, ("number",), today, outcome)
    _sync(CountyCode, ("number",), codes, outcome)


def _keep_identity(register: Iterable[Entry]) -> None:
    """Who stands under a number that has since been replaced gets the new one, so that nothing that points there moves.

    Only where it is certain: the old number leads to one municipality, and that one has the old name.
    """
    standing = {municipality.number: municipality for municipality in Municipality.objects.all()}
    for entry in register:
        if entry.number in standing:
            continue
        before = [standing[code.number] for code in entry.former if code.number in standing and not code.split]
        same = [municipality for municipality in before if municipality.name == entry.name] or before
        if len(same) == 1:
            same[0].number = entry.number
            same[0].save(update_fields=["number"])


def _load_codes(register: Iterable[Entry], ids: dict[str, int], outcome: Outcome) -> None:
    county_codes = dict(CountyCode.objects.values_list("number", "id"))
    rows = [
        {
            "municipality_id": ids[entry.number],
            "number": code.number,
            "name": code.name,
            "county_id": county_codes[code.number[:2]],
            "valid_from": code.valid_from,
            "valid_to": code.valid_to,
            "split": code.split,
        }
        for entry in register
        for code in entry.codes
    ]
    _sync(MunicipalityCode, ("municipality_id", "number"), rows, outcome, prune=True)


def _load_names(register: Iterable[Entry], ids: dict[str, int], outcome: Outcome) -> None:
    rows = [
        {"municipality_id": ids[entry.number], "key": key, "name": name, "former": former}
        for entry in register
        for key, (name, former) in entry.names.items()
    ]
    _sync(MunicipalityName, ("municipality_id", "key"), rows, outcome, prune=True)


def _sync(
    model: type[models.Model], key: tuple[str, ...], rows: list[Row], outcome: Outcome, *, prune: bool = False
) -> None:
    """Make the table say what the rows say, found by key: one query to read, and one for each kind of change."""
    columns = [name for name in rows[0] if name not in key]
    standing = {tuple(getattr(it, name) for name in key): it for it in model._default_manager.all()}
    new, changed = [], []
    for row in rows:
        it = standing.pop(tuple(row[name] for name in key), None)
        if it is None:
            new.append(model(**row))
        elif any(getattr(it, name) != row[name] for name in columns):
            for name in columns:
                setattr(it, name, row[name])
            changed.append(it)
    gone = [it.pk for it in standing.values()] if prune else []
    table = model._meta.model_name or ""
    if gone:
        outcome.removed[table] = model._default_manager.filter(pk__in=gone).delete()[0]
    if changed:
        outcome.changed[table] = model._default_manager.bulk_update(changed, columns, batch_size=500)
    if new:
        outcome.added[table] = len(model._default_manager.bulk_create(new, batch_size=500))
