"""Quotients: how far one may be off, between which ends it lies, and how large a divisor has to be."""

import math
from fractions import Fraction

import pytest
from error_bounds import T, U, is_about

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.intervals import Bound, UncoveredError, divided

F = Fraction
RANGES = {
    "large": (1e12, 1e13),
    "less": (-999999999999.75, 0.0),
    "up": (0.5, 8.0),
    "down": (-8.0, -0.5),
    "any": (-3.0, 5.0),
    "huge": (-1e307, 1e307),
}
LEAVES = tuple(map(ir.Input, RANGES))
LARGE, LESS, UP, DOWN, ANY, HUGE, TOP, BOTTOM, QUOTIENT = range(9)
REST = ir.WeightedSum(((LARGE, F(1)), (LESS, F(1))))
"""At least a quarter, and off by a few hundredths of that: much has been taken away."""


def negated(operation: ir.WeightedSum) -> ir.WeightedSum:
    """The same below 0."""
    return ir.WeightedSum(tuple((node, -scale) for node, scale in operation.terms), -operation.offset)


def bounds_of(bottom: ir.Operation, top: ir.Operation | None = None) -> Bounds:
    """Those of one operation divided by another; 1 stands where there is none on top."""
    place = None if top is None else TOP
    return Bounds((*LEAVES, LEAVES[ANY] if top is None else top, bottom, ir.Div(place, BOTTOM)), RANGES)


def as_stated(found: Bound, top: Bound, bottom: Bound, least: Fraction) -> bool:
    """Whether the errors are those of ``docs/explanation/error-bound.md``."""
    r = F(bottom.alpha) / least + F(bottom.beta)
    beta = (F(top.beta) + r) / (1 - r) + U
    return is_about(found.beta, beta) and is_about(found.alpha, F(top.alpha) / (least * (1 - r)) + T)


@pytest.mark.parametrize(
    ("bottom", "least"),
    [
        (REST, F(1, 4)),
        (negated(REST), F(1, 4)),
        (ir.WeightedSum(((UP, F(1)),)), F(1, 2)),
        (ir.WeightedSum(((UP, F(-1)),)), F(1, 2)),
        (LEAVES[UP], F(1, 2)),
        (LEAVES[DOWN], F(1, 2)),
    ],
)
def test_a_divisor_of_one_sign(bottom: ir.Operation, least: Fraction) -> None:
    """It is at least as large as its smaller end; the errors are as stated, and no row is left."""
    bounds = bounds_of(bottom, REST)
    assert as_stated(bounds[QUOTIENT], bounds[TOP], bounds[BOTTOM], least)
    ends = divided(bounds[TOP], bounds[BOTTOM], least)
    assert (bounds[QUOTIENT].low, bounds[QUOTIENT].high) == ends
    assert bounds.guards == {}


def test_without_a_column_on_top_1_is_divided() -> None:
    """Exactly 1, which is off by nothing."""
    bounds = bounds_of(REST)
    found = bounds[QUOTIENT]
    one = Bound(F(1), F(1))
    assert as_stated(found, one, bounds[BOTTOM], F(1, 4))
    assert (found.low, found.high) == (1 / bounds[BOTTOM].high, 4)


@pytest.mark.parametrize(("less", "covered"), [("0.15", True), ("0.2", False), ("0.24999", False)])
def test_a_divisor_is_off_by_less_than_a_tenth_of_itself(less: str, *, covered: bool) -> None:
    """Where it may be off by more, the quotient is not covered."""
    bounds = bounds_of(ir.WeightedSum(REST.terms, F("-" + less)))
    divisor = bounds[BOTTOM]
    assert (F(divisor.alpha) < divisor.low / 10) is covered
    if covered:
        assert as_stated(bounds[QUOTIENT], Bound(F(1), F(1)), divisor, divisor.low)
    else:
        with pytest.raises(UncoveredError) as refusal:
            bounds[QUOTIENT]
        assert refusal.value.args == (ir.Div(None, BOTTOM),)


@pytest.mark.parametrize(
    "bottom", [ir.WeightedSum(((UP, F(1)), (DOWN, F(1)))), ir.WeightedSum(((ANY, F(1)), (UP, F(1))), F(1, 3))]
)
def test_a_divisor_that_may_be_0_is_guarded(bottom: ir.Operation) -> None:
    """Rows are left where it is below 2^36 times its error, so that the others have half of that for certain."""
    bounds = bounds_of(bottom, REST)
    found, divisor = bounds[QUOTIENT], bounds[BOTTOM]
    guard = F(divisor.alpha) * 2**36
    assert bounds.guards == {QUOTIENT: guard}
    assert as_stated(found, bounds[TOP], divisor, guard / 2)
    assert found.high == bounds[TOP].high / (guard / 2)
    assert found.low == -found.high


def test_a_measure_that_may_be_0_is_guarded_by_the_smallest_double_with_a_relative_error() -> None:
    """Its absolute error is smaller still."""
    bounds = bounds_of(LEAVES[ANY])
    found = bounds[QUOTIENT]
    assert bounds.guards == {QUOTIENT: 2.0**-1022}
    assert found.high == 2**1023


@pytest.mark.parametrize("share", [F(1), F(1, 3), F(-1, 3)])
def test_a_count_that_may_be_0_is_guarded_by_half_of_the_smallest(share: Fraction) -> None:
    """The smallest that is present is its divisor at least: no row with anything present is left."""
    rest, first, second, count, quotient = range(len(LEAVES), len(LEAVES) + 5)
    counted = ir.WeightedCount(((first, share), (second, 2 * share)))
    bounds = Bounds((*LEAVES, REST, ir.Defined(UP), ir.Defined(DOWN), counted, ir.Div(rest, count)), RANGES)
    found = bounds[quotient]
    assert bounds.guards == {quotient: float(abs(share)) / 2}
    assert as_stated(found, bounds[rest], bounds[count], abs(share))
    assert max(abs(found.low), abs(found.high)) == bounds[rest].high / abs(share)


def test_a_divisor_of_which_nothing_is_known_is_not_covered() -> None:
    """There is no double that would guard it: it is huge, and off by more than a hundredth."""
    rest, blurred, bottom = range(len(LEAVES), len(LEAVES) + 3)
    taken_away = ir.WeightedSum(((blurred, F(1, 10**3)), (ANY, F(-1))))
    bounds = Bounds((*LEAVES, REST, ir.Div(HUGE, rest), taken_away, ir.Div(None, bottom)), RANGES)
    assert bounds[bottom].size / 100 < bounds[bottom].alpha < math.inf
    with pytest.raises(UncoveredError) as refusal:
        bounds[bottom + 1]
    assert refusal.value.args == (ir.Div(None, bottom),)
    assert bounds.guards == {}
