"""Where things go in a plot of figures before and after: numbers in, coordinates out."""

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

LEFT, RIGHT, ROW, LINE = 22.0, 353.0, 52.0, 22.0
NAME = 20.0  # from the last line of a name to the knots below it: free of the figure beside them, on a phone too
FIGURE = 38.0  # what a figure takes that stands left of its knot
LETTERS = 38  # of a name on one line


class Measure(Protocol):
    """What a row of figures must say of itself."""

    name: str
    unit: str
    before: Decimal | None
    after: Decimal | None
    no_effect: bool
    period: str
    source: str
    n: int | None


@dataclass(frozen=True)
class Tick:
    x: float
    value: float


@dataclass(frozen=True)
class Bar:
    """One measure: its name in lines above its knots, the ring at x_before and the filled one at x_after."""

    name: str
    lines: list[str]
    y: float
    x_before: float
    x_after: float
    before: Decimal
    after: Decimal

    @property
    def label(self) -> list[tuple[float, str]]:
        """Each line of the name with its y."""
        top = self.y - NAME - LINE * (len(self.lines) - 1)
        return [(top + LINE * number, line) for number, line in enumerate(self.lines)]

    @property
    def falls(self) -> bool:
        return self.x_after < self.x_before

    @property
    def x_value(self) -> float:
        """Beside the filled knot, on the side that the ring is not on."""
        return self.x_after - 14 if self.falls else self.x_after + 14

    @property
    def value_y(self) -> float:
        return self.y + 5


@dataclass(frozen=True)
class Plot:
    unit: str
    ticks: list[Tick]
    bars: list[Bar]

    @property
    def floor(self) -> float:
        return self.bars[-1].y + 16

    @property
    def height(self) -> float:
        return self.floor + 22

    @property
    def tick_y(self) -> float:
        return self.floor + 18


def plots(measures: Iterable[Measure]) -> list[Plot]:
    """One plot a unit, in the order in which the units come. Rows without both figures stand in the table only."""
    by_unit: dict[str, list[Measure]] = {}
    for measure in measures:
        if measure.before is not None and measure.after is not None:
            by_unit.setdefault(measure.unit, []).append(measure)
    return [_plot(unit, rows) for unit, rows in by_unit.items()]


def _plot(unit: str, rows: Sequence[Measure]) -> Plot:
    pairs = [(float(row.before or 0), float(row.after or 0)) for row in rows]
    values = [value for pair in pairs for value in pair]
    low, high, step = _axis(min(values), max(values))
    left = LEFT + (FIGURE if any(after < before for before, after in pairs) else 0)
    scale = (RIGHT - left) / (high - low)

    def x(value: float) -> float:
        return round(left + (value - low) * scale, 1)

    count = round((high - low) / step) + 1
    ticks = [Tick(x(low + step * number), round(low + step * number, 6)) for number in range(count)]
    bars: list[Bar] = []
    y = 40 - ROW
    for row, (before, after) in zip(rows, pairs, strict=True):
        lines = textwrap.wrap(row.name, LETTERS) or [""]
        y += ROW + LINE * (len(lines) - 1)
        bars.append(Bar(row.name, lines, y, x(before), x(after), row.before or Decimal(), row.after or Decimal()))
    return Plot(unit, ticks, bars)


def _axis(low: float, high: float) -> tuple[float, float, float]:
    """Round ends and three or four round steps; the axis may start above zero, never below it for counts."""
    span = (high - low) or abs(high) or 1.0
    rough = span / 3
    magnitude = 10 ** math.floor(math.log10(rough))
    step = next(factor * magnitude for factor in (1, 2, 2.5, 5, 10) if factor * magnitude >= rough)
    start = math.floor(low / step - 0.2) * step
    if low >= 0:
        start = max(0.0, start)
    end = math.ceil(high / step + 0.2) * step
    return start, end, step
