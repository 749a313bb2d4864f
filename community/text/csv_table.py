"""A table to take along as CSV, as spreadsheets in Norway open it: semicolons, and a mark that says UTF-8."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins a formula: what people wrote gets an apostrophe before it, and stays text."""


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Numbers stay numbers, all else is text and never a formula."""
    page = io.StringIO(newline="")
    csv.writer(page, delimiter=";").writerows([_cell(value) for value in row] for row in rows)
    return page.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, int | float) or value is None:
        return value
    words = str(value)
    return f"'{words}" if words.startswith(FORMULA) else words
