"""Roots: columns take on only what exact arithmetic can decide, and what it can is not refused without need."""

from fractions import Fraction

import pytest
from operated import GAPS, disagreements, lowered, rows

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.roots import OpaqueError
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.values import Value
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
    Undefinedness,
)

A, B, C = Input("a"), Input("b"), Input("c")
GRADE = Input("grade", kind=Kind.CATEGORY)
LATE = frozenset({Status.NOT_DUE})
MEMBERS = Among([Fraction(1), Fraction(2)])
ROOT_A, ROOT_B, ROOT_C = (Power(each, "1/2") for each in (A, B, C))
MIXED = ROOT_A + 1
"""A root to which something was added; what is asked of it makes a column of the sum."""
GRADED = [("A", ROOT_A)]
ONE, HALF = Fraction(1), Fraction(1, 2)

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
    assert lowered(expression).operations


@pytest.mark.parametrize(
    ("expression", "refused"),
    [
        (ROOT_A + ROOT_B, ir.WeightedSum(((1, ONE), (3, ONE)))),
        (ROOT_A - ROOT_B + C, ir.WeightedSum(((1, ONE), (3, -ONE)))),
        (Power(MIXED, 2), ir.Power(2, Fraction(2))),
        (Power(ROOT_A + B, "1/2"), ir.Power(3, HALF)),
        (Power(Max((ROOT_A, 2 * ROOT_A - 1)), 2), ir.Power(3, Fraction(2))),
        (Power(Power(A, "1/20"), "1/19"), ir.Power(1, Fraction(1, 19))),
        (Power(A, "1/8") * Power(B, "1/9") * Power(C, "1/7"), ir.Mul(4, 6)),
    ],
)
def test_roots_that_may_meet_undecided_are_opaque(expression: Expr, refused: ir.Operation) -> None:
    """The error carries the operation in which they meet, and exact arithmetic does not decide it either."""
    assert opaque(expression) == refused
    assert any(undecided(expression, a, b, c) for a, b, c in UNLIKE)


@pytest.mark.parametrize(
    ("expression", "degrees"),
    [
        (MIXED * ROOT_B, [0, 2]),
        (ROOT_B * MIXED * C, [2, 0]),
        (Max((MIXED, ROOT_B)), [0, 2]),
        (Max((MIXED, B)) * ROOT_B, [0, 2]),
        (Max((ROOT_A, 2 * ROOT_A - 1)) * ROOT_B, [0, 2]),
        (Min((MIXED, C, ROOT_B + 2)), [0, 0]),
        (Coalesce(MIXED, LATE, ROOT_B) * ROOT_C, [0, 2]),
        (Match(GRADE, [("A", ROOT_A), ("B", MIXED)], C) * ROOT_B, [0, 2]),
        (Choose(A, [Edge(B)], [MIXED, C]) * ROOT_B, [0, 2]),
    ],
)
def test_a_root_that_something_was_added_to_meets_no_other(expression: Expr, degrees: list[int]) -> None:
    """The error carries the degrees that met, where 0 is none; exact arithmetic does not decide it either."""
    assert opaque(expression) == degrees
    assert any(undecided(expression, a, b, c) for a, b, c in UNLIKE)


@pytest.mark.parametrize(
    ("expression", "refused"),
    [
        (Choose(ROOT_A, [Edge(ROOT_B)], [A, B]), ir.WeightedSum(((1, ONE), (3, -ONE)))),
        (Div(A, ROOT_B), ir.Div(0, 2, positive=True)),
        (Div(ROOT_A, ROOT_B), ir.Div(1, 3, positive=True)),
        (Div(Const(2), MIXED), ir.Div(None, 2, positive=True)),
        (Max((Power(A, "1/8"), Power(B, "1/47"))), ir.MinMax((1, 3), largest=True)),
        (Coalesce(Power(A, "1/8"), LATE, Power(B, "1/47")), ir.Coalesce(1, LATE, ir.Affine(3))),
    ],
)
def test_other_roots_that_meet_are_opaque(expression: Expr, refused: ir.Operation) -> None:
    """The error carries the operation that columns do not have for them."""
    assert opaque(expression) == refused


def test_a_choice_between_roots_of_too_large_a_degree_is_opaque() -> None:
    """So is one by categories."""
    large = [Power(A, "1/8"), Power(B, "1/47")]
    assert isinstance(opaque(Choose(C, [Edge(Const(1))], large)), ir.Choose)
    assert isinstance(opaque(Match(GRADE, [("A", large[0])], large[1])), ir.Match)


def opaque(expression: Expr) -> object:
    """What the error carries that an expression meets."""
    with pytest.raises(OpaqueError) as caught:
        lowered(expression)
    (carried,) = caught.value.args
    return carried


def undecided(expression: Expr, *numbers: int) -> bool:
    """Whether two different roots meet in a step of the exact score."""
    row: dict[str, Value] = {name: (number, 1) for name, number in zip("abc", numbers, strict=True)}
    values = [value for grade in ("A", "B", "C") for value in Program(expression).run(Exact({**row, "grade": grade}))]
    reasons = [reason.code for value in values if isinstance(value, Undefinedness) for reason in value.reasons]
    return "irrational" in reasons
