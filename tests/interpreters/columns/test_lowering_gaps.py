"""Policies about what is absent: kept where a row may be absent so, and left out where none can be."""

from fractions import Fraction

import pytest
from operated import GAPS, Cell, disagreements, lowered, rows

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.lowering import EVERY
from perfkpi.language import (
    Coalesce,
    Const,
    Defined,
    Div,
    Expr,
    Input,
    Kind,
    Match,
    Max,
    Named,
    Reason,
    Role,
    Status,
    Undefined,
)

A, B, GRADE = Input("a"), Input("b"), Input("grade", kind=Kind.CATEGORY)
ONE, ZERO = Fraction(1), Fraction(0)
LATE, UNKNOWN = frozenset({Status.NOT_DUE}), frozenset({Status.UNDEFINED})
BOTH = LATE | UNKNOWN
WHY = Reason("why", zh="为何", en="why")
REFUSED = Undefined(Status.INVALID_VALUE, WHY)
CELLS: list[Cell | int] = [0, 2, *GAPS.values()]
ROWS = rows(a=CELLS, b=CELLS, grade=["A", GAPS[Status.NOT_DUE]])


def test_every_status_is_one_of_no_value_but_ok() -> None:
    """What is not all right has no value, for one reason or another."""
    assert EVERY | {Status.OK} == set(Status)
    assert Status.OK not in EVERY


@pytest.mark.parametrize(
    "expression",
    [
        Coalesce(A, LATE, Const(5)),
        Coalesce(A, EVERY, B),
        Coalesce(2 * A + 3, LATE, Const(5)),
        Coalesce(2 * A + 3, UNKNOWN, 3 * B - 1),
        Coalesce(A - A, LATE, Const(5)),
        Coalesce(A - A + 1, BOTH, B + 1),
        Coalesce(Const(4), EVERY, B),
        Coalesce(Div(A, B), UNKNOWN, Const(-1)),
        Coalesce(Div(A, B), UNKNOWN, Div(B, A)),
        Coalesce(A, frozenset(), Const(5)),
        Coalesce(Coalesce(A, LATE, Const(5)), UNKNOWN, Const(6)),
        Coalesce(REFUSED, {Status.INVALID_VALUE}, A),
        Coalesce(REFUSED, LATE, A),
        REFUSED + A,
        Defined(A, LATE),
        Defined(2 * A + 1),
        2 * Defined(A + B, BOTH) - 1,
        Defined(Const(3)),
        Defined(A, frozenset()),
        Defined(GRADE),
        Defined(Named(Role.VALUE, "g", GRADE)),
        Defined(REFUSED),
        Defined(REFUSED, LATE),
        Named(Role.POINTS, "p", 2 * A),
    ],
)
def test_policies_are_the_exact_ones(expression: Expr) -> None:
    """Whatever is absent for whatever reason, each step has the exact number or status."""
    assert not disagreements(ROWS, expression)


@pytest.mark.parametrize("absences", [frozenset[Status](), LATE, UNKNOWN, BOTH])
@pytest.mark.parametrize(
    "expression",
    [
        Coalesce(A, LATE, Const(5)),
        Coalesce(3 - A, EVERY, B + 1),
        Coalesce(A - A, UNKNOWN, B),
        Defined(A, LATE) + 2 * Defined(A, UNKNOWN) + 4 * Defined(B),
        Defined(2 * A + 1) * Coalesce(A, EVERY, Const(7)),
    ],
)
def test_policies_hold_wherever_rows_are_absent_as_foretold(expression: Expr, absences: frozenset[Status]) -> None:
    """What is left out changes nothing in rows that have no other statuses."""
    cells: list[Cell | int] = [0, 2, *(GAPS[status] for status in absences)]
    assert not disagreements(rows(a=cells, b=cells), expression, absences=absences)


