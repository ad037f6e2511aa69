"""Programs in some rows: what is read, what each operation is, and the doubles that are handed out."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from carefully import NONE, Rows, column, fraction, given, spread, stated
from error_bounds import T, U

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.certified_rows.interpreter import CertifiedRows
from perfkpi.language import EdgeSide, RoundingMode, Status

ZERO, ONE = Fraction(0), Fraction(1)
MODE = RoundingMode.FLOOR


def test_readings() -> None:
    """A decimal is off from its double by one rounding, and by the smallest double where it is tiny."""
    numbers = [0.1, -2.5, 0.0, 1e300, 2.0**-1074, 123456.789]
    measure = given(*numbers, NONE)
    rows = Rows([], ir.Input("a"), given={"a": measure})
    figures = rows.figures
    assert figures.given is measure
    assert figures.values is measure.values
    assert rows.statuses == [0] * 6 + [3]
    for number, error in zip(numbers, rows.errors, strict=False):
        assert stated(error, abs(Fraction(number)) * U + T) or Fraction(error) == Fraction(number) == T
        assert abs(Fraction(repr(number)) - Fraction(number)) <= Fraction(error)
    short = Rows([], ir.Input("a"), given={"a": given(0.1, -2.5, 0.0, 123456.789, 0.1 + 0.2)})
    assert short.integers == [*(Fraction(each) for each in ("0.1", "-2.5", "0", "123456.789")), None]


def test_categories() -> None:
    """The position of a name is no number that could be off."""
    measure = given(1.0, 0.0, NONE, names={"A": 0, "B": 1})
    rows = Rows([], ir.Input("grade", category=True), given={"grade": measure})
    assert (rows.errors, rows.integers, rows.statuses) == ([0.0] * 3, [None] * 3, [0, 0, 3])
    assert rows.figures.values is measure.values
    assert rows.figures.given is measure


@pytest.mark.parametrize("status", [each for each in Status if each])
def test_refusals(status: Status) -> None:
    """No row has a number, and each has the status."""
    rows = Rows([column(1, 2)], ir.Undefined(status))
    assert rows.statuses == [status] * 2
    assert rows.figures.status.dtype == np.int8
    assert all(math.isnan(value) for value in rows.values)
    assert (rows.errors, rows.integers) == ([0.0, 0.0], [None, None])
    assert rows.figures.given is None


EACH: list[tuple[ir.Operation, str]] = [
    (ir.WeightedSum(((0, Fraction(2)),), ONE), "5"),
    (ir.Mul(0, 0), "4"),
    (ir.Div(None, 0), "1/2"),
    (ir.Clip(0, None, ONE), "1"),
    (ir.Bend(0, ONE, Fraction(3), Fraction(5)), "5"),
    (ir.MinMax((0,), largest=True), "2"),
    (ir.Round(0, MODE), "2"),
    (
        ir.Choose(
            (ir.Edge(0, ONE, EdgeSide.ABOVE),), (ir.Affine(None, ZERO, ONE), ir.Affine(None, ZERO, Fraction(9))), (0,)
        ),
        "9",
    ),
    (ir.Coalesce(0, frozenset({NONE}), ir.Affine(None, ZERO, ONE)), "2"),
    (ir.Defined(0, frozenset({NONE})), "1"),
]


@pytest.mark.parametrize(("operation", "expected"), EACH, ids=lambda part: type(part).__name__)
def test_each_operation(operation: ir.Operation, expected: str) -> None:
    """Each has its own meaning."""
    rows = Rows([column(2)], operation)
    assert rows.values == [float(fraction(expected))]
    assert rows.integers == [fraction(expected)]
    assert Rows([column(4)], ir.Power(0, Fraction(1, 2))).values == [2.0]


def test_operations_follow_their_operands() -> None:
    """Only those that are asked for are computed, in the order in which they are."""
    careful = CertifiedRows(
        [ir.Input("a"), ir.Undefined(NONE), ir.WeightedSum(((0, Fraction(2)),))], {"a": given(1.0, 2.0)}, 2
    )
    careful.run([0, 2])
    assert careful.line(ir.Affine(2)).values.tolist() == [2.0, 4.0]
    with pytest.raises(KeyError):
        careful.line(ir.Affine(1))


@pytest.mark.parametrize("number", [math.inf, 1e308, 0.0])
def test_doubles_that_overflow_are_no_warnings(number: float) -> None:
    """What becomes of them is told by their errors, and by the rows that are left."""
    rows = Rows([], ir.Input("a"), ir.Mul(0, 0), ir.Div(1, 1), ir.Round(1, MODE), given={"a": given(number, 1.0)})
    assert rows.left == [True, False] or number == 0.0
    assert rows.nearest(ir.Affine(1))[0][1] == 1.0
    assert rows.whole_numbers(ir.Affine(0))[0][1] == 1


def test_lines() -> None:
    """A constant is one; a column that nothing is done to stays itself; any other line is a weighted sum."""
    rows = Rows([column("3/2", 5)])
    assert float(rows.line(ir.Affine(None, ZERO, Fraction(7))).values) == 7.0
    assert rows.line(ir.Affine(0)) is rows.figures
    for scale, offset in product((ONE, Fraction(2)), (ZERO, Fraction(1, 2))):
        assert rows.line(ir.Affine(0, scale, offset)).values.tolist() == [
            float(scale * each + offset) for each in (Fraction(3, 2), 5)
        ]


def test_whole_numbers() -> None:
    """They come as integers, with 0 and a status where there is none."""
    rows = Rows([column(3, NONE, -7, Status.UNDEFINED)])
    numbers, statuses = rows.whole_numbers(ir.Affine(0))
    assert (numbers.tolist(), statuses.tolist()) == ([3, 0, -7, 0], [0, 3, 0, 5])
    assert numbers.dtype == np.int64
    numbers, statuses = rows.whole_numbers(ir.Affine(0, Fraction(2), ONE))
    assert (numbers.tolist(), statuses.tolist()) == ([7, 0, -13, 0], [0, 3, 0, 5])
    constant, statuses = rows.whole_numbers(ir.Affine(None, ZERO, Fraction(4)))
    assert (spread(constant, 4), statuses.tolist()) == ([4.0] * 4, [0] * 4)


def test_the_nearest_doubles() -> None:
    """The quotient of two integers is the double nearest to it, whatever the computed double is."""
    numbers = [fraction(each) for each in ("1/3", "-2/7", "0", "0.1", "12345.678", "22/7")]
    rows = Rows([column(*numbers, shift=0.01, error=0.02)])
    for scale in (ONE, Fraction(1, 3), Fraction(-7, 10)):
        values, statuses, unproved = rows.nearest(ir.Affine(0, scale))
        assert values.tolist() == [float(scale * each) for each in numbers]
        assert all(math.copysign(1.0, value) == 1.0 for value in values.tolist() if not value)
        assert not statuses.any()
        assert not unproved.any()


def test_the_nearest_doubles_of_readings() -> None:
    """A reading is its own, however many digits it has; what is missing is NaN, and nobody has to prove it."""
    rows = Rows([], ir.Input("a"), given={"a": given(0.1 + 0.2, -0.0, NONE, 1e300, Status.UNDEFINED)})
    values, statuses, unproved = rows.nearest(ir.Affine(0))
    assert np.array_equal(values, [0.1 + 0.2, 0.0, math.nan, 1e300, math.nan], equal_nan=True)
    assert math.copysign(1.0, values[1]) == 1.0
    assert statuses.tolist() == [0, 0, 3, 0, 5]
    assert unproved.tolist() == [False] * 5


def test_the_nearest_double_of_a_constant() -> None:
    """It stands in every row."""
    values, statuses, unproved = Rows([column(1, 2)]).nearest(ir.Affine(None, ZERO, Fraction(1, 3)))
    assert (values.tolist(), statuses.tolist(), unproved.tolist()) == ([1 / 3] * 2, [0, 0], [False, False])


def test_nearest_doubles_that_are_not_proved() -> None:
    """Integers beyond ``2**53`` round twice; without integers nothing is proved, unless there is no value at all."""
    rows = Rows([column("1/3", "1/3", NONE, known=[True, False, False])])
    values, _, unproved = rows.nearest(ir.Affine(0))
    assert unproved.tolist() == [False, True, False]
    assert math.isnan(values[2])


def test_denominators_beyond_the_integers() -> None:
    """They are nothing modulo ``2**64``, which is no warning: the row is not proved."""
    assert Rows([column(Fraction(1, 2**64))]).nearest(ir.Affine(0))[2].tolist() == [True]


@pytest.mark.parametrize("power", [50, 51, 52, 53, 54])
def test_denominators_of_nearest_doubles(power: int) -> None:
    """Both the denominator and the numerator, with its error, must be below ``2**53``."""
    big = 2.0**power
    rows = Rows([column(0, "1/2", "3/2", "1/2", "-3/2", error=[0.0, 0.0, 0.0, 1.5, 0.25], size=big)])
    for factor in (1, 2):
        _, _, unproved = rows.nearest(ir.Affine(0, Fraction(1, factor)))
        size = big * factor
        largest = [ONE, ONE, Fraction(3, 2), Fraction(2), Fraction(7, 4)]
        bounds = [max(Fraction(size), Fraction(big) * each) for each in largest]
        if factor == 1:
            assert unproved.tolist() == [bound >= 2**53 for bound in bounds]
        else:
            assert unproved.all() == (size >= 2**53)
