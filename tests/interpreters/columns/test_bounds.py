"""Each expression has its interval, from those of its parts and the ranges of the measures."""

import math
from fractions import Fraction

import pytest
from blocks import bound, covers
from error_bounds import T, U, is_about

from perfkpi.language import (
    Add,
    Among,
    Choose,
    Coalesce,
    Const,
    Defined,
    Div,
    Edge,
    Expr,
    Input,
    Kind,
    Match,
    Max,
    Min,
    Power,
    Rank,
    Reason,
    Round,
    RoundingMode,
    Sign,
    Status,
    Undefined,
)

F = Fraction
RANGES = {"a": (-2.5, 7.25), "b": (0.1, math.inf), "c": (-math.inf, -1.0)}
A, B, C, GRADE = Input("a"), Input("b"), Input("c"), Input("grade", kind=Kind.CATEGORY)
NEVER = Undefined(Status.UNDEFINED, Reason("never", "从不", "never"))
THIRD = Const("1/3")

Ends = tuple[Fraction | float, Fraction | float]


def ends(expression: Expr, *, gaps: bool = False) -> Ends:
    """Between which numbers an expression lies; each end is exact, or infinite."""
    found = bound(expression, RANGES, gaps=gaps)
    assert all(isinstance(end, Fraction) or math.isinf(end) for end in (found.low, found.high))
    return found.low, found.high


def worst(*expressions: Expr) -> tuple[float, float]:
    """The largest absolute and the largest relative error of some columns."""
    bounds = [bound(each, RANGES) for each in expressions]
    return max(each.alpha for each in bounds), max(each.beta for each in bounds)


@pytest.mark.parametrize("measure", [A, B, C])
def test_a_measure_lies_in_its_range(measure: Input) -> None:
    """Exactly as its doubles say, and is off by one rounding, relative or of the smallest double."""
    assert ends(measure) == RANGES[measure.name]
    found = bound(measure, RANGES)
    assert found.alpha == T
    assert is_about(found.beta, U)
    assert not found.is_integer


def test_nothing_is_computed_from_nothing() -> None:
    """What is refused has no numbers, whatever the ranges are; one operand without numbers is enough."""
    gone = Choose(A, [Edge(Const(1))], [NEVER, NEVER])
    made: tuple[Expr, ...] = (
        gone,
        gone + 2 * A + 1,
        A - gone,
        gone * A,
        A * gone,
        A / gone,
        gone / B,
        1 / gone,
        Max((gone, Const(1))),
        Max((gone, 2 * gone - 1)),
        Max((gone, A)),
        Min((A, gone)),
        Round(gone, 1),
        Rank(gone, Among([1, 2])),
    )
    for expression in made:
        assert ends(expression) == (math.inf, -math.inf)


def test_choices_have_the_numbers_of_what_is_left() -> None:
    """A branch that is refused, or tested without a number, adds none."""
    assert ends(Choose(A, [Edge(Const(1))], [NEVER, Const(5)])) == (5, 5)
    assert ends(Match(GRADE, [("x", NEVER)], Const(5))) == (5, 5)
    assert ends(Match(GRADE, [("x", NEVER)], NEVER)) == (math.inf, -math.inf)
    assert ends(Coalesce(B, Status.absences(), NEVER), gaps=True) == ends(B)


