"""Columns between two ends, lines that bend, and the largest of several columns."""

import math
from fractions import Fraction
from itertools import product

import pytest
from carefully import NONE, Rows, column, corners, fraction, reading, stated
from error_bounds import MORE, T, U

from perfkpi.interpreters.columns import ir
from perfkpi.language import Status

NUMBERS = [Fraction(n, 12) for n in (*range(-30, 31, 6), -13, -11, 3, 4, 5, 17, 19)]
ENDS = [None, Fraction(-1), Fraction(1, 3), Fraction(3, 2)]
PAIRS = [(low, high) for low, high in product(ENDS, repeat=2) if low is None or high is None or low <= high]


def clipped(number: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    """A number between two ends."""
    number = number if low is None else max(number, low)
    return number if high is None else min(number, high)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(("low", "high"), PAIRS)
def test_between_two_ends(low: Fraction | None, high: Fraction | None, known: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """Whatever is true within the error of the column is clipped to what lies within the error of the result."""
    for shift in (-0.125, 0.0, 0.125):
        on = column(*NUMBERS, shift=shift, error=0.125 + 2.0**-40, known=known)
        rows = Rows([on], ir.Clip(0, low, high))
        off = max(abs(Fraction(float(end)) - end) if end is not None else 0 for end in (low, high))
        for row, true in enumerate(NUMBERS):
            computed, *ends = corners(on, row)
            value, error = Fraction(rows.values[row]), Fraction(rows.errors[row])
            if known and clipped(true, low, high) != true and clipped(computed, low, high) == computed:
                continue  # the next test is about these
            assert abs(value - clipped(computed, low, high)) <= off
            for each in [true] if known else ends:
                assert abs(clipped(each, low, high) - value) <= error
            assert error <= Fraction(float(on.error[row])) + 2 * U
        assert not any(rows.left)
        if known:
            assert rows.integers == [clipped(each, low, high) for each in NUMBERS]


@pytest.mark.parametrize(("number", "shift"), [("1.0625", -0.125), ("-1.0625", 0.125)])
def test_a_number_that_only_integers_tell_to_lie_beyond_an_end(number: str, shift: float) -> None:
    """It is the end, though its double lies inside."""
    rows = Rows([column(number, shift=shift, error=0.125)], ir.Clip(0, Fraction(-1), Fraction(1)))
    end = clipped(Fraction(number), Fraction(-1), Fraction(1))
    assert rows.integers == [end]
    assert abs(Fraction(rows.values[0]) - end) <= Fraction(rows.errors[0])


@pytest.mark.parametrize(("low", "high"), PAIRS)
def test_beyond_an_end_only_the_end_is_off(low: Fraction | None, high: Fraction | None) -> None:
    """A double that is told to lie beyond an end is the end, whose double is off by one rounding, if at all."""
    on = column(-9, -9, 9, 9, error=[2.0**-50, 0.25, 2.0**-50, 0.25], known=[False, True, False, True])
    rows = Rows([on], ir.Clip(0, low, high))
    inexact = [Fraction(1, 3)] if Fraction(1, 3) in {low, high} else []
    off = sum(inexact) * U
    for row, end in enumerate((low, low, high, high)):
        if end is None:
            assert Fraction(float(on.error[row])) <= Fraction(rows.errors[row])
            assert Fraction(rows.errors[row]) <= (Fraction(float(on.error[row])) + off) * MORE
        else:
            assert rows.values[row] == float(end)
            assert abs(Fraction(float(end)) - end) <= Fraction(rows.errors[row]) <= off * MORE
    assert rows.integers[1::2] == [clipped(Fraction(each), low, high) for each in (-9, 9)]


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


def test_integers_beside_an_end() -> None:
    """Where nothing tells on which side a row lies, its integers are not handed on."""
    on = column(1, 1, "1/2", 3, error=[0.25, 0.25, 0.25, 0.25], size=2.0**70)
    rows = Rows([on], ir.Clip(0, Fraction(1), Fraction(2)))
    assert [each is not None for each in rows.integers] == [False, False, True, True]
    high = Rows([on], ir.Clip(0, None, Fraction(1)))
    assert [each is not None for each in high.integers] == [False, False, True, True]
    assert not any(rows.left)


def test_a_reading_between_two_ends() -> None:
    """Its decimal is clipped."""
    rows = Rows([reading(0.1, 0.3, 0.5, NONE)], ir.Clip(0, Fraction(1, 5), Fraction(3, 10)))
    assert rows.values[:3] == [0.2, 0.3, 0.3]
    assert rows.integers[:3] == [Fraction(1, 5), Fraction(3, 10), Fraction(3, 10)]
    assert rows.statuses == [0, 0, 0, 3]


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


def test_integers_beside_a_bend() -> None:
    """Where nothing tells on which side of it a row lies, its integers are not handed on."""
    on = column(1, 3, 0, error=0.25, size=2.0**70)
    rows = Rows([on], ir.Bend(0, Fraction(1), Fraction(2), Fraction(3)))
    assert rows.integers[0] is None
    assert rows.integers[1:] == [6, -2]


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


@pytest.mark.parametrize("largest", [False, True])
def test_integers_of_close_doubles_are_not_handed_on(largest: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """Which of two columns is meant is not known where their integers are too large to tell."""
    rows = Rows([column(1, 3, error=0.5, size=2.0**70), column(1, 1)], ir.MinMax((0, 1), largest))
    assert [each is None for each in rows.integers] == [True, False]
    assert rows.integers[1] == (3 if largest else 1)


def test_one_that_is_missing_speaks_for_all() -> None:
    """The largest of what is not there is not known, not even where another column is larger than all that may be."""
    columns = [column(1, NONE, 2, NONE), column(2, 9, 1, Status.UNDEFINED), column(0, 0, Status.NOT_DUE, 0)]
    assert Rows(columns, ir.MinMax((0, 1, 2), largest=True)).statuses == [0, 3, 1, 5]
    assert Rows(columns[:1], ir.MinMax((0,), largest=True)).statuses == [0, 3, 0, 3]
    assert math.isnan(Rows(columns[:1], ir.MinMax((0,), largest=True)).values[1])
