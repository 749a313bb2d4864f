from decimal import Decimal

from django.utils import translation

from community.ui.components.pictures import plain_number
from community.ui.plots import plots
from community.ui.samples import SampleMeasure


def a_measure(before: str, after: str, unit: str = "%") -> SampleMeasure:
    return SampleMeasure("Nærvær", Decimal(before), Decimal(after), 40, unit=unit)


def test_every_figure_lies_on_its_axis() -> None:
    [plot] = plots([a_measure("89.4", "93.4"), a_measure("94", "88")])
    left, right = plot.ticks[0], plot.ticks[-1]
    assert left.value <= 88 and right.value >= 94
    assert all(left.x <= x <= right.x for bar in plot.bars for x in (bar.x_before, bar.x_after))


def test_each_unit_has_a_plot_of_its_own() -> None:
    assert [plot.unit for plot in plots([a_measure("1", "2"), a_measure("10", "4", "dager")])] == ["%", "dager"]


def test_a_figure_without_its_pair_is_not_drawn() -> None:
    lone = SampleMeasure("Nærvær", None, Decimal(3), 40)
    assert plots([lone]) == []


def test_figures_that_did_not_change_are_drawn_too() -> None:
    [plot] = plots([a_measure("0", "0")])
    assert plot.bars[0].x_before == plot.bars[0].x_after


def test_figures_are_written_as_norwegians_write_them() -> None:
    with translation.override("nb"):
        assert [plain_number(Decimal(text)) for text in ("93.40", "100", "0.5")] == ["93,4", "100", "0,5"]


def test_a_figure_that_falls_stands_beside_its_own_knot_within_the_drawing() -> None:
    [bar] = plots([a_measure("11", "6", "dager")])[0].bars
    assert bar.falls
    assert 50 <= bar.x_value < bar.x_after < bar.x_before


def test_a_long_name_takes_more_lines_and_pushes_the_next_down() -> None:
    name = "Medarbeidere som sier at de ble hørt i det siste møtet om vaktplanen"
    long = SampleMeasure(name, Decimal(1), Decimal(2), 40)
    [plot] = plots([long, long])
    assert " ".join(plot.bars[0].lines) == name
    assert plot.bars[1].label[0][0] - plot.bars[0].y > 14


def test_a_minus_is_a_minus_and_thousands_stand_apart() -> None:
    assert plain_number(Decimal("-1239.5")).replace("\xa0", " ") == "−1 239,5"
