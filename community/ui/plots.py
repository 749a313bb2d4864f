"""Where things go in a plot of figures before and after: numbers in, coordinates out."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

LEFT, RIGHT, ROW = 10.0, 353.0, 46.0


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
    """One measure: its words at y - 14, the ring at x_before and the filled knot at x_after."""

    name: str
    y: float
    x_before: float
    x_after: float
    after: Decimal

    @property
    def label_y(self) -> float:
        return self.y - 14

    @property
    def x_value(self) -> float:
        return max(self.x_before, self.x_after) + 14

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
        return len(self.bars) * ROW + 4

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
    scale = (RIGHT - LEFT) / (high - low)

    def x(value: float) -> float:
        return round(LEFT + (value - low) * scale, 1)

    count = round((high - low) / step) + 1
    ticks = [Tick(x(low + step * number), round(low + step * number, 6)) for number in range(count)]
    bars = [
        Bar(row.name, 34 + ROW * number, x(before), x(after), row.after or Decimal())
        for number, (row, (before, after)) in enumerate(zip(rows, pairs, strict=True))
    ]
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
