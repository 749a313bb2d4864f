"""Plots and maps as inline SVG: colours by token, words and a table or list beside them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from community.ui.plots import Measure, plots

register = template.Library()
PERCENT = {"prosent", "percent", "pct", "%"}
COUNTING = {"antall", "antal", "tal", "stk", "stk.", "number", "count"}
LONGEST_SIGN = 3  # letters of a unit that may follow each figure: %, km, kWh
BEADS = 14  # past this many, the number is written


class Place(Protocol):
    """A place on a map; its name stands on the side `left` or `right`, and a second line below it."""

    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def sub(self) -> str: ...
    @property
    def origin(self) -> bool: ...
    @property
    def side(self) -> str: ...


class Drawing(Protocol):
    """A map ready to be drawn: the land's outline, the box it is cropped to, the places (community/places/maps.py)."""

    @property
    def land(self) -> str: ...
    @property
    def view_box(self) -> str: ...
    @property
    def places(self) -> Sequence[Place]: ...


@register.inclusion_tag("components/measures.html")
def measures(rows: Iterable[Measure], title: str, *, lang: str = "") -> dict[str, object]:
    """Before and after: a plot for each unit, and the whole in a table below. What is the same for all is said once.
    lang: of the words that the rows bring."""
    rows = list(rows)
    unit, period, source = (_shared(rows, name) for name in ("unit", "period", "source"))
    return {
        "plots": plots(rows),
        "rows": [
            _told(row, with_unit=unit is None, with_period=period is None, with_source=source is None) for row in rows
        ],
        "title": f"{title}, {short_unit(unit)}" if unit else title,
        "plain_title": title,
        "period": period,
        "source": source,
        "lang": lang,
        "columns": {"people": any(row.n is not None for row in rows)},
    }


@register.inclusion_tag("components/map.html")
def map(drawing: Drawing, label: str) -> dict[str, object]:
    """The places on the land, each a link. label says in words what the map shows."""
    return {"drawing": drawing, "label": label, "places": [_named(place) for place in drawing.places]}


@register.inclusion_tag("components/minimap.html")
def minimap(drawing: Drawing, here: str = "") -> dict[str, object]:
    """The same without names, as an ornament of a masthead; `here` is the name of the place that gets the knot."""
    return {"drawing": drawing, "here": here}


@register.inclusion_tag("components/beads.html")
def beads(total: int, used: int = 0) -> dict[str, object]:
    """A knot an experience on a short thread; filled where another municipality has taken it up. Words stand beside."""
    shown = min(total, BEADS)
    knots = [{"x": 14 + 17 * number, "used": number < used} for number in range(shown)]
    return {"knots": knots, "end": 17 * shown, "more": total - shown}


def _named(place: Place) -> dict[str, object]:
    """Where the name stands: on the side that the map chose, away from other names."""
    left = place.side == "left"
    x = round(place.x + (-16 if left else 16), 1)
    y, anchor = round(place.y + 6, 1), "end" if left else "start"
    return {"place": place, "x": x, "y": y, "sub_y": round(y + 20, 1), "anchor": anchor}


def _shared(rows: Sequence[Measure], name: str) -> str | None:
    """What all rows say of it (perhaps nothing), or None where they differ."""
    said = {getattr(row, name) for row in rows}
    return said.pop() if len(said) == 1 else None


def _told(row: Measure, *, with_unit: bool, with_period: bool, with_source: bool) -> dict[str, object]:
    """A short unit follows each figure, a word stands once under the name, and «antall» says nothing. So do period and
    source where they are this row's own."""
    unit = short_unit(row.unit) if with_unit and row.unit.lower() not in COUNTING else ""
    sign = f" {unit}" if 0 < len(unit) <= LONGEST_SIGN else ""
    return {
        "measure": row,
        "unit": "" if sign else unit,
        "told": ". ".join(said for said, own in ((row.period, with_period), (row.source, with_source)) if own and said),
        "before": plain_number(row.before) + sign if row.before is not None else "",
        "after": plain_number(row.after) + sign if row.after is not None else "",
        "change": _change(row),
    }


def _change(row: Measure) -> str:
    if row.no_effect:
        return _("no certain change")
    if row.before is None or row.after is None:
        return ""
    difference = row.after - row.before
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    unit = _("percentage points") if short_unit(row.unit) == "%" else ""
    return f"{sign}{plain_number(abs(difference))} {unit}".strip()


@register.filter
def short_unit(unit: str) -> str:
    """«prosent» is written %."""
    return "%" if unit.lower() in PERCENT else unit


@register.filter
def plain_number(value: Decimal | float | int | None) -> str:
    """A figure as its municipality would write it: the language's comma, no empty decimals."""
    if value is None:
        return ""
    text = f"{Decimal(str(value)):f}"
    shown = number_format(text.rstrip("0").rstrip(".") if "." in text else text, use_l10n=True, force_grouping=True)
    return shown.replace("-", "−")
