"""Programs in some rows: what is read, chosen, matched and filled, and the doubles that are handed out."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from carefully import NONE, Rows, T, U, column, fraction, given, spread, stated

from perfkpi.language import Belongs, RoundingMode, Status
from perfkpi.meanings.columns.operations import (
    Chosen,
    Clip,
    Extreme,
    Filled,
    Kink,
    Line,
    Linear,
    Matched,
    Operation,
    Present,
    Product,
    Quotient,
    Raised,
    Read,
    Refused,
    Rounded,
    Test as Edge,
)
from perfkpi.meanings.columns.rows.careful import Careful

ZERO, ONE = Fraction(0), Fraction(1)
MODE = RoundingMode.FLOOR


def test_readings() -> None:
    """A decimal is off from its double by one rounding, and by the smallest double where it is tiny."""
    numbers = [0.1, -2.5, 0.0, 1e300, 2.0**-1074, 123456.789]
    measure = given(*numbers, NONE)
    rows = Rows([], Read("a"), given={"a": measure})
    figures = rows.figures
    assert figures.given is measure
    assert figures.values is measure.values
    assert rows.statuses == [0] * 6 + [3]
    for number, error in zip(numbers, rows.errors, strict=False):
        assert stated(error, abs(Fraction(number)) * U + T) or Fraction(error) == Fraction(number) == T
        assert abs(Fraction(repr(number)) - Fraction(number)) <= Fraction(error)
    short = Rows([], Read("a"), given={"a": given(0.1, -2.5, 0.0, 123456.789, 0.1 + 0.2)})
    assert short.integers == [*(Fraction(each) for each in ("0.1", "-2.5", "0", "123456.789")), None]


def test_categories() -> None:
    """The position of a name is no number that could be off."""
    measure = given(1.0, 0.0, NONE, names={"A": 0, "B": 1})
    rows = Rows([], Read("grade", category=True), given={"grade": measure})
    assert (rows.errors, rows.integers, rows.statuses) == ([0.0] * 3, [None] * 3, [0, 0, 3])
    assert rows.figures.values is measure.values
    assert rows.figures.given is measure


@pytest.mark.parametrize("status", [each for each in Status if each])
def test_refusals(status: Status) -> None:
    """No row has a number, and each has the status."""
    rows = Rows([column(1, 2)], Refused(status))
    assert rows.statuses == [status] * 2
    assert rows.figures.status.dtype == np.int8
    assert all(math.isnan(value) for value in rows.values)
    assert (rows.errors, rows.integers) == ([0.0, 0.0], [None, None])
    assert rows.figures.given is None


EACH: list[tuple[Operation, str]] = [
    (Linear(((0, Fraction(2)),), ONE), "5"),
    (Product(0, 0), "4"),
    (Quotient(None, 0), "1/2"),
    (Clip(0, None, ONE), "1"),
    (Kink(0, ONE, Fraction(3), Fraction(5)), "5"),
    (Extreme((0,), largest=True), "2"),
    (Rounded(0, MODE), "2"),
    (Chosen((Edge(0, ONE, Belongs.ABOVE),), (Line(None, ZERO, ONE), Line(None, ZERO, Fraction(9))), (0,)), "9"),
    (Filled(0, frozenset({NONE}), Line(None, ZERO, ONE)), "2"),
    (Present(0, frozenset({NONE})), "1"),
]


@pytest.mark.parametrize(("operation", "expected"), EACH, ids=lambda part: type(part).__name__)
def test_each_operation(operation: Operation, expected: str) -> None:
    """Each has its own meaning."""
    rows = Rows([column(2)], operation)
    assert rows.values == [float(fraction(expected))]
    assert rows.integers == [fraction(expected)]
    assert Rows([column(4)], Raised(0, Fraction(1, 2))).values == [2.0]


def test_operations_follow_their_operands() -> None:
    """Only those that are asked for are computed, in the order in which they are."""
    careful = Careful([Read("a"), Refused(NONE), Linear(((0, Fraction(2)),))], {"a": given(1.0, 2.0)}, 2)
    careful.run([0, 2])
    assert careful.line(Line(2)).values.tolist() == [2.0, 4.0]
    with pytest.raises(KeyError):
        careful.line(Line(1))


@pytest.mark.parametrize("number", [math.inf, 1e308, 0.0])
def test_doubles_that_overflow_are_no_warnings(number: float) -> None:
    """What becomes of them is told by their errors, and by the rows that are left."""
    rows = Rows([], Read("a"), Product(0, 0), Quotient(1, 1), Rounded(1, MODE), given={"a": given(number, 1.0)})
    assert rows.left == [True, False] or number == 0.0
    assert rows.nearest(Line(1))[0][1] == 1.0
    assert rows.whole(Line(0))[0][1] == 1


# ------------------------------------------------------------------------------------------------------------- lines


def test_lines() -> None:
    """A constant is one; a column that nothing is done to stays itself; any other line is a weighted sum."""
    rows = Rows([column("3/2", 5)])
    assert float(rows.line(Line(None, ZERO, Fraction(7))).values) == 7.0
    assert rows.line(Line(0)) is rows.figures
    for scale, offset in product((ONE, Fraction(2)), (ZERO, Fraction(1, 2))):
        assert rows.line(Line(0, scale, offset)).values.tolist() == [
            float(scale * each + offset) for each in (Fraction(3, 2), 5)
        ]


def test_whole_numbers() -> None:
    """They come as integers, with 0 and a status where there is none."""
    rows = Rows([column(3, NONE, -7, Status.UNDEFINED)])
    numbers, statuses = rows.whole(Line(0))
    assert (numbers.tolist(), statuses.tolist()) == ([3, 0, -7, 0], [0, 3, 0, 5])
    assert numbers.dtype == np.int64
    numbers, statuses = rows.whole(Line(0, Fraction(2), ONE))
    assert (numbers.tolist(), statuses.tolist()) == ([7, 0, -13, 0], [0, 3, 0, 5])
    constant, statuses = rows.whole(Line(None, ZERO, Fraction(4)))
    assert (spread(constant, 4), statuses.tolist()) == ([4.0] * 4, [0] * 4)


def test_the_nearest_doubles() -> None:
    """The quotient of two integers is the double nearest to it, whatever the computed double is."""
    numbers = [fraction(each) for each in ("1/3", "-2/7", "0", "0.1", "12345.678", "22/7")]
    rows = Rows([column(*numbers, shift=0.01, error=0.02)])
    for scale in (ONE, Fraction(1, 3), Fraction(-7, 10)):
        values, statuses, unproved = rows.nearest(Line(0, scale))
        assert values.tolist() == [float(scale * each) for each in numbers]
        assert all(math.copysign(1.0, value) == 1.0 for value in values.tolist() if not value)
        assert not statuses.any()
        assert not unproved.any()


def test_the_nearest_doubles_of_readings() -> None:
    """A reading is its own, however many digits it has; what is missing is NaN, and nobody has to prove it."""
    rows = Rows([], Read("a"), given={"a": given(0.1 + 0.2, -0.0, NONE, 1e300, Status.UNDEFINED)})
    values, statuses, unproved = rows.nearest(Line(0))
    assert np.array_equal(values, [0.1 + 0.2, 0.0, math.nan, 1e300, math.nan], equal_nan=True)
    assert math.copysign(1.0, values[1]) == 1.0
    assert statuses.tolist() == [0, 0, 3, 0, 5]
    assert unproved.tolist() == [False] * 5


def test_the_nearest_double_of_a_constant() -> None:
    """It stands in every row."""
    values, statuses, unproved = Rows([column(1, 2)]).nearest(Line(None, ZERO, Fraction(1, 3)))
    assert (values.tolist(), statuses.tolist(), unproved.tolist()) == ([1 / 3] * 2, [0, 0], [False, False])


def test_nearest_doubles_that_are_not_proved() -> None:
    """Integers beyond ``2**53`` round twice; without integers nothing is proved, unless there is no value at all."""
    rows = Rows([column("1/3", "1/3", NONE, known=[True, False, False])])
    values, _, unproved = rows.nearest(Line(0))
    assert unproved.tolist() == [False, True, False]
    assert math.isnan(values[2])


@pytest.mark.parametrize("power", [50, 51, 52, 53, 54])
def test_denominators_of_nearest_doubles(power: int) -> None:
    """Both the denominator and the numerator, with its error, must be below ``2**53``."""
    big = 2.0**power
    rows = Rows([column(0, "1/2", "3/2", "1/2", "-3/2", error=[0.0, 0.0, 0.0, 1.5, 0.25], size=big)])
    for factor in (1, 2):
        _, _, unproved = rows.nearest(Line(0, Fraction(1, factor)))
        size = big * factor
        largest = [ONE, ONE, Fraction(3, 2), Fraction(2), Fraction(7, 4)]
        bounds = [max(Fraction(size), Fraction(big) * each) for each in largest]
        if factor == 1:
            assert unproved.tolist() == [bound >= 2**53 for bound in bounds]
        else:
            assert unproved.all() == (size >= 2**53)


# ----------------------------------------------------------------------------------------------------------- choices

BRANCHES = (Line(1), Line(2, Fraction(2)), Line(3, ONE, ONE))
BRANCHED = [column(*["1/2"] * 9, error=0.125), column(*[3] * 9, error=0.25), column(*[-1] * 9)]
AT = [fraction(each) for each in ("0", "1/3", "1/2", "2/3", "1", "3/4", "-1", "5", "1/4")]


@pytest.mark.parametrize("belongs", Belongs)
@pytest.mark.parametrize("edges", [("1/3", "2/3"), ("2/3", "1/3"), ("1/2", "1/2")])
def test_the_first_edge_that_a_row_lies_before(edges: tuple[str, str], belongs: Belongs) -> None:
    """Its branch is taken, with its double, its error, and its integers; beyond all edges the last one."""
    tests = tuple(Edge(0, Fraction(edge), belongs) for edge in edges)
    on = column(*AT, error=0.0625, shift=0.05)
    rows = Rows([on, *BRANCHED], Chosen(tests, BRANCHES, (0,)))
    sides = [[each < Fraction(edge) or (each == Fraction(edge) and belongs is Belongs.BELOW) for edge in edges] for each in AT]
    taken = [0 if before[0] else 1 if before[1] else 2 for before in sides]
    trues = [(Fraction(1, 2), Fraction(6), Fraction(0))[branch] for branch in taken]
    assert rows.integers == trues
    assert rows.values == trues
    assert [error == pytest.approx((0.125, 0.5, 0.0)[branch]) for branch, error in zip(taken, rows.errors, strict=True)]
    assert not any(rows.statuses)
    assert not any(rows.left)


def test_rows_on_an_edge_that_nothing_tells() -> None:
    """They are left, unless an edge before has already been decided, or they have no value."""
    on = column(0, 1, 2, 3, NONE, error=[0.1] * 5, known=False)
    tests = (Edge(0, ONE, Belongs.ABOVE), Edge(0, Fraction(2), Belongs.ABOVE), Edge(0, ZERO, Belongs.ABOVE))
    lines = tuple(Line(None, ZERO, Fraction(each)) for each in (10, 20, 30, 40))
    rows = Rows([on], Chosen(tests, lines, (0,)))
    assert rows.left == [False, True, True, False, False]
    assert (rows.values[0], rows.values[3]) == (10.0, 40.0)
    assert rows.statuses == [0, 0, 0, 0, 3]


def test_whom_a_choice_is_blamed_on() -> None:
    """Where a test cannot be made, the severest status of what is blamed; one that is not reached has no say."""
    on = column(0, 2, NONE, 2, NONE, 0)
    other = column(NONE, Status.UNDEFINED, Status.UNDEFINED, 1, 1, 1)
    tests = (Edge(0, ONE, Belongs.ABOVE), Edge(1, ONE, Belongs.BELOW))
    lines = (Line(None, ZERO, Fraction(10)), Line(None, ZERO, Fraction(20)), Line(2))
    rows = Rows([on, other, column(*[Status.NOT_DUE] * 6)], Chosen(tests, lines, (0, 1)))
    assert rows.statuses == [0, 5, 5, 0, 3, 0]
    assert (rows.values[0], rows.values[3], rows.values[5]) == (10.0, 20.0, 10.0)
    last = Rows([on, column(*[2] * 6), column(*[Status.NOT_DUE] * 6)], Chosen(tests, lines, (0, 1)))
    assert last.statuses == [0, 1, 3, 1, 3, 0]


def test_the_status_of_a_branch() -> None:
    """What is chosen may be missing, and what is not chosen may be, too."""
    lines = (Line(1), Line(2))
    rows = Rows(
        [column(0, 2, 0, 2), column(NONE, NONE, 1, 1), column(Status.UNDEFINED, 5, Status.UNDEFINED, 5)],
        Chosen((Edge(0, ONE, Belongs.ABOVE),), lines, (0,)),
    )
    assert rows.statuses == [3, 0, 0, 0]
    assert rows.values[1:] == [5.0, 1.0, 5.0]


def test_a_case_for_each_name() -> None:
    """A name without a case, or one that is not known at all, has the rest; a missing one stays missing."""
    measure = given(0.0, 1.0, 2.0, -1.0, NONE, Status.INVALID_VALUE, names={"A": 0, "B": 1, "C": 2})
    cases = (("A", Line(1)), ("B", Line(None, ZERO, Fraction(1, 2))))
    rows = Rows(
        [], Read("grade", category=True), Read("a"), Read("b"), Matched(0, cases, Line(2)),
        given={
            "grade": measure,
            "a": given(1.5, NONE, NONE, NONE, NONE, NONE),
            "b": given(NONE, NONE, 4.0, Status.NOT_DUE, 2.5, Status.UNDEFINED),
        },
    )  # fmt: skip
    assert rows.statuses == [0, 0, 0, 1, 3, 6]
    assert rows.values[:3] == [1.5, 0.5, 4.0]
    assert rows.integers[:3] == [Fraction(3, 2), Fraction(1, 2), 4]
    assert not any(rows.left)


def test_names_that_no_row_has() -> None:
    """A position below 0 is that of no name, also where a case has a name that nobody knows."""
    rows = Rows(
        [],
        Read("grade", category=True),
        Matched(0, (("A", Line(None, ZERO, ONE)),), Line(None, ZERO, Fraction(2))),
        given={"grade": given(0.0, 1.0)},
    )
    assert rows.values == [2.0, 2.0]


def test_gaps_are_filled() -> None:
    """Where the status is one of some another column stands in, with its own status; elsewhere nothing changes."""
    on = column(1, NONE, Status.NOT_DUE, Status.UNDEFINED, NONE, error=0.25)
    other = column(7, "1/3", 7, 7, Status.INSUFFICIENT, error=0.5)
    rows = Rows([on, other], Filled(0, frozenset({NONE, Status.UNDEFINED}), Line(1, Fraction(2))))
    assert rows.statuses == [0, 0, 1, 0, 4]
    assert (rows.values[0], rows.values[3]) == (1.0, 14.0)
    assert (rows.errors[0], rows.errors[1]) == (0.25, pytest.approx(1.0))
    assert (rows.integers[0], rows.integers[1], rows.integers[3]) == (1, Fraction(2, 3), 14)


def test_what_is_there_is_counted() -> None:
    """1 where a row has no status among some, 0 where it has; a count has a value in every row."""
    on = column(5, NONE, Status.NOT_DUE, Status.UNDEFINED)
    rows = Rows([on], Present(0, frozenset({NONE, Status.UNDEFINED})))
    assert rows.values == [1.0, 0.0, 1.0, 0.0]
    assert rows.integers == [1, 0, 1, 0]
    assert (rows.errors, rows.statuses) == ([0.0] * 4, [0] * 4)