def test_choices_hold_all_branches() -> None:
    """Columns and constants, whichever row takes which, the last one too."""
    branches = [THIRD, A, Max((B, Const(2)))]
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
        one, two, three = (branches[place] for place in order)
        for choice in (
            Choose(A, [Edge(Const(1)), Edge(Const(2))], [one, two, three]),
            Match(GRADE, [("x", one), ("y", two)], three),
        ):
            assert ends(choice) == (-2.5, math.inf)
            found = bound(choice, RANGES)
            assert (found.alpha, found.beta) == worst(*branches[1:])
    for other, expected in ((THIRD, (-math.inf, F(1, 3))), (A, (-math.inf, 7.25))):
        assert ends(Coalesce(C, Status.absences(), other), gaps=True) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (3 * A - Min((B, Const(2))) / 7 + F(5, 2), (F(-5) - F(2, 7), F(97, 4) - F("0.1") / 7)),
        (A * Min((B, Const(2))), (F(-5), F(29, 2))),
        (Min((Max((A, Const(-1))), THIRD)), (F(-1), F(1, 3))),
        (Min((A, THIRD)), (F(-5, 2), F(1, 3))),
        (Max((A, THIRD)), (F(1, 3), F(29, 4))),
        (Max((A, A / 3 + F(4, 3))), (F(1, 2), F(29, 4))),
        (Max((A, B)), (F("0.1"), math.inf)),
        (Min((A, B)), (F(-5, 2), F(29, 4))),
        (Max((A, C)), (F(-5, 2), F(29, 4))),
    ],
)
def test_arithmetic_is_that_of_intervals(expression: Expr, expected: Ends) -> None:
    """Every part of an operation is handed on; a range is in doubles, as 0.1 is."""
    low, high = ends(expression)
    for found, end in ((low, expected[0]), (high, expected[1])):
        assert found == end or abs(found - end) < F(1, 10**16)


def test_what_is_present_is_0_or_1() -> None:
    """Exactly, whether the column has numbers or not."""
    for column in (A, Max((A, Const(1)))):
        found = bound(Defined(column), RANGES, gaps=True)
        assert (found.low, found.high, found.is_integer, found.least) == (0, 1, True, 1)
        assert found.alpha == found.beta == 0


def test_a_weighted_count_is_exact_up_to_its_division() -> None:
    """It is summed in integers; a sum in which something else stands is not."""
    count = Defined(A) / 3 + Defined(B) * F(2, 3) + 1
    found = bound(count, RANGES, gaps=True)
    assert (found.low, found.high, found.alpha) == (1, 2, 0)
    assert is_about(found.beta, U)
    assert bound(3 * count, RANGES, gaps=True).is_integer
    mixed = bound(Defined(A) / 3 + 2 * A + 1, RANGES, gaps=True)
    assert (mixed.low, mixed.high) == (-4, F(29, 2) + F(4, 3))
    assert mixed.alpha > 0


@pytest.mark.parametrize("mode", list(RoundingMode))
def test_a_rounded_number_is_a_whole_one_next_to_it(mode: RoundingMode) -> None:
    """Ends are rounded outwards, infinite ones stay; nothing is off."""
    for measure, expected in ((A, (-3, 8)), (B, (0, math.inf)), (C, (-math.inf, -1))):
        assert ends(Round(measure, 1, mode)) == expected
        found = bound(Round(measure, 1, mode), RANGES)
        assert (found.is_integer, found.alpha, found.beta) == (True, 0, 0)


def test_a_rank_counts_the_members_of_a_list() -> None:
    """From none to all, those that are equal too."""
    rank = Rank(A, Among([1, 2, 2, 5]))
    assert ends(rank) == (0, 4)
    found = bound(rank, RANGES)
    assert (found.is_integer, found.alpha, found.beta) == (True, 0, 0)


@pytest.mark.parametrize(
    "expression",
    [
        Power(A, "1/2"),  # blocks have none
        A * B,  # whatever A is off by
        B + C,
        A / (B + 1),
        1 / (B + 1),
        (B + 1) * Rank(A, Among([1])),
        Rank(A, Among([1])) * (B + 1),
        Add((B, Const(1))) * A,
    ],
)
def test_what_may_be_too_large_for_doubles_is_not_covered(expression: Expr) -> None:
    """Its error is without limit, or infinity would be multiplied by nothing, or divided by infinity."""
    assert not covers(expression, RANGES)
    small = {**RANGES, "b": (0.1, 9.0), "c": (-9.0, -1.0)}
    assert covers(expression, small) is not isinstance(expression, Power)


def test_a_large_measure_may_be_a_divisor() -> None:
    """As it is read it is finite, whatever its range; so is what is divided."""
    assert math.isfinite(bound(A / B, RANGES).alpha)
    assert math.isfinite(bound(Div(2 * B, B, sign=Sign.ANY), RANGES).beta)
