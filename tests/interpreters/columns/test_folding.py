"""Sums of lines: constants are folded, what stands twice is one, and every sum is the exact one."""

from fractions import Fraction

import pytest
from operated import GAPS, disagreements, operations, rows

from perfkpi.language import Add, Const, Defined, Div, Expr, Floor, Input, Kind, Max, Status

A, B, C = Input("a"), Input("b"), Input("c")
GRADE = Input("grade", kind=Kind.CATEGORY)
ROWS = rows(a=[-2, 0, Fraction(1, 2), 3, GAPS[Status.NOT_DUE]], b=[-1, 0, 2, GAPS[Status.UNDEFINED]], c=[1, 4])
COUNT = 2 * Defined(A) + 3 * Defined(B)
COUNTED = ["Defined", "Defined", "WeightedCount"]
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
    "expression",
    [
        Const("0.5"),
        Const("12%"),
        Const(2) + Const(3),
        Const(2) - Const(3),
        A,
        A + 0,
        2 * A + 3,
        -3 * (A / 2 - 1),
        A + A + 2 * A,
        A - A,
    ],
)
def test_constants_stay_in_lines(expression: Expr) -> None:
    """What is multiplied by one column or added to it needs no operation, and a constant needs none at all."""
    assert operations(expression) == []
    assert not disagreements(ROWS, expression)


def test_a_sum_is_one_operation_without_its_constants() -> None:
    """Sums that differ by a constant or a factor are lines on one column."""
    total = A + 2 * B
    several = (total, total + 5, 3 * total, 1 - total)
    assert operations(*several) == ["WeightedSum"]
    assert not disagreements(ROWS, *several)


def test_equal_operations_are_one() -> None:
    """A column is computed once, whatever it is made from and however often it is needed."""
    expressions = (A * B, 2 * A * B, (A + 0) * (B + 1 - 1), Max((A * B, C)), Max((2 * A * B / 2, C)))
    assert operations(*expressions) == ["Mul", "MinMax"]
    assert not disagreements(ROWS, *expressions)


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        (A, []),
        (A + B, ["WeightedSum"]),
        (2 * A, ["WeightedSum"]),
        (A + 1, ["WeightedSum"]),
        (2 * A + 1, ["WeightedSum"]),
        (3 * (A + 2 * B) - 1, ["WeightedSum"]),
    ],
)
def test_a_line_becomes_a_column_where_its_number_is_needed(expression: Expr, names: list[str]) -> None:
    """A column is itself, and any line is one sum, however many sums it is made of."""
    largest = Max((expression, C))
    assert operations(largest) == [*names, "MinMax"]
    assert operations(largest, Max((expression, C - 1))) == [*names, "MinMax", "WeightedSum", "MinMax"]
    assert not disagreements(ROWS, largest, 3 * largest + 7)


@pytest.mark.parametrize(
    "expression",
    [
        Div(A, COUNT) + Div(B, COUNT),
        4 * Div(A, COUNT) - Div(B, COUNT),
        Div(A + B, COUNT) + Div(A - B + 1, COUNT),
        2 * Div(A + B + 5, COUNT) - 3 * Div(A + 7, COUNT),
    ],
)
def test_quotients_by_one_count_are_one_quotient(expression: Expr) -> None:
    """A weighted mean of what is present is divided once, and its sums are one sum, divided last."""
    found = operations(COUNT, expression)
    assert found[:3] == COUNTED
    assert found[-2:] == ["WeightedSum", "Div"]


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
    assert operations(expression)[-1] == "WeightedSum"
    assert not disagreements(ROWS, expression)
