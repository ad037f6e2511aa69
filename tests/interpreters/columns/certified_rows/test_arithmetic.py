"""Arithmetic in rows at its ends: errors to the last digit, powers, numbers that no double or no integer holds.

What holds for any numbers and errors is a law of its own, ``tests/laws/test_rows_with_errors.py``.
"""

import decimal
import math
from decimal import Decimal
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from carefully import NONE, Rows, column, corners, fraction, given, integers, stated
from error_bounds import MORE, T, U

from perfkpi.interpreters.columns import ir
from perfkpi.language import Among, EdgeSide, RoundingMode, Status

# ------------------------------------------------------------------------------------------------- ends and bends


def test_the_larger_of_what_two_ends_are_off_by() -> None:
    """Whichever end it is that a row lies at."""
    for low, high in (
        (Fraction(-1, 3), Fraction(2)),
        (Fraction(-2), Fraction(1, 3)),
        (Fraction(-1, 3), Fraction(2, 3)),
    ):
        rows = Rows([column(-9, 0, 9, error=0.25)], ir.Clip(0, low, high))
        off = max(abs(end) * U for end in (low, high) if end.denominator == 3)
        assert max(abs(Fraction(float(end)) - end) for end in (low, high)) <= Fraction(rows.errors[0])
        for error, bound in zip(rows.errors, (off, off + Fraction(1, 4), off), strict=True):
            assert stated(error, bound) or error == float(bound)


HALFWAY = 1 + U * (1 - Fraction(1, 10**10))


def test_an_end_that_is_hardly_nearer_to_its_double_than_to_the_next() -> None:
    """Its error covers it to the last digit."""
    rows = Rows([column(9)], ir.Clip(0, None, HALFWAY))
    assert rows.values == [1.0]
    assert Fraction(rows.errors[0]) >= HALFWAY - 1


def test_an_end_that_is_no_double_but_nothing() -> None:
    """It is not 0, though its double is."""
    assert Rows([column(3)], ir.Clip(0, None, Fraction("1e-400"))).errors[0] > 0


def test_an_end_of_nothing_is_exact() -> None:
    """Beyond 0 there is no error, and on it none is added."""
    rows = Rows([column(-3, 2, error=0.5)], ir.Clip(0, Fraction(0), None))
    assert (rows.values, rows.errors) == ([0.0, 2.0], [0.0, 0.5])


SLOPES = [fraction(each) for each in (0, 1, "-1/2", 3)]


@pytest.mark.parametrize(("below", "above"), [pair for pair in product(SLOPES, repeat=2) if pair[0] != pair[1]])
@pytest.mark.parametrize("at", ["0", "1", "-3/2"])
def test_bends(at: str, below: Fraction, above: Fraction) -> None:
    """One slope leads to the bend, the other away from it; near the bend the steeper one bounds the error."""
    bend, beside = Fraction(at), Fraction(1, 8)
    gaps = [Fraction(n, 16) for n in (-32, -3, -1, 0, 1, 3, 32)]
    for known in (True, False):
        on = column(*(bend + gap for gap in gaps), error=float(beside), known=known)
        rows = Rows([on], ir.Bend(0, bend, below, above))
        trues = [gap * (below if gap < 0 else above) for gap in gaps]
        told = [known or abs(gap) > beside for gap in gaps]
        for row, (gap, true) in enumerate(zip(gaps, trues, strict=True)):
            slope = below if gap < 0 else above
            steep = abs(slope) if told[row] else max(abs(below), abs(above))
            assert Fraction(rows.values[row]) == true
            loses = (abs(bend) + abs(gap + bend) + beside) * 4 * U + 2 * T
            assert stated(rows.errors[row], (beside + loses) * steep + abs(true) * 2 * U + T)
        flat = [tell and not (below if gap < 0 else above) for tell, gap in zip(told, gaps, strict=True)]
        assert rows.integers == [true if known or even else None for true, even in zip(trues, flat, strict=True)]
        assert not any(rows.left)


@pytest.mark.parametrize("slope", ["1/2", "-3"])
def test_bends_of_exact_numbers(slope: str) -> None:
    """What subtracting the bend loses is multiplied by the slope, and the product is rounded."""
    steep = abs(Fraction(slope))
    rows = Rows([column(3, -1, known=False)], ir.Bend(0, Fraction(1), Fraction(slope), Fraction(slope) * 2))
    for error, number, times in zip(rows.errors, (3, -1), (2 * steep, steep), strict=True):
        loses = (1 + abs(number)) * 4 * U + 2 * T
        assert stated(error, loses * times + 2 * times * 2 * U + T)
    thirds = Rows([column(2, -1)], ir.Bend(0, Fraction(1, 3), Fraction(1, 7), Fraction(2, 7)))
    for value, error, true in zip(thirds.values, thirds.errors, (Fraction(10, 21), Fraction(-4, 21)), strict=True):
        assert abs(Fraction(value) - true) <= Fraction(error)
    assert thirds.integers == [Fraction(10, 21), Fraction(-4, 21)]


