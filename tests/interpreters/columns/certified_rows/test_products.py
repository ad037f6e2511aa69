"""Products, quotients and powers of columns: no true number that the operands allow lies beyond the error."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from carefully import NONE, Rows, column, corners, fraction, integers, stated
from error_bounds import MORE, T, U

from perfkpi.interpreters.columns import ir
from perfkpi.language import Status

CASES = list(
    product(
        [fraction(each) for each in ("3/4", "-5/2", 0, 6)],
        [fraction(each) for each in (2, "-1/2", 4, "-1/4")],
        (0.0, 0.5),
        (0.0, 0.125, 2.0**-20),
    )
)
ONE, OTHER, OFF, BESIDE = map(list, zip(*CASES, strict=True))
LEFT, RIGHT = column(*ONE, error=OFF), column(*OTHER, error=BESIDE)


def reach(row: int, divided: bool) -> Fraction:  # noqa: FBT001  # one function for both operations
    """How far the computed number may lie from a true one."""
    (one, *ends), (other, *others) = corners(LEFT, row), corners(RIGHT, row)
    found = one / other if divided else one * other
    trues = ((end / far if divided else end * far) for end, far in product(ends, others))
    return max(abs(true - found) for true in trues)


def test_products() -> None:
    """The two errors are multiplied out, and one rounding and the smallest double are added."""
    rows = Rows([LEFT, RIGHT], ir.Mul(0, 1))
    trues = [one * other for one, other, _, _ in CASES]
    assert [Fraction(value) for value in rows.values] == trues
    assert rows.integers == trues
    for row, (error, true) in enumerate(zip(rows.errors, trues, strict=True)):
        assert stated(error, reach(row, divided=False) + abs(true) * U + T)
    assert not any(rows.left)
    assert not any(rows.statuses)


def test_quotients() -> None:
    """The corners of what operands may be, one rounding and the smallest double are the error; no more."""
    rows = Rows([LEFT, RIGHT], ir.Div(0, 1))
    trues = [one / other for one, other, _, _ in CASES]
    assert [Fraction(value) for value in rows.values] == trues
    assert rows.integers == trues
    for row, (error, true) in enumerate(zip(rows.errors, trues, strict=True)):
        assert stated(error, reach(row, divided=True) + abs(true) * U + T)
    assert not any(rows.left)
    assert not any(rows.statuses)


def test_the_integers_of_a_quotient_are_as_small_as_the_divisor_may_be() -> None:
    """The denominator is that of the top times the size of the divisor's numerator."""
    rows = Rows([column("1/3", "2/5", error=0.1), column("3/4", "-5/2", error=[0.25, 0.5])], ir.Div(0, 1))
    assert rows.integers == [Fraction(4, 9), Fraction(-4, 25)]
    for size, bound in zip(rows.figures.ratio().size, (3 * 4, 5 * 2 * 3), strict=True):
        assert bound <= Fraction(float(size)) <= bound * MORE


def test_one_divided_by_a_column() -> None:
    """Nothing stands on top."""
    numbers = [fraction(each) for each in (2, "-1/2", "4", "1/8")]
    rows = Rows([column(*numbers, error=[0.5, 0.25, 0, 0])], ir.Div(None, 0))
    assert rows.integers == [1 / each for each in numbers]
    assert [Fraction(each) for each in rows.values] == [1 / each for each in numbers]
    assert stated(rows.errors[0], 1 / Fraction(3, 2) - Fraction(1, 2) + U / 2 + T)
    assert stated(rows.errors[2], U / 4 + T)


def test_no_number_by_nothing() -> None:
    """A divisor that is 0 leaves the row undefined, unless something is worse; if it may be 0, the row is left."""
    top = column(1, 1, 1, NONE, Status.INVALID_VALUE, 1, NONE, Status.INVALID_VALUE, 0, 1)
    bottom = column(
        *(0, 0, 0, 0, 0, NONE, NONE, NONE, "1/8", "1/8"),
        error=[0, 0.25, 0.25, 0, 0, 0, 0, 0, 0.25, 0.25],
        shift=[0, 0, 0.125, 0, 0, 0, 0, 0, 0, 0],
        known=[True, True, True, False, True, False, False, False, True, False],
    )
    rows = Rows([top, bottom], ir.Div(0, 1))
    assert rows.statuses == [5, 5, 5, 5, 6, 3, 3, 6, 0, 0]
    assert rows.figures.status.dtype == np.int8
    assert rows.left == [False] * 9 + [True]
    assert rows.errors[8] == math.inf


