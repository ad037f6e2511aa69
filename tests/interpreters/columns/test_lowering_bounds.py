"""Bounds of lines: constants become clips, two lines on one column bend where they meet, the rest is compared."""

from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from operated import GAPS, disagreements, operations, rows

from perfkpi.language import Add, Const, Expr, Floor, Input, Max, Min, Round, RoundingMode, Status

A, B, C = Input("a"), Input("b"), Input("c")
HALVES = [Fraction(half, 2) for half in range(-13, 20)]
ALONE = rows(a=[*HALVES, GAPS[Status.NOT_MEASURED]])
ROWS = rows(a=[-2, 0, Fraction(1, 2), 3], b=[-1, 0, 2, GAPS[Status.UNDEFINED]], c=[1, -1, 3])
LINES = [scale * A + offset for scale, offset in product([-2, 0, 1, 2], [-1, 3])]
"""Lines that rise, fall or do neither, some of them parallel."""


@pytest.mark.parametrize("bound", [Min, Max])
def test_two_lines_on_a_column(bound: type[Min | Max]) -> None:
    """The least and the largest of any two lines are exact in every row, before, at and after where they meet."""
    pairs = [bound(pair) for pair in combinations_with_replacement(LINES, 2)]
    assert not disagreements(ALONE, Add(pairs), Add([bound(pair[::-1]) for pair in (each.values for each in pairs)]))


@pytest.mark.parametrize("bound", [Min, Max])
def test_bounds_by_constants(bound: type[Min | Max]) -> None:
    """A line that has a constant bound, and perhaps another one on either side, is exact in every row."""
    other = {Min: Max, Max: Min}[bound]
    once = [bound((line, Const(end))) for line, end in product(LINES, [0, 5])]
    twice = [kind((line, Const(end))) for line, end, kind in product(once, [0, 6], [bound, other])]
    moved = [kind((3 - 2 * line, Const(end))) for line, end, kind in product(once, [0, 6], [bound, other])]
    assert not disagreements(ALONE, *twice, *moved)


@pytest.mark.parametrize(
    "expression",
    [
        Max((A, B)),
        Min((A, B, C)),
        Max((A, B, Const(1))),
        Min((Const(2), A, Const(1), B, A)),
        Max((Const(2), Const(5), Const(3))),
        Min((Const(2), Const(5), Const(3))) + A,
        Max((A, 2 * A, 3 * A)),
        Min((A, 2 * A, 3 - A)),
        Max((2 * A, 2 * B)),
        Max((A + 1, B)),
        Max((2 * (A + B), 2 * A + 2 * B)),
        Min((A,)),
        Min((Max((Min((A, B)), Const(0))), Const(2))),
    ],
)
def test_bounds_of_several_columns(expression: Expr) -> None:
    """The least and the largest of several columns are exact, and undefined where any column is."""
    assert not disagreements(ROWS, expression)


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("step", [1, "1/2", 2, "2/3"])
def test_roundings(mode: RoundingMode, step: int | str) -> None:
    """Columns, lines and constants are rounded as every mode says."""
    size = Fraction(step)
    constants = [Round(Const(half), size, mode) for half in HALVES]
    assert not disagreements(ALONE, Round(A, size, mode), Round(Const("1/2") - 3 * A, size, mode), *constants)


def test_floors() -> None:
    """The floor of a column, of a line and of a constant is the exact one."""
    assert not disagreements(ALONE, Floor(A), Floor(2 - A / 3), Floor(Const("-7/2")), Floor(Floor(A) / 2))


@pytest.mark.parametrize(
    "expression",
    [
        Max((Const(2), Const(5))),
        Min((Const(2), Const(5))),
        Max((A, A)),
        Min((2 * A + 1, A + A + 1)),
        Max((A - A + 3, Const(1))),
        Max((A - A + 3, Const(4))),
        Min((A - A + 3, Const(1))),
        Min((A - A + 3, Const(4))),
        Floor(Const("7/2")),
        Round(Const("7/4"), Fraction(1, 2)),
    ],
)
def test_nothing_is_left_to_compare(expression: Expr) -> None:
    """Constants, equal lines and numbers that no row changes need no operation."""
    assert not operations(expression)
    assert not disagreements(ALONE, expression)


