import pytest

from community.places.geometry import area, cut, path, project, simplified

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


def test_the_middle_meridian_is_straight_and_a_degree_north_is_111_kilometres() -> None:
    south, north = project(15, 60), project(15, 61)
    assert south[0] == north[0] == pytest.approx(5_000)
    assert south[1] - north[1] == pytest.approx(1_112, abs=1)


def test_points_within_the_tolerance_go() -> None:
    ring = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    assert (5.0, 0.1) not in simplified(ring, 1)
    assert (5.0, 0.1) in simplified(ring, 0.01)


def test_a_cut_keeps_what_is_inside() -> None:
    assert area(cut(SQUARE, (5, 5, 20, 20))) == 25
    assert cut(SQUARE, (20, 20, 30, 30)) == []


def test_a_path_is_relative_and_short() -> None:
    assert path([SQUARE]) == "M0 0l10 0 0 10-10 0z"


def test_a_ring_that_shrinks_to_a_dot_is_left_out() -> None:
    assert path([[(0.1, 0.1), (0.2, 0.1), (0.2, 0.2)]]) == ""
