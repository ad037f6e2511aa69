"""Roots: columns take on only what exact arithmetic can decide, and what it can is not refused without need."""

from fractions import Fraction

import pytest
from evaluated import worth
from operated import GAPS, covered, disagreements, rows

from perfkpi.language import (
    Among,
    Choose,
    Coalesce,
    Const,
    Defined,
    Div,
    Edge,
    Expr,
    Floor,
    Input,
    Kind,
    Match,
    Max,
    Min,
    Power,
    Program,
    Rank,
    Status,
)

A, B, C = Input("a"), Input("b"), Input("c")
GRADE = Input("grade", kind=Kind.CATEGORY)
LATE = frozenset({Status.NOT_DUE})
MEMBERS = Among([Fraction(1), Fraction(2)])
ROOT_A, ROOT_B, ROOT_C = (Power(each, "1/2") for each in (A, B, C))
MIXED = ROOT_A + 1
"""A root to which something was added; what is asked of it makes a column of the sum."""
GRADED = [("A", ROOT_A)]

UNLIKE = [(2, 3, 5), (3, 2, 7), (1, 2, 3), (2, 2, 2), (8, 2, 18), (6, 10, 15), (0, 3, 7), (3, 3, 4)]
"""Numbers whose roots are irrational and, most of them, no multiples of each other."""
TAKEN = [
    ROOT_A,
    2 * ROOT_A + 3,
    ROOT_A + B,
    ROOT_A + B + 2 * C,
    ROOT_A * ROOT_B,
    ROOT_A * ROOT_B * ROOT_C,
    ROOT_A * B + C,
    Div(ROOT_A, B),
    Div(ROOT_A, B) + C,
    Floor(ROOT_A) + Floor(ROOT_B),
    Floor(MIXED) * Floor(ROOT_B),
    Rank(ROOT_A, MEMBERS) + ROOT_B,
    Rank(MIXED, MEMBERS) * ROOT_B,
    Defined(ROOT_A) + ROOT_B,
    Defined(MIXED) * ROOT_B,
    Max((ROOT_A, Const(2))),
    Max((ROOT_A, Const(2))) * ROOT_B,
    Max((2 * ROOT_A, 3 * ROOT_B)),
    Max((2 * ROOT_A, 3 * ROOT_B)) * ROOT_C,
    Min((ROOT_A, B)),
    Max((MIXED, Const(2))),
    Max((MIXED, B)),
    Max((MIXED, 2 * ROOT_A)),
    MIXED * B,
    Max((ROOT_A, 2 * ROOT_A)) + B,
    Choose(ROOT_A, [Edge(Const(2))], [ROOT_A, 2 * B]),
    Choose(MIXED, [Edge(Const(2))], [B, C]),
    Choose(A, [Edge(B)], [ROOT_A, ROOT_B]) * ROOT_C,
    Match(GRADE, GRADED, ROOT_B) * ROOT_C,
    Match(GRADE, [("A", Max((MIXED, B)))], C),
    Coalesce(ROOT_A, LATE, ROOT_B) * ROOT_C,
    Coalesce(ROOT_A, LATE, Const(2)),
    Coalesce(MIXED, LATE, C),
    Power(A, 2) + Power(B, -3) * Power(C, 2),
    Power(ROOT_A * ROOT_B, "1/2") * ROOT_C,
    Power(2 * ROOT_A, 2) * ROOT_B,
]
"""What columns cover."""


@pytest.mark.parametrize("expression", TAKEN)
def test_what_columns_cover_is_decided_exactly(expression: Expr) -> None:
    """Where roots are rational, each step has the exact value; elsewhere no roots meet undecided."""
    whole = [0, 1, 16]  # roots of roots are rational as well
    assert not disagreements(rows(a=whole, b=whole, c=[1, 16, GAPS[Status.NOT_DUE]], grade=["A", "B"]), expression)
    assert not any(undecided(expression, a, b, c) for a, b, c in UNLIKE)


@pytest.mark.parametrize(
    "expression",
    [
        Power(A, "1/360"),
        Power(Power(A, "1/20"), "1/18"),
        Power(A, "1/8") * Power(B, "1/9") * Power(C, "1/5"),
        Max((Power(A, "1/8"), Power(B, "1/45"))),
        Power(A, "1/360") * Power(B, "1/180"),
    ],
)
def test_roots_of_the_largest_degree_are_covered(expression: Expr) -> None:
    """The degree of a product of roots is the least that all of them have, and 360 is not too large."""
    assert covered(expression)


@pytest.mark.parametrize(
    "expression",
    [
        ROOT_A + ROOT_B,
        ROOT_A - ROOT_B + C,
        Power(MIXED, 2),
        Power(ROOT_A + B, "1/2"),
        Power(Max((ROOT_A, 2 * ROOT_A - 1)), 2),
        Power(Power(A, "1/20"), "1/19"),
        Power(A, "1/8") * Power(B, "1/9") * Power(C, "1/7"),
        MIXED * ROOT_B,
        ROOT_B * MIXED * C,
        Max((MIXED, ROOT_B)),
        Max((MIXED, B)) * ROOT_B,
        Max((ROOT_A, 2 * ROOT_A - 1)) * ROOT_B,
        Min((MIXED, C, ROOT_B + 2)),
        Coalesce(MIXED, LATE, ROOT_B) * ROOT_C,
        Match(GRADE, [("A", ROOT_A), ("B", MIXED)], C) * ROOT_B,
        Choose(A, [Edge(B)], [MIXED, C]) * ROOT_B,
    ],
)
def test_roots_that_may_meet_undecided_are_not_covered(expression: Expr) -> None:
    """Nor does exact arithmetic decide them: also a root to which something was added, and any other root."""
    assert not covered(expression)
    assert any(undecided(expression, a, b, c) for a, b, c in UNLIKE)


LARGE = [Power(A, "1/8"), Power(B, "1/47")]
"""Roots that have no common degree that is small enough."""


@pytest.mark.parametrize(
    "expression",
    [
        Choose(ROOT_A, [Edge(ROOT_B)], [A, B]),
        Div(A, ROOT_B),
        Div(ROOT_A, ROOT_B),
        Div(Const(2), MIXED),
        Max(LARGE),
        Coalesce(LARGE[0], LATE, LARGE[1]),
        Choose(C, [Edge(Const(1))], LARGE),
        Match(GRADE, [("A", LARGE[0])], LARGE[1]),
    ],
)
def test_other_roots_that_meet_are_not_covered(expression: Expr) -> None:
    """Columns have no operation for them."""
    assert not covered(expression)


def undecided(expression: Expr, *numbers: int) -> bool:
    """Whether two different roots meet in a step of the exact score."""
    figures = dict(zip("abc", numbers, strict=True))
    steps = [node for node, _ in Program(expression).steps if node.yields is Kind.NUMBER]
    found = [worth(node, **figures, grade=grade) for node in steps for grade in ("A", "B", "C")]
    return (Status.UNDEFINED, "irrational") in found
