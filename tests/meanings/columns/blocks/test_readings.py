"""Measures on registers: which figures a check lets pass, what is counted as present, what stands in for gaps."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from one_block import Ranges, agree, computed, of_plan, plan_of, registers
from operated import present

from perfkpi.language import Status
from perfkpi.meanings.columns.arrays import LARGEST, SMALLEST
from perfkpi.meanings.columns.intervals import UncoveredError
from perfkpi.meanings.columns.operations import (
    Clip,
    Extreme,
    Filled,
    Line,
    Linear,
    Operation,
    Product,
    Quotient,
    Read,
    Refused,
)

F = Fraction
NAN = math.nan
RANGES: Ranges = dict.fromkeys("abcdefg", (-100.0, 100.0))
GAPS = Status.absences()

# ----------------------------------------------------------------------------------------------------------- checks

TINY = math.nextafter(0.0, 1.0)
FIGURES = (
    1.0,
    -1.0,
    0.0,
    -0.0,
    SMALLEST,
    math.nextafter(SMALLEST, 0),
    TINY,
    LARGEST,
    -LARGEST,
    math.inf,
    -math.inf,
    NAN,
)


def covered(figure: float, *, divides: bool, gaps: bool) -> bool:
    """Whether a plan says something about a figure: a number of full precision, positive where something is divided."""
    if math.isnan(figure):
        return gaps
    return math.isfinite(figure) and (figure >= SMALLEST if divides else True)


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("divides", [False, True])
@pytest.mark.parametrize("strided", [False, True])
def test_a_check_gives_up_where_a_figure_is_not_covered(*, gaps: bool, divides: bool, strided: bool) -> None:
    """Wherever it stands in a block, also in a block of one row, or in a column that is part of a table of rows."""
    operations: list[Operation] = [Read("a"), Quotient(None, 0)] if divides else [Read("a"), Clip(0, F(-1), F(1))]
    plan = plan_of(operations, {"a": (SMALLEST if divides else -math.inf, math.inf)}, gaps=gaps)
    columns = [(one,) for one in FIGURES] + list(product(FIGURES, repeat=2))
    columns += [(2.0, one, 2.0) for one in FIGURES] + [(NAN, NAN, one) for one in FIGURES]
    for column in columns:
        array = np.array([column, column]).T[:, 0] if strided else np.array(column)
        found = of_plan(plan, {"a": array})
        assert (found is not None) is all(covered(each, divides=divides, gaps=gaps) for each in column), column


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("also", [False, True])
def test_a_division_checks_both_of_its_figures(*, gaps: bool, also: bool) -> None:
    """Also where what is divided is a divisor elsewhere; the quotient tells nothing that the figures do not."""
    operations: list[Operation] = [Read("a"), Read("b"), Quotient(0, 1)]
    if also:
        operations += [Quotient(1, 0), Linear(((2, F(1)), (3, F(1))))]
    ranges = {"a": (1.0, 2.0) if also else (-2.0, 2.0), "b": (1.0, 2.0)}
    plan = plan_of(operations, ranges, gaps=gaps)
    for top, bottom, last in product(FIGURES, FIGURES, (1.0, -1.0)):
        good = all(covered(each, divides=also, gaps=gaps) for each in (top, last))
        good = good and covered(bottom, divides=True, gaps=gaps)
        if also and good and top / bottom == math.inf:
            continue  # which is given up, though both figures are covered
        assert (of_plan(plan, {"a": [top, last], "b": [bottom, 1.0]}) is not None) is good, (top, bottom, last)


def test_a_figure_divided_by_itself_is_checked_once() -> None:
    """There is only one of it."""
    plan = plan_of([Read("a"), Quotient(0, 0)], {"a": (1.0, 2.0)})
    assert len(plan.checked) - len(plan.unchecked) == 2  # the other one is for the total beside it
    for figure in FIGURES:
        for column in ([figure], [1.0, figure]):
            assert (of_plan(plan, {"a": column}) is not None) is covered(figure, divides=True, gaps=False)


def test_a_measure_is_checked_once_and_before_anything_is_made_of_it() -> None:
    """However often it is read."""
    operations: list[Operation] = [Read("a"), Read("b"), Linear(((0, F(1)), (1, F(1)))), Quotient(2, 0), Product(3, 1)]
    plan = plan_of(operations, {"a": (1.0, 2.0), "b": (1.0, 2.0)})
    checks = [each not in plan.unchecked for each in plan.checked]
    assert checks.count(True) == 3
    # The total beside it is checked, rounded, written; then both figures, before sum, quotient and product.
    assert checks == [True, False, False, True, True, False, False, False, False]
    assert of_plan(plan, {"a": [1.0, 0.0], "b": [1.0, 1.0]}) is None
    assert of_plan(plan, {"a": [1.0, 1.0], "b": [1.0, 0.0]}) is not None
    assert plan.measures == ("a", "b", "beside")


# ----------------------------------------------------------------------------------------------------------- counts

ROWS = list(product((NAN, 0.0), repeat=3))
THREE = {name: [row[place] for row in ROWS] for place, name in enumerate("abc")}


@pytest.mark.parametrize("offset", [F(0), F(1), F(-1, 2), F(1, 6)])
@pytest.mark.parametrize(
    "shares", [(F(1),), (F(1), F(2)), (F(1, 2), F(1, 3), F(1, 6)), (F(-1), F(1, 4), F(3)), (F(1, 10),) * 3]
)
def test_shares_of_what_is_present(shares: tuple[Fraction, ...], offset: Fraction) -> None:
    """Of measures and of what is computed from them, as the doubles nearest to them."""
    several = len(shares)
    columns = {name: THREE[name] for name in "abc"[:several]}
    plain: list[Operation] = [*map(Read, columns), *map(present, range(several))]
    plain += [Linear(tuple(enumerate(shares, start=several)), offset)]
    doubled: list[Operation] = [*map(Read, columns), *[Clip(place, F(0), F(1)) for place in range(several)]]
    doubled += [*map(present, range(several, 2 * several)), Linear(tuple(enumerate(shares, start=2 * several)), offset)]
    for operations in (plain, doubled):
        agree(operations, RANGES, columns, gaps=True)
        found = computed(operations, RANGES, columns, gaps=True)
        counts = [
            sum((share for share, each in zip(shares, row, strict=False) if each == 0), offset)
            for row in zip(*columns.values(), strict=True)
        ]
        assert found.values == [float(count) for count in counts]


def test_two_counts_of_the_same_figures() -> None:
    """What the first has counted serves the second, in the order and with the shares of its own."""
    operations: list[Operation] = [*map(Read, "abc"), *map(present, range(3))]
    operations += [Linear(((3, F(1, 2)), (4, F(1, 4)))), Linear(((5, F(3)), (4, F(2)), (3, F(1))))]
    operations += [Linear(((6, F(64)), (7, F(1))))]
    agree(operations, RANGES, THREE, gaps=True)


@pytest.mark.parametrize("sign", [1, -1])
def test_counts_are_as_large_as_small_integers(sign: int) -> None:
    """All shares together, in whole parts of one, come to 127 at most; the error names what is added to them."""
    for first, offset, fits in ((127, 0, True), (128, 0, False), (100, 27, True), (100, 28, False), (100, -28, False)):
        terms = ((2, F(sign * (first - 1))), (3, F(1)))
        operations: list[Operation] = [
            Read("a"),
            Read("b"),
            present(0),
            present(1),
            Linear(terms, F(offset)),
        ]
        if fits:
            agree(operations, RANGES, {"a": [1.0, NAN, 1.0, NAN], "b": [1.0, 1.0, NAN, NAN]}, gaps=True)
        else:
            with pytest.raises(UncoveredError) as refused:
                plan_of(operations, RANGES, gaps=True)
            assert refused.value.args == (F(offset),)


def test_what_is_counted_once_may_be_read_on_its_own() -> None:
    """1 where there is a figure, 0 where there is none."""
    operations: list[Operation] = [Read("a"), Clip(0, F(0), F(1)), present(1)]
    agree(operations, RANGES, {"a": [NAN, 0.0, 5.0, -1.0]}, gaps=True)
    product_of: list[Operation] = [*operations, Read("b"), Product(2, 3), Product(4, 1)]
    columns = {"a": [NAN, 0.0, 5.0, -1.0], "b": [2.0, 3.0, 4.0, 5.0]}
    agree(product_of[:-1], RANGES, columns, gaps=True)
    agree(product_of, RANGES, columns, gaps=True)


def test_a_figure_is_kept_as_long_as_it_is_counted() -> None:
    """What is made of it in between takes other registers; when it was counted, they are given back."""
    operations: list[Operation] = [
        Read("a"),
        Read("b"),
        Clip(0, F(0), F(1)),
        Clip(1, F(0), F(1)),
        present(2),
        present(3),
    ]
    operations += [
        Linear(((2, F(2)), (3, F(3)))),
        Linear(((4, F(1, 2)), (5, F(1, 2)))),
        Linear(((6, F(1)), (7, F(100)))),
    ]
    rows = list(product((NAN, 0.5), repeat=2))
    agree(operations, RANGES, {"a": [one for one, _ in rows], "b": [two for _, two in rows]}, gaps=True)
    assert registers(operations, RANGES, gaps=True) == 4  # two columns, their sum, how many there are
    operations += [Product(8, 0), Clip(9, F(-1), None), Extreme((9, 10), largest=True), Extreme((8, 11), largest=True)]
    assert registers(operations, RANGES, gaps=True) == 4  # all this in those of the columns


@pytest.mark.parametrize("alone", [False, True])
def test_registers_of_counts_are_given_back(*, alone: bool) -> None:
    """A chain of any length takes what is counted, and the count."""
    operations: list[Operation] = [Read("a"), Clip(0, F(0), F(1))]
    for _ in range(3):
        last = len(operations) - 1
        operations += [present(last)] if alone else [present(last), Linear(((last + 1, F(1, 2)),), F(1, 2))]
        operations += [Product(0, len(operations) - 1)]
    assert registers(operations, RANGES, gaps=True) == 2


# ------------------------------------------------------------------------------------------------------------- gaps

FIVE = {"a": [NAN, 1.0, -3.0, NAN, 0.0], "b": [2.0, 3.0, NAN, NAN, 5.0]}


@pytest.mark.parametrize("kind", [Read("a"), Clip(0, F(0), F(5)), Clip(0, F(-5), F(0)), Clip(0, F(-1), F(1))])
@pytest.mark.parametrize("number", [F(-5), F(0), F(5), F(1, 2), F(200), F(-200), F(1, 3)])
def test_a_constant_stands_in_for_gaps(kind: Operation, number: Fraction) -> None:
    """Whether it lies below all figures, above them, at an end of them or between."""
    column: list[Operation] = [Read("a")] if isinstance(kind, Read) else [Read("a"), kind]
    operations: list[Operation] = [*column, Filled(len(column) - 1, GAPS, Line(None, F(0), number))]
    agree(operations, RANGES, {"a": FIVE["a"]}, gaps=True)


def test_a_column_stands_in_for_gaps() -> None:
    """A measure or a computed one; where it is missing as well, the gap stays."""
    agree([Read("a"), Read("b"), Filled(0, GAPS, Line(1))], RANGES, FIVE, gaps=True)
    tripled: list[Operation] = [Read("a"), Read("b"), Linear(((0, F(3)),)), Linear(((1, F(3)),))]
    agree([*tripled, Filled(2, GAPS, Line(3))], RANGES, FIVE, gaps=True)
    agree([*tripled, Filled(2, GAPS, Line(1)), Filled(3, GAPS, Line(2)), Product(4, 5)], RANGES, FIVE, gaps=True)


def test_rows_without_what_a_rule_requires_are_lost() -> None:
    """And no others; what is there is what it was."""
    refused: list[Operation] = [Read("a"), Refused(Status.INSUFFICIENT), Linear(((0, F(2)),))]
    for on in (0, 2):
        operations: list[Operation] = [*refused, Filled(on, GAPS, Line(1))]
        agree(operations, RANGES, {"a": FIVE["a"]}, gaps=True)
        agree(operations, RANGES, {"a": [1.0, 2.0]}, gaps=True)
        agree([*operations, Linear(((2, F(1)), (3, F(4))))], RANGES, {"a": [NAN, 1.0, 2.0]}, gaps=True)
    chain: list[Operation] = list(refused)
    for place in range(2, 8, 2):
        chain += [Filled(place, GAPS, Line(1)), Product(0, place + 1)]
    assert registers(chain, RANGES, gaps=True) == 1


def clipped(number: int) -> list[Operation]:
    """A computed column from -1 to 1 in which gaps are filled, and what it was, and both once more."""
    operations: list[Operation] = [Read("a"), Clip(0, F(-1), F(1)), Filled(1, GAPS, Line(None, F(0), F(number)))]
    return [*operations, Clip(2, F(-9), F(9)), Linear(((1, F(1)), (2, F(4)), (3, F(16))))]


@pytest.mark.parametrize("number", [-5, 0, 5])
def test_what_is_filled_can_be_read_again(number: int) -> None:
    """As it was, and filled."""
    agree(clipped(number), RANGES, {"a": FIVE["a"]}, gaps=True)


@pytest.mark.parametrize(("number", "needed"), [(-5, 2), (-1, 2), (0, 2), (1, 2), (5, 2)])
def test_registers_of_what_is_filled_are_given_back(number: int, needed: int) -> None:
    """A chain of any length takes one, and one for the constant where it lies beyond all figures, however many need it.

    Where it lies among them, gaps are looked for while the column is still there.
    """
    operations: list[Operation] = [Read("a"), Clip(0, F(-1), F(1))]
    for place in range(1, 9, 2):
        operations += [Filled(place, GAPS, Line(None, F(0), F(number))), Clip(place + 1, F(-1), F(1))]
    assert registers(operations, RANGES, gaps=True) == needed
    agree(operations, RANGES, {"a": FIVE["a"]}, gaps=True)


def test_a_column_that_stands_in_gives_its_register_back() -> None:
    """So does the column in which it stands in."""
    operations: list[Operation] = [Read("a"), Read("b"), Clip(0, F(0), F(1))]
    for place in range(2, 8, 2):
        operations += [Clip(1, F(place), None), Filled(place, GAPS, Line(place + 1))]
    assert registers(operations, RANGES, gaps=True) == 3


def test_two_constants_have_two_registers() -> None:
    """The same one is used again, also by another column."""
    columns: list[Operation] = [Read("a"), Read("b")]
    for numbers, needed in (((100, 100), 3), ((100, 200), 4), ((-100, 100), 4)):
        fills: list[Operation] = [Filled(place, GAPS, Line(None, F(0), F(each))) for place, each in enumerate(numbers)]
        operations = [*columns, *fills, Linear(((2, F(1)), (3, F(1))))]
        assert registers(operations, RANGES, gaps=True) == needed
        agree(operations, RANGES, FIVE, gaps=True)
