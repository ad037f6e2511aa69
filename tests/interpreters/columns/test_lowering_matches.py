"""Ranks and matches: a number among a list, and a category among the names that a rule knows."""

from fractions import Fraction

import pytest
from operated import GAPS, disagreements, lowered, rows

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.roots import OpaqueError
from perfkpi.language import (
    Among,
    Belongs,
    Choose,
    Const,
    Edge,
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
ABOVE, BELOW = Belongs
ONE, ZERO = Fraction(1), Fraction(0)
HALVES = [Fraction(half, 2) for half in range(-9, 10)]
ALONE = rows(a=[*HALVES, GAPS[Status.NOT_MEASURED]])
GRADES = rows(a=[1, GAPS[Status.NOT_DUE]], grade=["A", "B", "C", GAPS[Status.NOT_MEASURED]])
MEMBERS = Among([Fraction(-1), Fraction(1, 2), Fraction(1, 2), Fraction(2)])


@pytest.mark.parametrize("belongs", Belongs)
def test_ranks(belongs: Belongs) -> None:
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
    ("expression", "line", "operations"),
    [
        (Rank(Const(2), MEMBERS), ir.Affine(None, ZERO, Fraction(4)), []),
        (Rank(Const(2), MEMBERS, BELOW), ir.Affine(None, ZERO, Fraction(3)), []),
        (Rank(A, MEMBERS), ir.Affine(1), [ir.Rank(0, ONE, ZERO, MEMBERS, ABOVE)]),
        (Rank(2 * A - 3, MEMBERS, BELOW), ir.Affine(1), [ir.Rank(0, Fraction(2), Fraction(-3), MEMBERS, BELOW)]),
        (Rank(A / 2 + 1, MEMBERS), ir.Affine(1), [ir.Rank(0, Fraction(1, 2), ONE, MEMBERS, ABOVE)]),
        (
            Rank(3 - 2 * A, MEMBERS, BELOW),
            ir.Affine(2),
            [ir.WeightedSum(((0, Fraction(-2)),), Fraction(3)), ir.Rank(1, ONE, ZERO, MEMBERS, BELOW)],
        ),
    ],
)
def test_ranks_are_asked_of_the_column(expression: Expr, line: ir.Affine, operations: list[ir.Operation]) -> None:
    """A rising line need not be computed to be ranked, and a constant is ranked at once."""
    lowering = lowered(expression)
    assert lowering.lines[-1] == line
    assert [each for each in lowering.operations if not isinstance(each, ir.Input)] == operations


def test_a_match_has_its_cases_computed() -> None:
    """What a case needs is a column, or a constant."""
    lowering = lowered(Match(GRADE, [("A", 2 * A), ("B", Const(3))], A + 1))
    doubled, raised = ir.WeightedSum(((1, Fraction(2)),)), ir.WeightedSum(((1, ONE),), ONE)
    places = [lowering.operations.index(each) for each in (doubled, raised)]
    cases = (("A", ir.Affine(places[0])), ("B", ir.Affine(None, ZERO, Fraction(3))))
    assert lowering.operations[-1] == ir.Match(0, cases, ir.Affine(places[1]))
    assert lowering.lines[-1] == ir.Affine(len(lowering.operations) - 1)


@pytest.mark.parametrize(
    "chosen",
    [
        Choose(A, [Edge(Const(1))], [GRADE, OTHER]),
        Match(GRADE, [("A", OTHER)], GRADE),
    ],
)
def test_categories_that_are_chosen_are_opaque(chosen: Expr) -> None:
    """Columns hold a category only as it was read; the error carries what chooses one."""
    for expression in (chosen, Match(chosen, [("A", A)], B), Match(Named(Role.VALUE, "g", chosen), [("A", A)], B)):
        with pytest.raises(OpaqueError) as caught:
            lowered(expression)
        assert caught.value.args == (chosen,)