def test_slopes_of_nothing_lose_no_more_than_the_smallest_double() -> None:
    """A product may fall below it."""
    rows = Rows([column(5, 3)], ir.Bend(0, Fraction(4), Fraction(1), Fraction(0)))
    assert Fraction(rows.errors[0]) == T
    assert Rows([column(NONE, 5)], ir.Bend(0, Fraction(4), Fraction(1), Fraction(0))).statuses == [3, 0]


# ---------------------------------------------------------------------------------------- the largest and the least

SEVERAL = [fraction(each) for each in ("-1", "1/3", "1/2", "3/4")]
TRIPLES = list(product(SEVERAL, repeat=3))


@pytest.mark.parametrize("largest", [False, True])
@pytest.mark.parametrize("shift", [-0.25, 0.0, 0.25])
def test_the_largest_and_the_least(shift: float, largest: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """Integers tell which column it is, and its error is that of the result."""
    errors = (0.5, 0.25 + 2.0**-40, 0.5)
    columns = [
        column(*(triple[place] for triple in TRIPLES), error=error, shift=shift if place == 1 else 0.0)
        for place, error in enumerate(errors)
    ]
    rows = Rows(columns, ir.MinMax((0, 1, 2), largest))
    trues = [(max if largest else min)(triple) for triple in TRIPLES]
    assert rows.integers == trues
    for triple, true, value, error in zip(TRIPLES, trues, rows.values, rows.errors, strict=True):
        taken = [place for place, each in enumerate(triple) if each == true]
        assert (value, error) in [
            (float(triple[place]) + (shift if place == 1 else 0), errors[place]) for place in taken
        ]
    assert not any(rows.left)


@pytest.mark.parametrize("largest", [False, True])
def test_the_largest_and_the_least_of_close_doubles(largest: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """Which one is taken moves the result by no more than the larger error; beyond their errors one is taken alone."""
    one = column(0, "1/4", -2, 2, error=0.5, known=False)
    for error in (0.125, 0.75):
        other = column(*[0] * 4, error=error, known=False)
        rows = Rows([one, other], ir.MinMax((0, 1), largest))
        assert rows.values == [0.0, 0.25 if largest else 0.0, *((0.0, 2.0) if largest else (-2.0, 0.0))]
        alone = [error, 0.5] if largest else [0.5, error]
        assert rows.errors == [max(error, 0.5)] * 2 + alone
        assert rows.integers == [None] * 4
        swapped = Rows([one, other], ir.MinMax((1, 0), largest))
        assert (swapped.values, swapped.errors) == (rows.values, rows.errors)
        assert not any(rows.left)


# ---------------------------------------------------------------------------------- products, quotients and powers

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


def test_a_divisor_that_is_all_error() -> None:
    """Where it may be as small as can be, nothing is known about the quotient but its integers."""
    rows = Rows([column(0, 1, 1), column("1/4", "1/4", -2, error=[0.25, 0.5, 2.0])], ir.Div(0, 1))
    assert rows.errors == [math.inf] * 3
    assert not any(rows.left)
    assert integers(rows.figures, 3) == [0, 4, Fraction(-1, 2)]


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


# --------------------------------------------------------------------------------------------- roundings and ranks

HALVES = {RoundingMode.HALF_UP, RoundingMode.HALF_DOWN, RoundingMode.HALF_EVEN}
MODES = sorted(RoundingMode, key=lambda mode: mode.value)


def rounded(number: Fraction, mode: RoundingMode) -> int:
    """As ``decimal`` rounds: the modes have its names."""
    exact = Decimal(number.numerator) / number.denominator
    return int(exact.quantize(Decimal(1), getattr(decimal, f"ROUND_{mode.value.upper()}")))


@pytest.mark.parametrize("mode", MODES)
def test_no_negative_zero(mode: RoundingMode) -> None:
    """Nothing is written with a sign."""
    rows = Rows([column("-1/8", "-1/4", "-3/8", 0, known=False)], ir.Round(0, mode))
    zeros = [value for value in rows.values if not value]
    assert all(math.copysign(1.0, value) == 1.0 for value in zeros)
    assert len(zeros) == 1 or mode not in {RoundingMode.UP, RoundingMode.FLOOR}


@pytest.mark.parametrize("mode", MODES)
def test_numbers_beyond_the_whole_doubles_are_left(mode: RoundingMode) -> None:
    """From ``2**52`` on neither halves nor wholes are told apart."""
    big = 2**52
    rows = Rows([column(big - 1, 1 - big, big, -big, 10 * big, 2)], ir.Round(0, mode))
    assert rows.left == [False, False, True, True, True, False]
    assert rows.values == [big - 1, 1 - big, 0, 0, 0, 2]
    above = Rows([column(Fraction(2 * big - 1, 2), Fraction(1 - 2 * big, 2), 7)], ir.Round(0, mode))
    assert above.left == [abs(rounded(Fraction(side * (2 * big - 1), 2), mode)) == big for side in (1, -1)] + [False]


@pytest.mark.parametrize("mode", MODES)
def test_errors_that_reach_two_edges(mode: RoundingMode) -> None:
    """From a quarter on, integers are not asked either, unless no edge is in doubt."""
    edge = Fraction(1, 2) if mode in HALVES else Fraction(0)
    rows = Rows([column(edge, edge, edge + Fraction(3, 8), error=[0.2499, 0.25, 0.375 - 2.0**-20])], ir.Round(0, mode))
    assert rows.left == [False, True, False]


MEMBERS = [fraction(each) for each in ("-1", "0", "1/3", "1/3", "1/2", "3/2", "3/2", "3/2", "7")]
AMONG = Among(MEMBERS)


def members_reached(number: Fraction, belongs: EdgeSide, members: tuple[Fraction, ...] | list[Fraction]) -> int:
    """Those below it, and with ABOVE those that equal it."""
    return sum(each < number or (each == number and belongs is EdgeSide.ABOVE) for each in members)


@pytest.mark.parametrize("belongs", EdgeSide)
@pytest.mark.parametrize(("scale", "offset"), [("1", "0"), ("3", "0"), ("1", "1/2"), ("1/3", "-1")])
def test_readings_are_ranked_by_their_decimals(scale: str, offset: str, belongs: EdgeSide) -> None:
    """A reading is ranked as the line on its decimal is; no row is left."""
    factor, plus = Fraction(scale), Fraction(offset)
    numbers = [-3.0, -1.5, -1.0, -0.0, 0.0, 0.1, 0.5, 1.0, 1.5, 4.0, 4.5, 6.5, 7.0, 7.5, 24.0, 1 / 3, 1e300]
    operation = ir.Rank(0, factor, plus, AMONG, belongs)
    rows = Rows([], ir.Input("a"), operation, given={"a": given(*numbers, NONE)})
    expected = [members_reached(factor * Fraction(repr(each)) + plus, belongs, MEMBERS) for each in numbers]
    assert rows.values[:-1] == expected
    assert rows.integers[:-1] == expected
    assert rows.errors == [0.0] * len(rows.values)
    assert rows.statuses == [0] * len(numbers) + [3]
    assert not any(rows.left)


def test_more_than_one_member_within_reach() -> None:
    """Then the row is left, whatever its integers tell."""
    among = Among([0, 1, 2, 2, 9])
    on = column(1, "3/2", 9, "5", 2, error=[1.5, 0.75, 1.0, 0.5, 0.5])
    rows = Rows([on], ir.Rank(0, Fraction(1), Fraction(0), among, EdgeSide.ABOVE))
    assert rows.left == [True, True, False, False, False]
    assert rows.values[2:] == [5, 4, 4]


@pytest.mark.parametrize("among", [Among([]), Among([1]), Among([1, 2])])
def test_numbers_that_no_double_holds_are_left(among: Among) -> None:
    """An infinite column, or an infinite error, tells nothing, however short the list is."""
    on = column(1, 1, 1, 3, error=[0.0, np.inf, np.inf, 0.0], shift=[np.inf, 0.0, np.inf, 0.0], known=False)
    rows = Rows([on], ir.Rank(0, Fraction(1), Fraction(0), among, EdgeSide.ABOVE))
    assert rows.left == [True, True, True, False]
    assert rows.values[3] == among.count


@pytest.mark.parametrize("power", [59, 60, 61, 62])
def test_integers_are_trusted_as_far_as_they_are_known(power: int) -> None:
    """The distance from a member of thirds, in parts of both denominators, is below ``2**62``.

    The numbers lie 1/2 from the member and are off by 1/2 and a little at most: three times 2 ** 60 is below 2 ** 62.
    """
    on = column("5/6", "-1/6", error=0.5 + 2.0**-20, size=2.0**power)
    rows = Rows([on], ir.Rank(0, Fraction(1), Fraction(0), Among([Fraction(1, 3)]), EdgeSide.ABOVE))
    assert rows.left == [power > 60] * 2


def test_members_that_share_a_double() -> None:
    """Two within one rounding of each other are two within reach."""
    near = [Fraction(1), 1 + Fraction(1, 10**20)]
    rows = Rows([column(1, 2, "1/2")], ir.Rank(0, Fraction(1), Fraction(0), Among(near), EdgeSide.ABOVE))
    assert rows.left == [True, False, False]
    assert rows.values[1:] == [2, 0]


def test_exact_numbers_beside_a_member() -> None:
    """Eight roundings reach no further; on the member itself the integers tell."""
    rows = Rows(
        [column(*(1 + k * 2 * U for k in (0, 4, 5, 6)), known=[True, False, False, False])],
        ir.Rank(0, Fraction(1), Fraction(0), Among([1]), EdgeSide.BELOW),
    )
    assert rows.left == [False, True, False, False]
    assert rows.values[0] == 0
    assert rows.values[2:] == [1, 1]