@pytest.mark.parametrize(
    ("expression", "line", "operations"),
    [
        (Coalesce(A, BOTH, Const(5)), ir.Affine(1), [ir.Coalesce(0, LATE, ir.Affine(None, ZERO, Fraction(5)))]),
        (
            Coalesce(2 * A + 3, LATE, Const(5)),
            ir.Affine(1, Fraction(2), Fraction(3)),
            [ir.Coalesce(0, LATE, ir.Affine(None, ZERO, ONE))],
        ),
        (
            Coalesce(A - A + 1, LATE, Const(5)),
            ir.Affine(2),
            [ir.WeightedSum(((0, ZERO),), ONE), ir.Coalesce(1, LATE, ir.Affine(None, ZERO, Fraction(5)))],
        ),
        (
            Coalesce(2 * A, LATE, A + 1),
            ir.Affine(3),
            [ir.WeightedSum(((0, Fraction(2)),)), ir.WeightedSum(((0, ONE),), ONE), ir.Coalesce(1, LATE, ir.Affine(2))],
        ),
        (Coalesce(2 * A, UNKNOWN, Const(5)), ir.Affine(0, Fraction(2)), []),
        (Defined(A), ir.Affine(1), [ir.Defined(0, LATE)]),
        (Defined(2 * A + 1, BOTH), ir.Affine(1), [ir.Defined(0, LATE)]),
        (
            Undefined(Status.INVALID_VALUE, WHY) + A,
            ir.Affine(2),
            [ir.Undefined(Status.INVALID_VALUE), ir.WeightedSum(((0, ONE), (1, ONE)))],
        ),
    ],
)
def test_only_statuses_that_a_row_may_have_are_met(
    expression: Expr, line: ir.Affine, operations: list[ir.Operation]
) -> None:
    """A constant stands in for the column within its line; other figures have to be computed."""
    lowering = lowered(expression, absences=LATE)
    assert lowering.lines[-1] == line
    assert [each for each in lowering.operations if each != ir.Input("a")] == operations


def test_a_constant_is_never_absent() -> None:
    """Nothing stands in for it, and it counts wherever it is asked for."""
    lowering = lowered(Defined(Const(3)), Coalesce(Const(4), LATE, Const(5)))
    assert lowering.operations == []
    assert {line.offset for line in lowering.lines} == {Fraction(number) for number in (1, 3, 4, 5)}
    assert lowering.lines[-1] == ir.Affine(None, ZERO, Fraction(4))


def test_what_is_counted_on_is_assumed() -> None:
    """Where a row can not be absent so, a figure counts as one and is remembered; what is met is not."""
    lowering = lowered(
        Defined(A, UNKNOWN), Defined(2 * B + 1, UNKNOWN), Defined(A + B), Defined(Const(1)), absences=LATE
    )
    total = lowering.operations.index(ir.WeightedSum(((0, ONE), (1, ONE))))
    assert lowering.assumed == {0, 1}
    assert ir.Defined(total, LATE) in lowering.operations
    assert lowered(Defined(A, UNKNOWN), absences=LATE).lines[-1] == ir.Affine(None, ZERO, ONE)
    assert lowered(Defined(A)).assumed == set()


def test_every_status_is_met_where_nothing_is_foretold() -> None:
    """Rows may be absent in every way."""
    assert lowered(Defined(A)).operations == [ir.Input("a"), ir.Defined(0, EVERY)]


def test_names_are_no_operations() -> None:
    """A part that is marked is the line itself."""
    assert lowered(Named(Role.POINTS, "p", Max((A, B)))).lines[-2:] == [ir.Affine(2), ir.Affine(2)]


def test_a_category_that_is_named_is_the_category() -> None:
    """A part may be the letter that was given."""
    lowering = lowered(Match(Named(Role.VALUE, "g", GRADE), [("A", A)], B))
    assert lowering.operations[0] == ir.Input("grade", category=True)
    assert lowering.lines[:2] == [ir.Affine(0), ir.Affine(0)]
