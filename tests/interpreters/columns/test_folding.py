"""Sums of lines: constants are folded, what stands twice is one, and every sum is the exact one."""

from fractions import Fraction

import pytest
from operated import GAPS, disagreements, lowered, rows

from perfkpi.interpreters.columns import ir
from perfkpi.language import Add, Const, Defined, Div, Expr, Floor, Input, Kind, Match, Max, Status

A, B, C = Input("a"), Input("b"), Input("c")
GRADE = Input("grade", kind=Kind.CATEGORY)
ONE, ZERO = Fraction(1), Fraction(0)
ROWS = rows(a=[-2, 0, Fraction(1, 2), 3, GAPS[Status.NOT_DUE]], b=[-1, 0, 2, GAPS[Status.UNDEFINED]], c=[1, 4])
COUNT = 2 * Defined(A) + 3 * Defined(B)
COUNTED = [
    ir.Input("a"),
    ir.Defined(0, frozenset(Status) - {Status.OK}),
    ir.Input("b"),
    ir.Defined(2, frozenset(Status) - {Status.OK}),
    ir.WeightedCount(((1, Fraction(2)), (3, Fraction(3)))),
]
"""What the weights of the present figures are, counted; the quotients by them come after."""


@pytest.mark.parametrize(
    "expression",
    [
        Const(3) + Const("0.5") - 1,
        A + 0 * B,
        A - A + 5,
        2 * A + 3 * B - C + Const("1/3"),
        (2 * A + 3) + (4 * A - 5),
        A - (B - (C - 2 * A)),
        -A - 3,
        3 - 2 * A,
        Add((A, B, A, Const(2), A)),
        Floor(A + B + Const("1/2")),
        Floor(2 * (A + B) + Const("1/2")),
        Floor(3 * (A + B + 1) - 2),
        Div(A, COUNT) + Div(B, COUNT),
        2 * Div(A, COUNT) - 3 * Div(B + C + 1, COUNT) + 4,
        2 * Div(A + B + 5, COUNT) - 3 * Div(A - B + C - 7, COUNT),
        Add((Div(A, COUNT) + 5, 2 * Div(B, COUNT) - 1)),
        Div(A, COUNT) + Div(B, 2 * COUNT),
        Div(A, COUNT) + Div(B, Defined(A) + Defined(B)),
        Div(A, COUNT) + Div(Const(3), COUNT),
        Div(A, COUNT) + B,
        Div(A, COUNT) + Div(B, C),
        Div(A, A + B) + Div(C, A + B),
        Div(A, COUNT + C) + Div(B, COUNT + C),
    ],
)
def test_sums_of_lines_are_the_exact_sums(expression: Expr) -> None:
    """Whatever is folded, flattened or joined, every step has the exact number or status."""
    assert not disagreements(ROWS, expression)


@pytest.mark.parametrize(
    ("expression", "line"),
    [
        (Const("0.5"), ir.Affine(None, ZERO, Fraction(1, 2))),
        (Const(2) + Const(3), ir.Affine(None, ZERO, Fraction(5))),
        (Const(2) - Const(3), ir.Affine(None, ZERO, Fraction(-1))),
        (A, ir.Affine(0)),
        (A + 0, ir.Affine(0)),
        (2 * A + 3, ir.Affine(0, Fraction(2), Fraction(3))),
        (-3 * (A / 2 - 1), ir.Affine(0, Fraction(-3, 2), Fraction(3))),
        (A + A + 2 * A, ir.Affine(0, Fraction(4))),
        (A - A, ir.Affine(0, ZERO)),
    ],
)
def test_constants_stay_in_lines(expression: Expr, line: ir.Affine) -> None:
    """What is multiplied by one column or added to it needs no operation, and a constant needs none at all."""
    lowering = lowered(expression)
    assert lowering.lines[-1] == line
    assert lowering.operations == ([] if line.node is None else [ir.Input("a")])


def test_a_constant_is_a_plain_fraction() -> None:
    """A percentage is written as one, and folded as the number that it is."""
    (line,) = lowered(Const("12%")).lines
    assert (type(line.offset), line) == (Fraction, ir.Affine(None, ZERO, Fraction(3, 25)))


def test_categories_are_read_as_categories() -> None:
    """Only a category is read as one, whatever its case is."""
    lowering = lowered(Match(GRADE, [("A", A)], Const(1)))
    assert lowering.operations[0] == ir.Input("grade", category=True)
    assert lowering.operations[1] == ir.Input("a", category=False)
    assert [type(each.category) for each in lowering.operations if isinstance(each, ir.Input)] == [bool, bool]
    assert isinstance(lowering.operations[2], ir.Match)


