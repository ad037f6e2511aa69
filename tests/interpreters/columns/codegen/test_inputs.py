"""Measures on registers: which figures a check lets pass, what is counted as present, what stands in for gaps."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from one_block import Ranges, agree, computed, of_plan, plan_of, registers
from operated import present

from perfkpi.doubles import LARGEST, SMALLEST
from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.intervals import UncoveredError
from perfkpi.language import Status

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
    operations: list[ir.Operation] = (
        [ir.Input("a"), ir.Div(None, 0)] if divides else [ir.Input("a"), ir.Clip(0, F(-1), F(1))]
    )
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
    operations: list[ir.Operation] = [ir.Input("a"), ir.Input("b"), ir.Div(0, 1)]
    if also:
        operations += [ir.Div(1, 0), ir.WeightedSum(((2, F(1)), (3, F(1))))]
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
    plan = plan_of([ir.Input("a"), ir.Div(0, 0)], {"a": (1.0, 2.0)})
    assert len(plan.code.checked) - len(plan.code.unchecked) == 2  # the other one is for the total beside it
    for figure in FIGURES:
        for column in ([figure], [1.0, figure]):
            assert (of_plan(plan, {"a": column}) is not None) is covered(figure, divides=True, gaps=False)


def test_a_measure_is_checked_once_and_before_anything_is_made_of_it() -> None:
    """However often it is read."""
    operations: list[ir.Operation] = [
        ir.Input("a"),
        ir.Input("b"),
        ir.WeightedSum(((0, F(1)), (1, F(1)))),
        ir.Div(2, 0),
        ir.Mul(3, 1),
    ]
    plan = plan_of(operations, {"a": (1.0, 2.0), "b": (1.0, 2.0)})
    checks = [each not in plan.code.unchecked for each in plan.code.checked]
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
    plain: list[ir.Operation] = [*map(ir.Input, columns), *map(present, range(several))]
    plain += [ir.WeightedCount(tuple(enumerate(shares, start=several)), offset)]
    doubled: list[ir.Operation] = [*map(ir.Input, columns), *[ir.Clip(place, F(0), F(1)) for place in range(several)]]
    doubled += [
        *map(present, range(several, 2 * several)),
        ir.WeightedCount(tuple(enumerate(shares, start=2 * several)), offset),
    ]
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
    operations: list[ir.Operation] = [*map(ir.Input, "abc"), *map(present, range(3))]
    operations += [ir.WeightedCount(((3, F(1, 2)), (4, F(1, 4)))), ir.WeightedCount(((5, F(3)), (4, F(2)), (3, F(1))))]
    operations += [ir.WeightedSum(((6, F(64)), (7, F(1))))]
    agree(operations, RANGES, THREE, gaps=True)


@pytest.mark.parametrize("sign", [1, -1])
def test_counts_are_as_large_as_small_integers(sign: int) -> None:
    """All shares together, in whole parts of one, come to 127 at most; the error names what is added to them."""
    for first, offset, fits in ((127, 0, True), (128, 0, False), (100, 27, True), (100, 28, False), (100, -28, False)):
        terms = ((2, F(sign * (first - 1))), (3, F(1)))
        operations: list[ir.Operation] = [
            ir.Input("a"),
            ir.Input("b"),
            present(0),
            present(1),
            ir.WeightedCount(terms, F(offset)),
        ]
        if fits:
            agree(operations, RANGES, {"a": [1.0, NAN, 1.0, NAN], "b": [1.0, 1.0, NAN, NAN]}, gaps=True)
        else:
            with pytest.raises(UncoveredError) as refused:
                plan_of(operations, RANGES, gaps=True)
            assert refused.value.args == (F(offset),)


def test_what_is_counted_once_may_be_read_on_its_own() -> None:
    """1 where there is a figure, 0 where there is none."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Clip(0, F(0), F(1)), present(1)]
    agree(operations, RANGES, {"a": [NAN, 0.0, 5.0, -1.0]}, gaps=True)
    product_of: list[ir.Operation] = [*operations, ir.Input("b"), ir.Mul(2, 3), ir.Mul(4, 1)]
    columns = {"a": [NAN, 0.0, 5.0, -1.0], "b": [2.0, 3.0, 4.0, 5.0]}
    agree(product_of[:-1], RANGES, columns, gaps=True)
    agree(product_of, RANGES, columns, gaps=True)


