"""Plots and maps as inline SVG: colours by token, words and a table or list beside them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from community.ui.plots import Measure, plots

register = template.Library()
BEADS = 14  # past this many, the number is written


class Place(Protocol):
    name: str
    url: str
    x: float
    y: float


class Drawing(Protocol):
    """A map ready to be drawn: the land's outline, the box it is cropped to, the places (community/places/maps.py)."""

    land: str
    view_box: str
    places: Sequence[Any]


@register.inclusion_tag("components/measures.html")
def measures(rows: Iterable[Measure], title: str) -> dict[str, object]:
    """Before and after: a plot for each unit, and the whole in a table below."""
    rows = list(rows)
    return {
        "plots": plots(rows),
        "rows": [{"measure": row, "change": _change(row)} for row in rows],
        "title": title,
        "period": any(row.period for row in rows),
        "people": any(row.n is not None for row in rows),
        "source": any(row.source for row in rows),
    }


@register.inclusion_tag("components/map.html")
def map(drawing: Drawing, label: str, *, level: str = "full") -> dict[str, object]:
    """The places on the land, each a link. label says in words what the map shows."""
    box = [float(number) for number in drawing.view_box.split()]
    places = [_placed(place, drawing.places, box) for place in drawing.places]
    return {
        "land": drawing.land,
        "view_box": drawing.view_box,
        "places": places,
        "label": label,
        "key": level == "full",
    }


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


def _placed(place: Any, others: Sequence[Any], box: list[float]) -> dict[str, object]:
    """A name stands to the right of its place, but to the left in the west and where a neighbour stands close."""
    close = [other for other in others if other is not place and abs(other.y - place.y) < box[3] / 18]
    crowded = [other for other in close if 0 <= other.x - place.x < box[2] / 3]
    free_west = not any(0 < place.x - other.x < box[2] / 3 for other in close)
    west = place.x < box[0] + box[2] * 0.47
    left = bool(crowded) or (west and free_west)
    return {
        "place": place,
        "x": round(place.x + (-15 if left else 16), 1),
        "y": round(place.y + 6, 1),
        "anchor": "end" if left else "start",
        "sub": getattr(place, "sub", "") or "",
        "origin": bool(getattr(place, "origin", False)),
    }


def _change(row: Measure) -> str:
    if row.no_effect:
        return _("no certain change")
    if row.before is None or row.after is None:
        return ""
    difference = row.after - row.before
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    return sign + plain_number(abs(difference))


@register.filter
def plain_number(value: Decimal | float | int | None) -> str:
    """A figure as its municipality would write it: the language's comma, no empty decimals."""
    if value is None:
        return ""
    text = f"{Decimal(str(value)):f}"
    return number_format(text.rstrip("0").rstrip(".") if "." in text else text, use_l10n=True)
