"""Choices: what is decided beforehand is not asked, lines that meet at the edge bend there, the rest is tested."""

from fractions import Fraction
from itertools import product

import pytest
from operated import GAPS, disagreements, operations, rows

from perfkpi.language import (
    Add,
    Choose,
    Const,
    Div,
    Edge,
    EdgeSide,
    Expr,
    Floor,
    Input,
    Round,
    RoundingMode,
    Status,
)

A, B, C = Input("a"), Input("b"), Input("c")
ABOVE, BELOW = EdgeSide
HALVES = [Fraction(half, 2) for half in range(-9, 10)]
ALONE = rows(a=[*HALVES, GAPS[Status.NOT_MEASURED]])
ROWS = rows(
    a=[-2, 0, 1, 3, GAPS[Status.NOT_DUE]], b=[-1, 0, 1, GAPS[Status.UNDEFINED]], c=[1, -1, 3, GAPS[Status.NOT_MEASURED]]
)


def halved(on: Expr, at: Expr | int, low: Expr, high: Expr, belongs: EdgeSide = ABOVE) -> Choose:
    """A choice between two branches."""
    return Choose(on, [Edge(Const(at) if isinstance(at, int) else at, belongs)], [low, high])


@pytest.mark.parametrize("belongs", EdgeSide)
@pytest.mark.parametrize(
    "expression",
    [
        Choose(A, [Edge(Const(0)), Edge(Const(1))], [B, C, A]),
        Choose(B, [Edge(A), Edge(C)], [Const(5), A, 2 * A + 1]),
        Choose(A - B, [Edge(Const(0)), Edge(C)], [B, C, A]),
        Choose(3 - 2 * A, [Edge(B), Edge(Const(3))], [B, C, A]),
        Choose(A, [Edge(A), Edge(B)], [B, C, A]),
        Choose(A, [Edge(B - B), Edge(C)], [B, C, A]),
        Choose(A - A + 1, [Edge(Const(1)), Edge(Const(2))], [B, C, A]),
        Choose(Const(1), [Edge(Const(0)), Edge(Const(2)), Edge(Const(3))], [Div(A, B), C, B, A]),
        Choose(Const(1), [Edge(Const(0)), Edge(Const(1)), Edge(Const(2))], [Div(A, B), C, B, A]),
        Choose(Const(1), [Edge(A), Edge(Const(2)), Edge(C)], [B, C, A, Div(A, B)]),
        Choose(Const(3), [Edge(Const(1)), Edge(Const(2))], [A, B, C]),
        Choose(Const(3), [Edge(Const(1)), Edge(A)], [A, B, C]),
        Choose(A, [Edge(Const(1)), Edge(B), Edge(C)], [Const(0), Const(1), Const(2), Const(3)]),
        Choose(Div(A, B), [Edge(Const(1))], [Const(0), C]),
        Choose(A, [Edge(Const(1))], [A, A]),
        Choose(A, [Edge(B)], [C, C]),
    ],
)
def test_choices_are_the_exact_ones(expression: Choose, belongs: EdgeSide) -> None:
    """Each row gets the branch of its interval, or the status of what could not be compared."""
    sided = Choose(expression.on, [Edge(edge.at, belongs) for edge in expression.edges], expression.branches)
    assert not disagreements(ROWS, sided)


@pytest.mark.parametrize("belongs", EdgeSide)
def test_choices_between_two_lines_on_the_tested_column(belongs: EdgeSide) -> None:
    """Whether the lines meet at the edge, elsewhere or nowhere, every row is exact, just at the edge too."""
    branches = [A, 2 * A, 2 - A, A - A + 1, Const(1), 2 * A - 1, -A]
    choices = [
        halved(on, 1, low, high, belongs) for on, low, high in product([A, 2 - A, 2 * A - 1], branches, branches)
    ]
    assert not disagreements(ALONE, Add(choices))


@pytest.mark.parametrize("mode", RoundingMode)
def test_choices_between_two_lines_on_what_is_rounded(mode: RoundingMode) -> None:
    """Also where the edge lies on a number at which the rounded one jumps, and where more is rounded to less."""
    choices: list[Expr] = []
    for inner, at, meet in product([A, 1 - 2 * A], [Const(0), Const("1/2")], range(-1, 3)):
        whole = Round(inner, 1, mode)
        choices.append(halved(A, at, whole, 3 * whole - 2 * meet, ABOVE if meet % 2 else BELOW))
        choices.append(halved(-A, at, 2 * whole - meet, whole, BELOW if meet % 2 else ABOVE))
    assert not disagreements(ALONE[4:14], Add(choices))