def test_a_figure_is_kept_as_long_as_it_is_counted() -> None:
    """What is made of it in between takes other registers; when it was counted, they are given back."""
    operations: list[ir.Operation] = [
        ir.Input("a"),
        ir.Input("b"),
        ir.Clip(0, F(0), F(1)),
        ir.Clip(1, F(0), F(1)),
        present(2),
        present(3),
    ]
    operations += [
        ir.WeightedSum(((2, F(2)), (3, F(3)))),
        ir.WeightedCount(((4, F(1, 2)), (5, F(1, 2)))),
        ir.WeightedSum(((6, F(1)), (7, F(100)))),
    ]
    rows = list(product((NAN, 0.5), repeat=2))
    agree(operations, RANGES, {"a": [one for one, _ in rows], "b": [two for _, two in rows]}, gaps=True)
    assert registers(operations, RANGES, gaps=True) == 4  # two columns, their sum, how many there are
    operations += [
        ir.Mul(8, 0),
        ir.Clip(9, F(-1), None),
        ir.MinMax((9, 10), largest=True),
        ir.MinMax((8, 11), largest=True),
    ]
    assert registers(operations, RANGES, gaps=True) == 4  # all this in those of the columns


@pytest.mark.parametrize("alone", [False, True])
def test_registers_of_counts_are_given_back(*, alone: bool) -> None:
    """A chain of any length takes what is counted, and the count."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Clip(0, F(0), F(1))]
    for _ in range(3):
        last = len(operations) - 1
        operations += [present(last)] if alone else [present(last), ir.WeightedCount(((last + 1, F(1, 2)),), F(1, 2))]
        operations += [ir.Mul(0, len(operations) - 1)]
    assert registers(operations, RANGES, gaps=True) == 2


# ------------------------------------------------------------------------------------------------------------- gaps

FIVE = {"a": [NAN, 1.0, -3.0, NAN, 0.0], "b": [2.0, 3.0, NAN, NAN, 5.0]}


@pytest.mark.parametrize(
    "kind", [ir.Input("a"), ir.Clip(0, F(0), F(5)), ir.Clip(0, F(-5), F(0)), ir.Clip(0, F(-1), F(1))]
)
@pytest.mark.parametrize("number", [F(-5), F(0), F(5), F(1, 2), F(200), F(-200), F(1, 3)])
def test_a_constant_stands_in_for_gaps(kind: ir.Operation, number: Fraction) -> None:
    """Whether it lies below all figures, above them, at an end of them or between."""
    column: list[ir.Operation] = [ir.Input("a")] if isinstance(kind, ir.Input) else [ir.Input("a"), kind]
    operations: list[ir.Operation] = [*column, ir.Coalesce(len(column) - 1, GAPS, ir.Affine(None, F(0), number))]
    agree(operations, RANGES, {"a": FIVE["a"]}, gaps=True)


def test_a_column_stands_in_for_gaps() -> None:
    """A measure or a computed one; where it is missing as well, the gap stays."""
    agree([ir.Input("a"), ir.Input("b"), ir.Coalesce(0, GAPS, ir.Affine(1))], RANGES, FIVE, gaps=True)
    tripled: list[ir.Operation] = [
        ir.Input("a"),
        ir.Input("b"),
        ir.WeightedSum(((0, F(3)),)),
        ir.WeightedSum(((1, F(3)),)),
    ]
    agree([*tripled, ir.Coalesce(2, GAPS, ir.Affine(3))], RANGES, FIVE, gaps=True)
    agree(
        [*tripled, ir.Coalesce(2, GAPS, ir.Affine(1)), ir.Coalesce(3, GAPS, ir.Affine(2)), ir.Mul(4, 5)],
        RANGES,
        FIVE,
        gaps=True,
    )


def test_rows_without_what_a_rule_requires_are_lost() -> None:
    """And no others; what is there is what it was."""
    refused: list[ir.Operation] = [ir.Input("a"), ir.Undefined(Status.INSUFFICIENT), ir.WeightedSum(((0, F(2)),))]
    for on in (0, 2):
        operations: list[ir.Operation] = [*refused, ir.Coalesce(on, GAPS, ir.Affine(1))]
        agree(operations, RANGES, {"a": FIVE["a"]}, gaps=True)
        agree(operations, RANGES, {"a": [1.0, 2.0]}, gaps=True)
        agree([*operations, ir.WeightedSum(((2, F(1)), (3, F(4))))], RANGES, {"a": [NAN, 1.0, 2.0]}, gaps=True)
    chain: list[ir.Operation] = list(refused)
    for place in range(2, 8, 2):
        chain += [ir.Coalesce(place, GAPS, ir.Affine(1)), ir.Mul(0, place + 1)]
    assert registers(chain, RANGES, gaps=True) == 1


def clipped(number: int) -> list[ir.Operation]:
    """A computed column from -1 to 1 in which gaps are filled, and what it was, and both once more."""
    operations: list[ir.Operation] = [
        ir.Input("a"),
        ir.Clip(0, F(-1), F(1)),
        ir.Coalesce(1, GAPS, ir.Affine(None, F(0), F(number))),
    ]
    return [*operations, ir.Clip(2, F(-9), F(9)), ir.WeightedSum(((1, F(1)), (2, F(4)), (3, F(16))))]


@pytest.mark.parametrize("number", [-5, 0, 5])
def test_what_is_filled_can_be_read_again(number: int) -> None:
    """As it was, and filled."""
    agree(clipped(number), RANGES, {"a": FIVE["a"]}, gaps=True)


@pytest.mark.parametrize(("number", "needed"), [(-5, 2), (-1, 2), (0, 2), (1, 2), (5, 2)])
def test_registers_of_what_is_filled_are_given_back(number: int, needed: int) -> None:
    """A chain of any length takes one, and one for the constant where it lies beyond all figures, however many need it.

    Where it lies among them, gaps are looked for while the column is still there.
    """
    operations: list[ir.Operation] = [ir.Input("a"), ir.Clip(0, F(-1), F(1))]
    for place in range(1, 9, 2):
        operations += [ir.Coalesce(place, GAPS, ir.Affine(None, F(0), F(number))), ir.Clip(place + 1, F(-1), F(1))]
    assert registers(operations, RANGES, gaps=True) == needed
    agree(operations, RANGES, {"a": FIVE["a"]}, gaps=True)


def test_a_column_that_stands_in_gives_its_register_back() -> None:
    """So does the column in which it stands in."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Input("b"), ir.Clip(0, F(0), F(1))]
    for place in range(2, 8, 2):
        operations += [ir.Clip(1, F(place), None), ir.Coalesce(place, GAPS, ir.Affine(place + 1))]
    assert registers(operations, RANGES, gaps=True) == 3


def test_two_constants_have_two_registers() -> None:
    """The same one is used again, also by another column."""
    columns: list[ir.Operation] = [ir.Input("a"), ir.Input("b")]
    for numbers, needed in (((100, 100), 3), ((100, 200), 4), ((-100, 100), 4)):
        fills: list[ir.Operation] = [
            ir.Coalesce(place, GAPS, ir.Affine(None, F(0), F(each))) for place, each in enumerate(numbers)
        ]
        operations = [*columns, *fills, ir.WeightedSum(((2, F(1)), (3, F(1))))]
        assert registers(operations, RANGES, gaps=True) == needed
        agree(operations, RANGES, FIVE, gaps=True)
