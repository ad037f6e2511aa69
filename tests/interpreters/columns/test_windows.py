"""A window tells where no number of a column can be close to an edge without lying on it."""

import math
from fractions import Fraction
from itertools import product

import pytest

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.proofs.lattice import Lattice, Window, never_doubtful
from perfkpi.language import RoundingMode

F = Fraction
WINDOWS = list(product([F(1, 2), F(1), F(2, 3), F(6)], [F(0), F(1, 2), F(-5, 4), F(9)], [F(0), F(1), F(4), F(1, 3)]))


def common(*numbers: Fraction) -> Fraction:
    """The largest number of which all are multiples: over one denominator, the common divisor of what is on top."""
    below = math.lcm(*(number.denominator for number in numbers))
    return Fraction(math.gcd(*(int(number * below) for number in numbers)), below)


@pytest.mark.parametrize(("step", "edge", "every"), WINDOWS)
def test_a_window_tells_where_it_is_narrower_than_any_gap(step: Fraction, edge: Fraction, every: Fraction) -> None:
    """It does up to half the largest number that divides the grid and the edges, and no gap is smaller than that."""
    unit, twelfths = common(step, edge, every), [int(12 * each) for each in (step, edge, every)]
    grid, edges = ({start + wide * k for k in range(-20, 21)} for start, wide in ((0, twelfths[0]), twelfths[1:]))
    assert 12 * unit <= min(abs(one - other) for one in grid for other in edges if one != other)
    beneath = math.nextafter(float(unit) / 2, 0.0)
    assert Window(0, edge, every, beneath).tells(Lattice(step))
    assert not Window(0, edge, every, math.nextafter(float(unit) / 2, math.inf)).tells(Lattice(step))


@pytest.mark.parametrize(("width", "tells"), [(0.12, True), (0.125, False), (0.13, False)])
def test_parts_make_a_window_narrower(width: float, tells: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """Of quarters the distance is at least a quarter of what it is of wholes."""
    assert Window(0, F(3), F(1), width).tells(Lattice(F(1), 4)) is tells
    assert Window(0, F(1, 2), F(1), width / 2).tells(Lattice(F(1), 4)) is tells


def test_points_that_are_rounded_are_settled() -> None:
    """A sum of whole points and constants lies on a grid whatever the figures are."""
    operations = (
        ir.Input("a"),
        ir.Input("b"),
        ir.Round(0, RoundingMode.HALF_UP),
        ir.Round(1, RoundingMode.FLOOR),
        ir.WeightedSum(((2, F(1, 2)), (3, F(1, 4))), F(1, 4)),
        ir.WeightedSum(((4, F(1)), (0, F(1)))),
        ir.Div(2, 3),
        ir.WeightedSum(((4, F(1)), (6, F(1)))),
    )
    assert never_doubtful(operations, Window(4, F(90), F(0), 0.1))
    assert not never_doubtful(operations, Window(4, F(90), F(0), 0.125))
    assert not never_doubtful(operations, Window(4, F(90, 7), F(0), 0.1))
    assert not never_doubtful(operations, Window(5, F(90), F(0), 0.1)), "a reading may be anything"
    assert not never_doubtful(operations, Window(7, F(90), F(0), 0.1)), "so may a quotient"
