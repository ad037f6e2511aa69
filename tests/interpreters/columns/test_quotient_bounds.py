"""Quotients: how far one may be off, between which ends it lies, and how large a divisor has to be."""

import math
from fractions import Fraction

import pytest
from blocks import bound, covers, guards
from error_bounds import T, U, is_about

from perfkpi.language import Const, Defined, Div, Expr, Input, Sign

F = Fraction
RANGES = {
    "large": (1e12, 1e13),
    "less": (-999999999999.75, 0.0),
    "up": (0.5, 8.0),
    "down": (-8.0, -0.5),
    "any": (-3.0, 5.0),
    "huge": (-1e307, 1e307),
}
LARGE, LESS, UP, DOWN, ANY, HUGE = map(Input, RANGES)
REST = LARGE + LESS
"""At least a quarter, and off by a few hundredths of that: much has been taken away."""


def divided(top: Expr, bottom: Expr) -> Expr:
    """A quotient whose divisor may have any sign."""
    return Div(top, bottom, sign=Sign.ANY)


def as_stated(top: Expr, bottom: Expr, least: Fraction) -> bool:
    """Whether the errors of a quotient are those of ``docs/explanation/error-bound.md``."""
    found, above, below = (bound(each, RANGES) for each in (divided(top, bottom), top, bottom))
    r = F(below.alpha) / least + F(below.beta)
    beta = (F(above.beta) + r) / (1 - r) + U
    return is_about(found.beta, beta) and is_about(found.alpha, F(above.alpha) / (least * (1 - r)) + T)


@pytest.mark.parametrize(
    ("bottom", "least"),
    [(REST, "1/4"), (-LARGE - LESS, "1/4"), (UP + 0, "1/2"), (UP, "1/2"), (DOWN, "1/2"), (ANY + DOWN - 5, "1/2")],
)
def test_a_divisor_of_one_sign(bottom: Expr, least: str) -> None:
    """It is at least as large as its smaller end; the errors are as stated, and no row is left."""
    assert as_stated(REST, bottom, F(least))
    found, top, below = (bound(each, RANGES) for each in (divided(REST, bottom), REST, bottom))
    ends = [over / under for over in (top.low, top.high) for under in (below.low, below.high)]
    assert (found.low, found.high) == (min(ends), max(ends))
    assert guards(divided(REST, bottom), RANGES) == []


def test_1_divided_by_a_column() -> None:
    """Exactly 1, which is off by nothing."""
    found, below = bound(divided(Const(1), REST), RANGES), bound(REST, RANGES)
    r = F(below.alpha) * 4 + F(below.beta)
    assert is_about(found.beta, r / (1 - r) + U)
    assert is_about(found.alpha, T)
    assert (found.low, found.high) == (1 / below.high, 4)


@pytest.mark.parametrize(("less", "fits"), [("0.15", True), ("0.2", False), ("0.24999", False)])
def test_a_divisor_is_off_by_less_than_a_tenth_of_itself(less: str, *, fits: bool) -> None:
    """Where it may be off by more, the quotient is not covered."""
    rest = REST - Const(less)
    divisor = bound(rest, RANGES)
    assert (F(divisor.alpha) < divisor.low / 10) is fits
    assert covers(divided(REST, rest), RANGES) is fits
    assert not fits or as_stated(REST, rest, F(divisor.low))


@pytest.mark.parametrize("bottom", [UP + DOWN, ANY + UP + Const("1/3")])
def test_a_divisor_that_may_be_0_is_guarded(bottom: Expr) -> None:
    """Rows are left where it is below 2^36 times its error, so that the others have half of that for certain."""
    guard = F(bound(bottom, RANGES).alpha) * 2**36
    assert guards(divided(REST, bottom), RANGES) == [guard]
    assert as_stated(REST, bottom, guard / 2)
    found = bound(divided(REST, bottom), RANGES)
    assert found.high == bound(REST, RANGES).high / (guard / 2)
    assert found.low == -found.high


def test_a_measure_that_may_be_0_is_guarded_by_the_smallest_double_with_a_relative_error() -> None:
    """Its absolute error is smaller still."""
    assert guards(divided(Const(1), ANY), RANGES) == [F(2.0**-1022)]
    assert bound(divided(Const(1), ANY), RANGES).high == 2**1023


@pytest.mark.parametrize("share", ["1", "1/3", "-1/3"])
def test_a_count_that_may_be_0_is_guarded_by_half_of_the_smallest(share: str) -> None:
    """The smallest that is present is its divisor at least: no row with anything present is left."""
    one = F(share)
    counted = Const(one) * Defined(UP) + Const(2 * one) * Defined(DOWN)
    quotient = divided(REST, counted)
    assert guards(quotient, RANGES, gaps=True) == [F(float(abs(one)) / 2)]
    found = bound(quotient, RANGES, gaps=True)
    assert max(abs(found.low), abs(found.high)) == bound(REST, RANGES).high / abs(one)


def test_a_divisor_of_which_nothing_is_known_is_not_covered() -> None:
    """There is no double that would guard it: it is huge, and off by more than a hundredth."""
    taken_away = divided(HUGE, REST) / 1000 - ANY
    known = bound(taken_away, RANGES)
    assert known.size / 100 < known.alpha < math.inf
    assert not covers(divided(UP, taken_away), RANGES)