def test_a_row_that_has_no_value_anyway_is_not_left() -> None:
    """Whether the divisor is 0 changes nothing where the top is worse than that."""
    tops = (NONE, Status.UNDEFINED, Status.INVALID_VALUE, 1)
    rows = Rows([column(*tops), column(0, 0, 0, 0, error=1.0, known=False)], ir.Div(0, 1))
    assert rows.left == [True, False, False, True]  # a gap would be less bad than a divisor of 0
    assert rows.statuses[1:3] == list(tops[1:3])


def test_a_divisor_that_is_all_error() -> None:
    """Where it may be as small as can be, nothing is known about the quotient but its integers."""
    rows = Rows([column(0, 1, 1), column("1/4", "1/4", -2, error=[0.25, 0.5, 2.0])], ir.Div(0, 1))
    assert rows.errors == [math.inf] * 3
    assert not any(rows.left)
    assert integers(rows.figures, 3) == [0, 4, Fraction(-1, 2)]


def test_a_missing_operand() -> None:
    """The severest status of the operands is that of a product and of a quotient."""
    for operation in (ir.Mul(0, 1), ir.Div(0, 1)):
        rows = Rows([column(1, NONE, 2, NONE), column(2, 1, Status.NOT_DUE, Status.UNDEFINED)], operation)
        assert rows.statuses == [0, 3, 1, 5]
        assert not any(rows.left)


BASES = [fraction(each) for each in ("4", "1/4", "9/16", "100", "25")]
POWERS = [fraction(each) for each in ("1/2", "2", "-1", "3/2", "-1/2", "3")]


def power(base: Fraction, exponent: Fraction) -> float:
    """A power that a double shows to fifteen digits at least."""
    return float(base) ** float(exponent)


@pytest.mark.parametrize("exponent", POWERS)
@pytest.mark.parametrize("relative", [0.0, 1e-9, 1e-5])
def test_powers(exponent: Fraction, relative: float) -> None:
    """Whatever the base may be within its error, the power is within its own, which is at most four times as wide."""
    errors = [float(base) * relative for base in BASES]
    base = column(*BASES, error=errors)
    rows = Rows([base], ir.Power(0, exponent))
    assert not any(rows.left)
    assert not any(rows.statuses)
    for row, (value, error) in enumerate(zip(rows.values, rows.errors, strict=True)):
        true, low, high = (power(each, exponent) for each in corners(base, row))
        assert math.isclose(value, true, rel_tol=2.0**-50)
        assert max(abs(low - value), abs(high - value)) + value * 2.0**-49 <= error
        assert error <= value * (4.001 * relative * float(abs(exponent)) + 2.0**-48) * 1.001
    assert rows.integers == [None] * len(BASES)


@pytest.mark.parametrize(
    ("base", "error"),
    [(0, 0.0), (-4, 0.0), (1, 1.0), (1, 2.0), ("1e-30", 0.0), ("1e30", 0.0), (1, 0.01), ("-1/4", 0.125), (1, 0.0011)],
)
def test_powers_that_are_left(base: object, error: float) -> None:
    """Exact arithmetic has rules for 0, negative bases, sizes far from one, and bases that are hardly known."""
    assert Rows([column(base, error=error)], ir.Power(0, Fraction(1, 2))).left == [True]


@pytest.mark.parametrize(("base", "error"), [("1e-29", 0.0), ("1e29", 0.0), (1, 0.0009), (2, 0.0018), ("1/2", 0.0004)])
def test_powers_that_are_not_left(base: object, error: float) -> None:
    """All others are computed."""
    assert Rows([column(base, error=error)], ir.Power(0, Fraction(1, 2))).left == [False]
    assert Rows([column(base, error=error / 4)], ir.Power(0, Fraction(-2))).left == [False]
    assert Rows([column(base, error=error * 2.5 + float(fraction(base)) / 500)], ir.Power(0, Fraction(-2))).left == [
        True
    ]


def test_a_small_exponent_does_not_make_a_base_known() -> None:
    """However flat the power is, a base that may be a tenth of what it seems is left."""
    assert Rows([column(1, error=0.9)], ir.Power(0, Fraction(1, 2000))).left == [True]
    assert Rows([column(1, error=1.5)], ir.Power(0, Fraction(1, 2000))).left == [True]


def test_the_power_of_what_is_missing() -> None:
    """It is missing as its base is, and nothing is left of it."""
    rows = Rows([column(NONE, Status.UNDEFINED, 4, -4)], ir.Power(0, Fraction(1, 2)))
    assert rows.statuses == [3, 5, 0, 0]
    assert rows.left == [False, False, False, True]
    one = Rows([column(4, 9)], ir.Power(0, Fraction(1, 2)))
    assert np.asarray(one.values).tolist() == [2.0, 3.0]
