"""Policies about what is absent: kept where a row may be absent so, and left out where none can be."""

import pytest
from operated import GAPS, Cell, disagreements, operations, rows

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
EVERY = frozenset(Status) - {Status.OK}
LATE, UNKNOWN = frozenset({Status.NOT_DUE}), frozenset({Status.UNDEFINED})
BOTH = LATE | UNKNOWN
WHY = Reason("why", zh="为何", en="why")
REFUSED = Undefined(Status.INVALID_VALUE, WHY)
CELLS: list[Cell | int] = [0, 2, *GAPS.values()]
ROWS = rows(a=CELLS, b=CELLS, grade=["A", GAPS[Status.NOT_DUE]])


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
    ("expression", "names"),
    [
        (Coalesce(A, BOTH, Const(5)), ["Coalesce"]),
        (Coalesce(2 * A + 3, LATE, Const(5)), ["Coalesce"]),
        (Coalesce(A - A + 1, LATE, Const(5)), ["WeightedSum", "Coalesce"]),
        (Coalesce(2 * A, LATE, A + 1), ["WeightedSum", "WeightedSum", "Coalesce"]),
        (Coalesce(2 * A, UNKNOWN, Const(5)), []),
        (Defined(A), ["Defined"]),
        (Defined(2 * A + 1, BOTH), ["Defined"]),
        (Defined(A, UNKNOWN), []),
        (REFUSED + A, ["Undefined", "WeightedSum"]),
        (Defined(Const(3)), []),
        (Coalesce(Const(4), LATE, Const(5)), []),
        (Named(Role.POINTS, "p", Max((A, B))), ["MinMax"]),
        (Match(Named(Role.VALUE, "g", GRADE), [("A", A)], B), ["Match"]),
    ],
)
def test_only_statuses_that_a_row_may_have_are_met(expression: Expr, names: list[str]) -> None:
    """A constant stands in for the column within its line, and is never absent; names and marks are no operations."""
    assert operations(expression, absences=LATE) == names
    late: list[Cell | int] = [0, 2, GAPS[Status.NOT_DUE]]
    assert not disagreements(rows(a=late, b=late, grade=["A", "B"]), expression, absences=LATE)


@pytest.mark.parametrize("status", sorted(EVERY))
def test_every_status_is_met_where_nothing_is_foretold(status: Status) -> None:
    """Rows may be absent in every way."""
    expressions = (Defined(A), Defined(A, {status}), Coalesce(A, {status}, B))
    assert operations(*expressions).count("Defined") == 2 - (status not in Defined(A).gaps)
    assert not disagreements(ROWS, *expressions)
