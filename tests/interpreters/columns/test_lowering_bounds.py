"""Bounds of lines: constants become clips, two lines on one column bend where they meet, the rest is compared."""

from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from operated import GAPS, disagreements, lowered, rows

from perfkpi.interpreters.columns import ir
from perfkpi.language import Add, Const, Expr, Floor, Input, Max, Min, Round, RoundingMode, Status

A, B, C = Input("a"), Input("b"), Input("c")
ONE, ZERO = Fraction(1), Fraction(0)
HALVES = [Fraction(half, 2) for half in range(-11, 12)]
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
    ("expression", "line"),
    [
        (Max((Const(2), Const(5))), ir.Affine(None, ZERO, Fraction(5))),
        (Min((Const(2), Const(5))), ir.Affine(None, ZERO, Fraction(2))),
        (Max((A, A)), ir.Affine(0)),
        (Min((2 * A + 1, A + A + 1)), ir.Affine(0, Fraction(2), ONE)),
        (Max((A - A + 3, Const(1))), ir.Affine(0, ZERO, Fraction(3))),
        (Max((A - A + 3, Const(4))), ir.Affine(0, ZERO, Fraction(4))),
        (Min((A - A + 3, Const(1))), ir.Affine(0, ZERO, ONE)),
        (Min((A - A + 3, Const(4))), ir.Affine(0, ZERO, Fraction(3))),
    ],
)
def test_nothing_is_left_to_compare(expression: Expr, line: ir.Affine) -> None:
    """Constants, equal lines and numbers that no row changes need no operation."""
    lowering = lowered(expression)
    assert lowering.lines[-1] == line
    assert lowering.operations == ([] if line.node is None else [ir.Input("a")])


@pytest.mark.parametrize(
    ("expression", "line", "clip"),
    [
        (Max((A, Const(2))), ir.Affine(1), ir.Clip(0, Fraction(2), None)),
        (Min((A, Const(2))), ir.Affine(1), ir.Clip(0, None, Fraction(2))),
        (Max((Const(2), A, Const(5))), ir.Affine(1), ir.Clip(0, Fraction(5), None)),
        (Min((Const(2), A, Const(5))), ir.Affine(1), ir.Clip(0, None, Fraction(2))),
        (Max((2 * A + 1, Const(5))), ir.Affine(1, Fraction(2), ONE), ir.Clip(0, Fraction(2), None)),
        (Max((A / 2 + 1, Const(5))), ir.Affine(1, Fraction(1, 2), ONE), ir.Clip(0, Fraction(8), None)),
        (Max((1 - 2 * A, Const(5))), ir.Affine(1, Fraction(-2), ONE), ir.Clip(0, None, Fraction(-2))),
        (Min((1 - 2 * A, Const(5))), ir.Affine(1, Fraction(-2), ONE), ir.Clip(0, Fraction(-2), None)),
    ],
)
def test_a_constant_bound_cuts_a_column_off(expression: Expr, line: ir.Affine, clip: ir.Clip) -> None:
    """A line is cut off where its column is, so that the line stays one."""
    lowering = lowered(expression)
    assert (lowering.lines[-1], lowering.operations) == (line, [ir.Input("a"), clip])


@pytest.mark.parametrize(
    ("expression", "clip"),
    [
        (Min((Max((A, Const(1))), Const(4))), ir.Clip(0, ONE, Fraction(4))),
        (Max((Min((A, Const(4))), Const(1))), ir.Clip(0, ONE, Fraction(4))),
        (Min((Max((A, Const(4))), Const(4))), ir.Clip(0, Fraction(4), Fraction(4))),
        (Min((3 - 2 * Min((A, Const(4))), Const(1))), ir.Clip(0, ONE, Fraction(4))),
    ],
)
def test_bounds_on_both_sides_are_one_clip(expression: Expr, clip: ir.Clip) -> None:
    """The clip within is not on the way to it."""
    lowering = lowered(expression)
    assert lowering.operations[lowering.lines[-1].node or 0] == clip


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
def test_bounds_that_cross_or_are_on_one_side_stay_apart(expression: Expr) -> None:
    """No clip has its ends crossed, or forgets one of them."""
    lowering = lowered(expression)
    inner, outer = lowering.operations[-2:]
    assert isinstance(inner, ir.Clip)
    assert isinstance(outer, ir.Clip)
    assert outer.on == len(lowering.operations) - 2


