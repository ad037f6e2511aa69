"""What is chosen, matched, filled and counted in some rows."""

import math
from fractions import Fraction

import pytest
from carefully import NONE, Rows, column, fraction, given

from perfkpi.interpreters.columns import ir
from perfkpi.language import Belongs, Status

ZERO, ONE = Fraction(0), Fraction(1)
BRANCHES = (ir.Affine(1), ir.Affine(2, Fraction(2)), ir.Affine(3, ONE, ONE))
BRANCHED = [column(*["1/2"] * 9, error=0.125), column(*[3] * 9, error=0.25), column(*[-1] * 9)]
AT = [fraction(each) for each in ("0", "1/3", "1/2", "2/3", "1", "3/4", "-1", "5", "1/4")]


@pytest.mark.parametrize("belongs", Belongs)
@pytest.mark.parametrize("edges", [("1/3", "2/3"), ("2/3", "1/3"), ("1/2", "1/2")])
def test_the_first_edge_that_a_row_lies_before(edges: tuple[str, str], belongs: Belongs) -> None:
    """Its branch is taken, with its double, its error, and its integers; beyond all edges the last one."""
    tests = tuple(ir.Edge(0, Fraction(edge), belongs) for edge in edges)
    on = column(*AT, error=0.0625, shift=0.05)
    rows = Rows([on, *BRANCHED], ir.Choose(tests, BRANCHES, (0,)))
    sides = [
        [each < Fraction(edge) or (each == Fraction(edge) and belongs is Belongs.BELOW) for edge in edges]
        for each in AT
    ]
    taken = [0 if before[0] else 1 if before[1] else 2 for before in sides]
    trues = [(Fraction(1, 2), Fraction(6), Fraction(0))[branch] for branch in taken]
    assert rows.integers == trues
    assert rows.values == trues
    for branch, error in zip(taken, rows.errors, strict=True):
        assert math.isclose(error, (0.125, 0.5, 0.0)[branch], rel_tol=1e-8, abs_tol=1e-12)
    assert not any(rows.statuses)
    assert not any(rows.left)


def test_rows_on_an_edge_that_nothing_tells() -> None:
    """They are left, unless an edge before has already been decided, or they have no value."""
    on = column(0, 1, 2, 3, NONE, error=[0.1] * 5, known=False)
    tests = (ir.Edge(0, ONE, Belongs.ABOVE), ir.Edge(0, Fraction(2), Belongs.ABOVE), ir.Edge(0, ZERO, Belongs.ABOVE))
    lines = tuple(ir.Affine(None, ZERO, Fraction(each)) for each in (10, 20, 30, 40))
    rows = Rows([on], ir.Choose(tests, lines, (0,)))
    assert rows.left == [False, True, True, False, False]
    assert (rows.values[0], rows.values[3]) == (10.0, 40.0)
    assert rows.statuses == [0, 0, 0, 0, 3]


def test_whom_a_choice_is_blamed_on() -> None:
    """Where a test cannot be made, the severest status of what is blamed; one that is not reached has no say."""
    on = column(0, 2, NONE, 2, NONE, 0)
    other = column(NONE, Status.UNDEFINED, Status.UNDEFINED, 1, 1, 1)
    tests = (ir.Edge(0, ONE, Belongs.ABOVE), ir.Edge(1, ONE, Belongs.BELOW))
    lines = (ir.Affine(None, ZERO, Fraction(10)), ir.Affine(None, ZERO, Fraction(20)), ir.Affine(2))
    rows = Rows([on, other, column(*[Status.NOT_DUE] * 6)], ir.Choose(tests, lines, (0, 1)))
    assert rows.statuses == [0, 5, 5, 0, 3, 0]
    assert (rows.values[0], rows.values[3], rows.values[5]) == (10.0, 20.0, 10.0)
    last = Rows([on, column(*[2] * 6), column(*[Status.NOT_DUE] * 6)], ir.Choose(tests, lines, (0, 1)))
    assert last.statuses == [0, 1, 3, 1, 3, 0]


def test_the_status_of_a_branch() -> None:
    """What is chosen may be missing, and what is not chosen may be, too."""
    lines = (ir.Affine(1), ir.Affine(2))
    rows = Rows(
        [column(0, 2, 0, 2), column(NONE, NONE, 1, 1), column(Status.UNDEFINED, 5, Status.UNDEFINED, 5)],
        ir.Choose((ir.Edge(0, ONE, Belongs.ABOVE),), lines, (0,)),
    )
    assert rows.statuses == [3, 0, 0, 0]
    assert rows.values[1:] == [5.0, 1.0, 5.0]


def test_a_case_for_each_name() -> None:
    """A name without a case, or one that is not known at all, has the rest; a missing one stays missing."""
    measure = given(0.0, 1.0, 2.0, -1.0, NONE, Status.INVALID_VALUE, names={"A": 0, "B": 1, "C": 2})
    cases = (("A", ir.Affine(1)), ("B", ir.Affine(None, ZERO, Fraction(1, 2))))
    rows = Rows(
        [], ir.Input("grade", category=True), ir.Input("a"), ir.Input("b"), ir.Match(0, cases, ir.Affine(2)),
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
        ir.Input("grade", category=True),
        ir.Match(0, (("A", ir.Affine(None, ZERO, ONE)),), ir.Affine(None, ZERO, Fraction(2))),
        given={"grade": given(0.0, 1.0)},
    )
    assert rows.values == [2.0, 2.0]


def test_gaps_are_filled() -> None:
    """Where the status is one of some another column stands in, with its own status; elsewhere nothing changes."""
    on = column(1, NONE, Status.NOT_DUE, Status.UNDEFINED, NONE, error=0.25)
    other = column(7, "1/3", 7, 7, Status.INSUFFICIENT, error=0.5)
    rows = Rows([on, other], ir.Coalesce(0, frozenset({NONE, Status.UNDEFINED}), ir.Affine(1, Fraction(2))))
    assert rows.statuses == [0, 0, 1, 0, 4]
    assert (rows.values[0], rows.values[3]) == (1.0, 14.0)
    assert rows.errors[0] == 0.25
    assert math.isclose(rows.errors[1], 1.0, rel_tol=1e-8)
    assert (rows.integers[0], rows.integers[1], rows.integers[3]) == (1, Fraction(2, 3), 14)


def test_what_is_there_is_counted() -> None:
    """1 where a row has no status among some, 0 where it has; a count has a value in every row."""
    on = column(5, NONE, Status.NOT_DUE, Status.UNDEFINED)
    rows = Rows([on], ir.Defined(0, frozenset({NONE, Status.UNDEFINED})))
    assert rows.values == [1.0, 0.0, 1.0, 0.0]
    assert rows.integers == [1, 0, 1, 0]
    assert (rows.errors, rows.statuses) == ([0.0] * 4, [0] * 4)