@pytest.mark.parametrize(
    "expression",
    [
        Max((A, Const(2))),
        Min((A, Const(2))),
        Max((Const(2), A, Const(5))),
        Min((Const(2), A, Const(5))),
        Max((2 * A + 1, Const(5))),
        Max((A / 2 + 1, Const(5))),
        Max((1 - 2 * A, Const(5))),
        Min((1 - 2 * A, Const(5))),
    ],
)
def test_a_constant_bound_cuts_a_column_off(expression: Expr) -> None:
    """A line is cut off where its column is, so that the line stays one: another line on it is no operation more."""
    assert operations(expression) == operations(expression, 3 * expression - 1) == ["Clip"]
    assert not disagreements(ALONE, expression)


@pytest.mark.parametrize(
    "expression",
    [
        Min((Max((A, Const(1))), Const(4))),
        Max((Min((A, Const(4))), Const(1))),
        Min((Max((A, Const(4))), Const(4))),
        Min((3 - 2 * Min((A, Const(4))), Const(1))),
    ],
)
def test_bounds_on_both_sides_are_one_clip(expression: Expr) -> None:
    """The clip within is not on the way to it."""
    assert operations(expression) == ["Clip"]
    assert not disagreements(ALONE, expression)


@pytest.mark.parametrize(
    "expression",
    [
        Min((Max((A, Const(4))), Const(1))),
        Max((Min((A, Const(1))), Const(4))),
        Max((Max((A, Const(1))), Const(4))),
        Min((Min((A, Const(4))), Const(1))),
        Max((Min((Max((A, Const(1))), Const(4))), Const(2))),
        Min((Min((Max((A, Const(1))), Const(4))), Const(2))),
    ],
)
def test_bounds_that_cross_or_are_on_one_side_are_exact(expression: Expr) -> None:
    """No clip has its ends crossed, or forgets one of them."""
    assert not disagreements(ALONE, expression)


@pytest.mark.parametrize(
    "expression",
    [
        Max((A, 2 * A - 4)),
        Min((A, 2 * A - 4)),
        Max((2 * A, -3 * A + 5)),
        Min((-2 * A, 3 * A - 5)),
        Max((0 * A + 6, 3 * A)),
        Min((3 * A, 0 * A + 6)),
    ],
)
def test_two_lines_on_a_column_bend_where_they_meet(expression: Expr) -> None:
    """They are one operation."""
    assert operations(expression) == ["Bend"]
    assert not disagreements(ALONE, expression)


def test_bends_that_differ_by_a_factor_or_a_constant_share_a_column() -> None:
    """Whichever side the gentler slope is on."""
    for kind in (Min, Max):
        assert operations(kind((2 * A, 4 * A)), kind((3 * A + 1, 6 * A + 1)), 5 * kind((A, 2 * A))) == ["Bend"]


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        (Max((A, B)), ["MinMax"]),
        (Min((A, B)), ["MinMax"]),
        (Min((B, A, B)), ["MinMax"]),
        (Max((2 * A, B)), ["WeightedSum", "MinMax"]),
        (Max((A, B, Const(3), Const(2))), ["MinMax", "Clip"]),
        (Min((A, B, Const(3), Const(2))), ["MinMax", "Clip"]),
        (Max((A, 2 * A, 3 * A)), ["WeightedSum", "WeightedSum", "MinMax"]),
    ],
)
def test_several_columns_are_compared_once(expression: Expr, names: list[str]) -> None:
    """Each column once, and the constants among them are one bound; three lines bend twice, so they are compared."""
    assert operations(expression) == names
    assert not disagreements(ROWS, expression)


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        (Floor(A), ["Round"]),
        (Round(A, Fraction(5)), ["WeightedSum", "Round"]),
        (Round(6 * A + 1, Fraction(1, 2), RoundingMode.UP), ["WeightedSum", "Round"]),
        (Round(A / 2, Fraction(1, 2)), ["Round"]),
    ],
)
def test_whole_steps_are_rounded(expression: Expr, names: list[str]) -> None:
    """What is rounded is the number of steps, so that the step stays in the line."""
    assert operations(expression) == operations(expression, 2 * expression) == names
    assert not disagreements(ALONE, expression)
