"""The size, the error and the window of a column: wide enough for every number, and hardly wider."""

import math
from fractions import Fraction

import pytest
from error_bounds import MORE, U, columns, error, is_about, size

from perfkpi.interpreters.columns.intervals import NOTHING, Bound

F = Fraction
BOUNDS = columns((F(-7, 3), F(2)), (F(-1), F(9, 7)), (F(1, 3), F(1, 3)), (F(0), F(0)), (F(-(2**60) - 1), F(5)))


@pytest.mark.parametrize("bound", BOUNDS)
def test_the_size_is_that_of_the_largest_number(bound: Bound) -> None:
    """Of either sign."""
    assert is_about(bound.size, size(bound))


@pytest.mark.parametrize(("low", "high"), [(F(0), math.inf), (-math.inf, F(1)), (F(-1), F(10**400))])
def test_a_column_without_an_end_has_no_size(low: float, high: float) -> None:
    """So its relative error is unbounded, and nothing is near to an edge for certain, but an absolute one is known."""
    assert Bound(low, high).size == math.inf
    assert is_about(Bound(low, high, 0.25).error, F(1, 4))
    assert Bound(low, high, 0.25, 0.125).error == math.inf
    assert Bound(low, high).window() == math.inf
    assert math.isfinite(Bound(low, high, 0.25, 0.125).window(F(1)))


def test_a_column_without_numbers_has_no_error() -> None:
    """Nor a size."""
    assert NOTHING.size == NOTHING.error == 0.0


@pytest.mark.parametrize("bound", BOUNDS)
def test_the_error_is_that_of_the_worst_number(bound: Bound) -> None:
    """The absolute part, and the relative one of the largest number."""
    assert is_about(bound.error, error(bound))


@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("at", [F(0), F(1, 3), F(-7, 3), F(2**53 + 1)])
def test_a_window_around_an_edge_reaches_beyond_all_that_may_lie_on_it(bound: Bound, at: Fraction) -> None:
    """One and a half times their error, and the edge may be off, as half a dozen roundings cover."""
    off = F(bound.alpha) + F(bound.beta) * abs(at)
    moved = abs(F(float(at)) - at)
    assert F(3, 2) * (off + moved) <= F(bound.window(at)) <= (F(3, 2) * off + 6 * U * abs(at)) * MORE


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_window_around_any_edge_covers_the_roundings_that_shift_a_number(bound: Bound) -> None:
    """Half a step and the window are added before it is rounded, as a dozen roundings of a number larger by 2 cover."""
    off, shifted = error(bound), U * (size(bound) + 2)
    assert F(3, 2) * (off + shifted) <= F(bound.window()) <= (F(3, 2) * off + 12 * shifted) * MORE
