"""Ranks and matches: a number among a list, and a category among the names that a rule knows."""

from fractions import Fraction

import pytest
from operated import GAPS, covered, disagreements, operations, rows

from perfkpi.language import (
    Among,
    Choose,
    Const,
    Edge,
    EdgeSide,
    Expr,
    Floor,
    Input,
    Kind,
    Match,
    Named,
    Rank,
    Role,
    Status,
)

A, B = Input("a"), Input("b")
GRADE, OTHER = Input("grade", kind=Kind.CATEGORY), Input("other", kind=Kind.CATEGORY)
ABOVE, BELOW = EdgeSide
HALVES = [Fraction(half, 2) for half in range(-9, 10)]
ALONE = rows(a=[*HALVES, GAPS[Status.NOT_MEASURED]])
GRADES = rows(a=[1, GAPS[Status.NOT_DUE]], grade=["A", "B", "C", GAPS[Status.NOT_MEASURED]])
MEMBERS = Among([Fraction(-1), Fraction(1, 2), Fraction(1, 2), Fraction(2)])


@pytest.mark.parametrize("belongs", EdgeSide)
def test_ranks(belongs: EdgeSide) -> None:
    """How many members a line has reached, whether it rises, falls or does neither, is exact, equal members too."""
    lines = [A, 2 * A - 1, 1 - A, A - A + 2, Const(2), Const("1/2"), Const(-9), 3 * Floor(A)]
    assert not disagreements(ALONE, *(Rank(line, MEMBERS, belongs) for line in lines))


@pytest.mark.parametrize(
    "expression",
    [
        Match(GRADE, [("A", Const(5)), ("B", 2 * A + 1)], Const(0)),
        Match(GRADE, [("B", A - 1)], A + 2),
        Match(GRADE, [], A / 3),
        Match(GRADE, [("A", Match(GRADE, [("A", Const(1))], A))], 2 * A),
        Match(Named(Role.VALUE, "g", GRADE), [("A", A)], Const(1)),
    ],
)
def test_matches(expression: Expr) -> None:
    """The case of a category, or what holds otherwise, is exact; without a category there is its status."""
    assert not disagreements(GRADES, expression)


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        (Rank(Const(2), MEMBERS), []),
        (Rank(Const(2), MEMBERS, BELOW), []),
        (Rank(A, MEMBERS), ["Rank"]),
        (Rank(2 * A - 3, MEMBERS, BELOW), ["Rank"]),
        (Rank(A / 2 + 1, MEMBERS), ["Rank"]),
        (Rank(3 - 2 * A, MEMBERS, BELOW), ["WeightedSum", "Rank"]),
    ],
)
def test_ranks_are_asked_of_the_column(expression: Expr, names: list[str]) -> None:
    """A rising line need not be computed to be ranked, and a constant is ranked at once."""
    assert operations(expression) == names
    assert not disagreements(ALONE, expression)


def test_a_match_has_its_cases_computed() -> None:
    """What a case needs is a column, or a constant."""
    expression = Match(GRADE, [("A", 2 * A), ("B", Const(3))], A + 1)
    assert operations(expression) == ["WeightedSum", "WeightedSum", "Match"]
    assert not disagreements(GRADES, expression)


@pytest.mark.parametrize(
    "chosen",
    [
        Choose(A, [Edge(Const(1))], [GRADE, OTHER]),
        Match(GRADE, [("A", OTHER)], GRADE),
    ],
)
def test_categories_that_are_chosen_are_not_covered(chosen: Expr) -> None:
    """Columns hold a category only as it was read."""
    for expression in (chosen, Match(chosen, [("A", A)], B), Match(Named(Role.VALUE, "g", chosen), [("A", A)], B)):
        assert not covered(expression)
