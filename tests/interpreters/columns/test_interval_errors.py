"""The error of each operation is that of its row in ``docs/explanation/error-bound.md``: no less, and hardly more."""

import math
from fractions import Fraction
from itertools import product

import pytest
from error_bounds import T, U, columns, has, loss, size

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.intervals import (
    EXACT,
    NOTHING,
    Bound,
    UncoveredError,
    bend_bound,
    clip_bound,
    constant_bound,
    hull,
    linear_bound,
    min_max_bound,
    product_bound,
)

F = Fraction
ENDLESS = Bound(F(0), math.inf, 0.25, 0.125)


POSITIVE = columns((F(0), F(3)), (F(1, 2), F(1, 2)))
EITHER = columns((F(-5), F(3)), (F(-1, 2), F(7)))
WHOLE = Bound(F(-5), F(3), is_integer=True)


@pytest.mark.parametrize(
    "number", [F(0), F(1), F(-3), F(1, 2), F(1, 3), F(-2, 7), F(2**53 - 1), F(2**53), F(2**53 + 1)]
)
def test_a_constant_is_off_only_where_it_is_no_double(number: Fraction) -> None:
    """And it is whole where it is a whole number that doubles count to."""
    for constant in (number, -number):
        found = constant_bound(constant)
        assert has(found, F(0), loss(constant))
        assert found.is_integer is (constant.denominator == 1 and abs(constant) < 2**53)


def test_a_constant_that_is_too_large_is_not_covered() -> None:
    """No double is near it."""
    with pytest.raises(UncoveredError, match=r"^-1000"):
        constant_bound(F(-(10**400)))


def test_products() -> None:
    """What either factor is off by, times the other, and one rounding."""
    for left, right in product(POSITIVE + EITHER, EITHER):
        (a, b), (c, d) = (F(left.alpha), F(left.beta)), (F(right.alpha), F(right.beta))
        alpha = size(left) * c + size(right) * a + a * c + a * d * size(right) + c * b * size(left) + T
        assert has(product_bound(left, right), alpha, b + d + b * d + U)


def test_products_of_whole_numbers_are_exact() -> None:
    """As long as both factors are whole, and the product is below 2^53 on either side."""
    assert product_bound(WHOLE, WHOLE) == Bound(F(-15), F(25), is_integer=True)
    half = Bound(F(-5), F(3))
    for left, right in ((WHOLE, half), (half, WHOLE), (half, half)):
        assert has(product_bound(left, right), T, U)
        assert not product_bound(left, right).is_integer
    for low, high in product((-(2**53), 1 - 2**53, 0), (0, 2**53 - 1, 2**53)):
        found = product_bound(Bound(F(low), F(high), is_integer=True), Bound(F(1), F(1), is_integer=True))
        exact = max(-low, high) < EXACT
        assert found.is_integer is exact
        assert has(found, F(0), F(0)) if exact else has(found, T, U)


@pytest.mark.parametrize("low", [None, F(-1), F(-1, 3), F(4)])
@pytest.mark.parametrize("high", [None, F(4), F(11, 3)])
def test_between_two_constants(low: Fraction | None, high: Fraction | None) -> None:
    """The error at the largest number that is left, absolute, and what the constants are off by."""
    given = [end for end in (low, high) if end is not None]
    off = sum(loss(end) * abs(end) for end in given)
    if given != [F(4), F(11, 3)]:
        for on in EITHER:
            found = clip_bound(on, low, high)
            assert has(found, F(on.alpha) + F(on.beta) * size(found) + off, F(0))
            assert not found.is_integer


def test_a_relative_error_stays_where_one_constant_leaves_a_column_without_an_end() -> None:
    """It has no largest number; an end that is no double adds what it is off by."""
    assert has(clip_bound(ENDLESS, F(1), None), F(1, 4), F(1, 8))
    assert has(clip_bound(ENDLESS, F(1, 3), None), F(1, 4) + U / 3, F(1, 8))
    exact = Bound(F(0), math.inf)
    assert has(clip_bound(exact, F(1, 3), None), U / 3, F(0))
    assert has(clip_bound(ENDLESS, None, F(5)), F(1, 4) + F(5, 8), F(0))


@pytest.mark.parametrize("low", [None, F(-1), F(-1, 2)])
@pytest.mark.parametrize("high", [None, F(2), F(3, 2)])
def test_whole_numbers_between_whole_numbers_are_exact(low: Fraction | None, high: Fraction | None) -> None:
    """One end that is not whole is enough to lose that."""
    whole = all(end is None or end.denominator == 1 for end in (low, high))
    for on in (WHOLE, Bound(F(0), math.inf, is_integer=True)):
        found = clip_bound(on, low, high)
        assert found.is_integer is whole
        assert has(found, F(0), F(0))
        assert not clip_bound(Bound(on.low, on.high), low, high).is_integer


@pytest.mark.parametrize("largest", [True, False])
def test_extremes_are_off_by_no_more_than_the_worst(*, largest: bool) -> None:
    """The larger absolute and the larger relative error, and whole where all are."""
    for bounds in product(EITHER[:4], POSITIVE[:4]):
        for found in (min_max_bound(bounds, largest=largest), hull(bounds), hull([*bounds, NOTHING])):
            assert found.alpha == max(on.alpha for on in bounds)
            assert found.beta == max(on.beta for on in bounds)
            assert not found.is_integer
    half = Bound(F(0), F(1))
    for kinds in product([WHOLE, half], repeat=2):
        whole = half not in kinds
        assert min_max_bound(kinds, largest=largest).is_integer is whole
        assert hull(kinds).is_integer is hull([*kinds, NOTHING]).is_integer is whole


@pytest.mark.parametrize("at", [F(0), F(2), F(1, 3)])
@pytest.mark.parametrize(("below", "above"), [(F(0), F(1)), (F(1, 3), F(2)), (F(2), F(-1)), (F(1), F(1, 2))])
def test_lines_that_bend(at: Fraction, below: Fraction, above: Fraction) -> None:
    """The worse of the two lines, each a column less a constant, times another."""
    for on in EITHER:
        gap = linear_bound([(on, F(1))], -at)
        lines = [linear_bound([(gap, slope)], F(0)) for slope in (below, above)]
        found = bend_bound(on, ir.Bend(0, at, below, above))
        assert found.alpha == max(line.alpha for line in lines)
        assert found.beta == max(line.beta for line in lines)
        assert not found.is_integer


def test_lines_that_bend_are_whole_where_all_is() -> None:
    """Whole numbers, a whole bend and whole slopes."""
    for at, below, above in product((F(2), F(1, 2)), (F(0), F(1, 2)), (F(3), F(1, 3))):
        found = bend_bound(WHOLE, ir.Bend(0, at, below, above))
        whole = {at.denominator, below.denominator, above.denominator} == {1}
        assert found.is_integer is whole
        assert (found.alpha == found.beta == 0) is whole