def test_a_sum_is_one_operation_without_its_constants() -> None:
    """Sums that differ by a constant or a factor are lines on one column."""
    total = A + 2 * B
    lowering = lowered(total, total + 5, 3 * total, 1 - total)
    assert lowering.operations == [ir.Input("a"), ir.Input("b"), ir.WeightedSum(((0, ONE), (1, Fraction(2))))]
    found = {line for line in lowering.lines if line.node == 2}
    assert found == {
        ir.Affine(2),
        ir.Affine(2, ONE, Fraction(5)),
        ir.Affine(2, Fraction(3)),
        ir.Affine(2, Fraction(-1), ONE),
    }


def test_equal_operations_are_one() -> None:
    """A column is computed once, whatever it is made from and however often it is needed."""
    lowering = lowered(A * B, 2 * A * B, (A + 0) * (B + 1 - 1), Max((A * B, C)), Max((2 * A * B / 2, C)))
    assert len(lowering.operations) == len(set(lowering.operations)) == 5


@pytest.mark.parametrize(
    ("expression", "whole"),
    [
        (A, ir.Input("a")),
        (A + B, ir.WeightedSum(((0, ONE), (1, ONE)))),
        (2 * A, ir.WeightedSum(((0, Fraction(2)),))),
        (A + 1, ir.WeightedSum(((0, ONE),), ONE)),
        (2 * A + 1, ir.WeightedSum(((0, Fraction(2)),), ONE)),
        (3 * (A + 2 * B) - 1, ir.WeightedSum(((0, Fraction(3)), (1, Fraction(6))), Fraction(-1))),
    ],
)
def test_a_line_becomes_a_column_where_its_number_is_needed(expression: Expr, whole: ir.Operation) -> None:
    """A column is itself, a line on a column is a sum of one term, and a line on a sum is one sum."""
    lowering = lowered(expression)
    (line,) = lowering.lines[-1:]
    node = lowering.materialise(line)
    assert lowering.operations[node] == whole
    assert lowering.materialise(ir.Affine(node)) == node


def test_a_sum_of_a_sum_with_a_constant_is_one_sum() -> None:
    """The constant of a sum that became a column is multiplied and added to like its terms."""
    lowering = lowered(A + B)
    inner = lowering.materialise(ir.Affine(2, Fraction(2), Fraction(5)))
    outer = lowering.materialise(ir.Affine(inner, Fraction(3), Fraction(7)))
    assert lowering.operations[outer] == ir.WeightedSum(((0, Fraction(6)), (1, Fraction(6))), Fraction(22))


@pytest.mark.parametrize(
    ("expression", "top"),
    [
        (Div(A, COUNT) + Div(B, COUNT), ir.WeightedSum(((0, ONE), (2, ONE)))),
        (4 * Div(A, COUNT) - Div(B, COUNT), ir.WeightedSum(((0, Fraction(4)), (2, Fraction(-1))))),
        (Div(A + B, COUNT) + Div(A - B + 1, COUNT), ir.WeightedSum(((0, Fraction(2)), (2, ZERO)), ONE)),
        (
            2 * Div(A + B + 5, COUNT) - 3 * Div(A + 7, COUNT),
            ir.WeightedSum(((0, Fraction(-1)), (2, Fraction(2))), Fraction(-11)),
        ),
    ],
)
def test_quotients_by_one_count_are_one_quotient(expression: Expr, top: ir.WeightedSum) -> None:
    """A weighted mean of what is present is divided once, and its sums are one sum."""
    lowering = lowered(COUNT, expression)
    line = lowering.lines[-1]
    assert lowering.operations[:5] == COUNTED
    assert line == ir.Affine(line.node)
    joint = lowering.operations[line.node or 0]
    assert isinstance(joint, ir.Div)
    assert joint.bottom == 4
    assert lowering.operations[joint.top or 0] == top


@pytest.mark.parametrize(
    "expression",
    [
        Div(A, COUNT) + Div(B, COUNT + Defined(A)),
        Div(A, COUNT) + Div(B, COUNT + 1),
        Div(A, COUNT) + Div(Const(3), COUNT),
        Div(A, COUNT) + B,
        Div(A, COUNT) + A * B,
        Div(A, A + B) + Div(C, A + B),
        Div(A, COUNT + C) + Div(B, COUNT + C),
    ],
)
def test_other_sums_are_plain_sums(expression: Expr) -> None:
    """What does not have one count of what is present below it is added as it is."""
    lowering = lowered(expression)
    line = lowering.lines[-1]
    total = lowering.operations[line.node or 0]
    assert isinstance(total, ir.WeightedSum)
    assert len(total.terms) == 2
    assert set(total.terms) <= {(each.node, each.scale) for each in lowering.lines}