@pytest.mark.parametrize(
    ("expression", "branch"),
    [
        (Choose(Const(1), [Edge(Const(2)), Edge(A)], [2 * A, B, C]), 2 * A),
        (Choose(Const(1), [Edge(Const(0)), Edge(Const(2)), Edge(A)], [B, 2 * A, C, C]), 2 * A),
        (Choose(Const(2), [Edge(Const(1)), Edge(Const(2))], [B, C, 2 * A]), 2 * A),
        (Choose(Const(2), [Edge(Const(1)), Edge(Const(2), BELOW)], [B, 2 * A, C]), 2 * A),
    ],
)
def test_constants_are_compared_beforehand(expression: Expr, branch: Expr) -> None:
    """Where every row takes one branch, that branch is the choice: no operation more than what it is made of."""
    assert "Choose" not in operations(expression)
    assert operations(expression, branch) == operations(expression)
    assert not disagreements(ROWS, expression - branch)


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        (halved(A, 2, B, Const(5)), ["Choose"]),
        (halved(2 * A + 1, 2, B, Const(5), BELOW), ["Choose"]),
        (halved(A / 2 + 1, 2, B, Const(5)), ["Choose"]),
        (halved(3 - 2 * A, 2, B, Const(5)), ["Choose"]),
        (Choose(A, [Edge(Const(1)), Edge(B)], [A, B, A]), ["WeightedSum", "Choose"]),
        (Choose(Const(0), [Edge(A), Edge(B), Edge(Const(1)), Edge(A)], [A, B, A, B, A]), ["Choose"]),
        (
            Choose(Const(0), [Edge(A), Edge(B), Edge(Const(1)), Edge(A + B)], [A, B, A, B, A]),
            ["WeightedSum", "Choose"],  # whose status speaks where a test cannot be made
        ),
        (Choose(Const(2), [Edge(A), Edge(Const(1)), Edge(B)], [A, A, B, A]), ["Choose"]),
        (halved(A, A + 1, B, C), ["WeightedSum", "Choose"]),
    ],
)
def test_only_what_differs_from_row_to_row_is_tested(expression: Expr, names: list[str]) -> None:
    """A test is asked of the column itself, or of the gap to an edge; edges that are decided are left out."""
    assert operations(expression) == names
    assert not disagreements(ROWS, expression)


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        (halved(A, 2, A, 3 * A - 4), ["Bend"]),
        (halved(-A, -2, A, 3 * A - 4), ["Bend"]),
        (halved(A, 2, A - A + 1, A - 1), ["Bend"]),
        (halved(A, 2, 5 * A - 1, 5 * A - 1), []),
        (halved(A, 2, 2 * Floor(A), Floor(A) + 2), ["Round", "Bend"]),
        (halved(A, Const("5/2"), 2 * Round(A, 1), Round(A, 1) + 3), ["Round", "Bend"]),
        (halved(A, 1, 2 * Round(2 * A + 1, 1), Round(2 * A + 1, 1) + 3), ["WeightedSum", "Round", "Bend"]),
        (halved(A, 1, 2 * Round(2 - A, 1), Round(2 - A, 1) + 1), ["WeightedSum", "Round", "Bend"]),
    ],
)
def test_lines_that_meet_at_the_edge_bend_there(expression: Expr, names: list[str]) -> None:
    """No choice is left: not on the tested column, and not on what it is rounded to."""
    assert operations(expression) == names
    assert not disagreements(ALONE, expression)


@pytest.mark.parametrize(
    "expression",
    [
        halved(A, 2, A, 3 * A - 5),
        halved(A, 2, A, 3 * B - 4),
        halved(A, 2, B, 3 * B - 4),
        halved(A, 2, Const(2), Const(2)),
        halved(A, Const("5/2"), 2 * Floor(A), Floor(A) + 3),
        halved(A, 2, 2 * Floor(B), Floor(B) + 2),
        halved(A, 2, 2 * Floor(A + B), Floor(A + B) + 2),
        halved(A, 2, 2 * (A * B), A * B + 2),
        Choose(A, [Edge(Const(2)), Edge(Const(3))], [A, 2 * A - 2, 3 * A - 5]),
    ],
)
def test_other_choices_are_left(expression: Expr) -> None:
    """Lines that do not meet at the edge, or are on other columns, have to be chosen between."""
    assert operations(expression)[-1] == "Choose"
    assert not disagreements(ROWS, expression)