@pytest.mark.parametrize(
    ("expression", "line", "kink"),
    [
        (Max((A, 2 * A - 4)), ir.Affine(1, ONE, Fraction(4)), ir.Bend(0, Fraction(4), ONE, Fraction(2))),
        (Min((A, 2 * A - 4)), ir.Affine(1, ONE, Fraction(4)), ir.Bend(0, Fraction(4), Fraction(2), ONE)),
        (Max((2 * A, -3 * A + 5)), ir.Affine(1, Fraction(2), Fraction(2)), ir.Bend(0, ONE, Fraction(-3, 2), ONE)),
        (Min((-2 * A, 3 * A - 5)), ir.Affine(1, Fraction(-2), Fraction(-2)), ir.Bend(0, ONE, Fraction(-3, 2), ONE)),
        (Max((0 * A + 6, 3 * A)), ir.Affine(1, Fraction(3), Fraction(6)), ir.Bend(0, Fraction(2), ZERO, ONE)),
        (Min((3 * A, 0 * A + 6)), ir.Affine(1, Fraction(3), Fraction(6)), ir.Bend(0, Fraction(2), ONE, ZERO)),
    ],
)
def test_two_lines_on_a_column_bend_where_they_meet(expression: Expr, line: ir.Affine, kink: ir.Bend) -> None:
    """They are one operation, 0 where they meet, whose gentler slope is 1; a slope of 0 has no weight to lead with."""
    lowering = lowered(expression)
    assert (lowering.lines[-1], lowering.operations) == (line, [ir.Input("a"), kink])


def test_bends_that_differ_by_a_factor_or_a_constant_share_a_column() -> None:
    """Whichever side the gentler slope is on."""
    for kind in (Min, Max):
        lowering = lowered(kind((2 * A, 4 * A)), kind((3 * A + 1, 6 * A + 1)), 5 * kind((A, 2 * A)))
        assert len(lowering.operations) == 2


@pytest.mark.parametrize(
    ("expression", "operations"),
    [
        (Max((A, B)), [ir.MinMax((0, 1), largest=True)]),
        (Min((A, B)), [ir.MinMax((0, 1), largest=False)]),
        (Min((B, A, B)), [ir.MinMax((0, 1), largest=False)]),
        (Max((2 * A, B)), [ir.WeightedSum(((0, Fraction(2)),)), ir.MinMax((2, 1), largest=True)]),
        (Max((A, B, Const(3), Const(2))), [ir.MinMax((0, 1), largest=True), ir.Clip(2, Fraction(3), None)]),
        (Min((A, B, Const(3), Const(2))), [ir.MinMax((0, 1), largest=False), ir.Clip(2, None, Fraction(2))]),
    ],
)
def test_several_columns_are_compared_once(expression: Expr, operations: list[ir.Operation]) -> None:
    """Each column once, and the constants among them are one bound."""
    lowering = lowered(expression)
    assert [each for each in lowering.operations if not isinstance(each, ir.Input)] == operations
    assert lowering.lines[-1] == ir.Affine(len(lowering.operations) - 1)


@pytest.mark.parametrize("kind", [Min, Max])
def test_columns_are_compared_each_once(kind: type[Min | Max]) -> None:
    """Three lines bend twice, so they are compared; lines that come to one column are that column."""
    assert lowered(kind((A, 2 * A, 3 * A))).operations[-1] == ir.MinMax((0, 1, 2), largest=kind is Max)
    equal = lowered(kind((2 * (A + B), 2 * A + 2 * B))).operations[-1]
    assert isinstance(equal, ir.MinMax)
    assert len(equal.of) == 1


@pytest.mark.parametrize(
    ("expression", "line", "operations"),
    [
        (Floor(Const("7/2")), ir.Affine(None, ZERO, Fraction(3)), []),
        (Round(Const("7/4"), Fraction(1, 2)), ir.Affine(None, ZERO, Fraction(2)), []),
        (Floor(A), ir.Affine(1), [ir.Round(0, RoundingMode.FLOOR)]),
        (
            Round(A, Fraction(5)),
            ir.Affine(2, Fraction(5)),
            [ir.WeightedSum(((0, Fraction(1, 5)),)), ir.Round(1, RoundingMode.HALF_UP)],
        ),
        (
            Round(6 * A + 1, Fraction(1, 2), RoundingMode.UP),
            ir.Affine(2, Fraction(1, 2)),
            [ir.WeightedSum(((0, Fraction(12)),), Fraction(2)), ir.Round(1, RoundingMode.UP)],
        ),
        (Round(A / 2, Fraction(1, 2)), ir.Affine(1, Fraction(1, 2)), [ir.Round(0, RoundingMode.HALF_UP)]),
    ],
)
def test_whole_steps_are_rounded(expression: Expr, line: ir.Affine, operations: list[ir.Operation]) -> None:
    """What is rounded is the number of steps, so that the step stays in the line; constants are rounded at once."""
    lowering = lowered(expression)
    assert (lowering.lines[-1], [each for each in lowering.operations if not isinstance(each, ir.Input)]) == (
        line,
        operations,
    )
