"""Each operation of a program has its interval, from those of its operands and the ranges of the measures."""

import math
from fractions import Fraction

import pytest

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.intervals import (
    NOTHING,
    Bound,
    UncoveredError,
    bend_bound,
    clip_bound,
    constant_bound,
    count_bound,
    hull,
    linear_bound,
    min_max_bound,
    product_bound,
)
from perfkpi.language import Among, Belongs, RoundingMode, Status

F = Fraction
RANGES = {"a": (-2.5, 7.25), "b": (0.1, math.inf), "c": (-math.inf, -1.0)}
A, B, C, REFUSED = range(4)
LEAVES = (ir.Input("a"), ir.Input("b"), ir.Input("c"), ir.Undefined(Status.UNDEFINED))


def bounds_of(*operations: ir.Operation) -> Bounds:
    """Those of some operations on the leaves."""
    return Bounds((*LEAVES, *operations), RANGES)


def bound_of(*operations: ir.Operation) -> Bound:
    """That of the last one."""
    return bounds_of(*operations)[len(LEAVES) + len(operations) - 1]


def fixed(number: str) -> ir.Affine:
    """A constant."""
    return ir.Affine(None, F(0), F(number))


def leaf(place: int) -> Bound:
    """That of a leaf."""
    return bounds_of()[place]


ONE, TWO = (F(1), F(2))
EDGE = ir.Edge(A, F(1), Belongs.ABOVE)


@pytest.mark.parametrize("place", [A, B, C])
def test_a_measure_lies_in_its_range(place: int) -> None:
    """Exactly as its doubles say, and is off by one rounding, relative or of the smallest double."""
    low, high = RANGES["abc"[place]]
    found = leaf(place)
    assert (found.low, found.high) == (low, high)
    assert all(isinstance(end, Fraction) or math.isinf(end) for end in (found.low, found.high))
    assert found.alpha == 2.0**-1074
    assert F(1, 2**53) <= F(found.beta) <= F(1, 2**53) * (1 + F(1, 10**8))
    assert not found.is_integer


def test_what_is_refused_has_no_numbers() -> None:
    """Whatever the ranges are."""
    assert leaf(REFUSED) == NOTHING


@pytest.mark.parametrize("place", [0, 1])
def test_nothing_is_computed_from_nothing(place: int) -> None:
    """One operand without numbers is enough."""
    gone = REFUSED
    pair = (gone, A) if place else (A, gone)
    for operation in (
        ir.WeightedSum(((pair[0], ONE), (pair[1], TWO)), ONE),
        ir.Mul(*pair),
        ir.Div(*pair),
        ir.Div(None, gone),
        ir.Clip(gone, ONE, TWO),
        ir.Bend(gone, ONE, ONE, TWO),
        ir.MinMax(pair, largest=True),
        ir.Round(gone, RoundingMode.HALF_UP),
        ir.Rank(gone, ONE, ONE, Among([1, 2]), Belongs.ABOVE),
    ):
        assert bound_of(operation) == NOTHING


def test_choices_have_the_numbers_of_what_is_left() -> None:
    """A branch that is refused, or tested without a number, adds none."""
    five = constant_bound(F(5))
    assert bound_of(ir.Coalesce(REFUSED, frozenset(), fixed("5"))) == five
    assert bound_of(ir.Coalesce(B, frozenset(), ir.Affine(REFUSED))) == hull([leaf(B)])
    assert bound_of(ir.Choose((EDGE,), (ir.Affine(REFUSED), fixed("5")), (REFUSED,))) == five
    assert bound_of(ir.Match(A, (("x", ir.Affine(REFUSED)),), fixed("5"))) == five
    assert bound_of(ir.Match(A, (("x", ir.Affine(REFUSED)),), ir.Affine(REFUSED))) == NOTHING


def test_choices_hold_all_branches() -> None:
    """Columns and constants, whichever row takes which, the last one too."""
    branches = (fixed("1/3"), ir.Affine(B), ir.Affine(A))
    whole = hull([constant_bound(F(1, 3)), leaf(B), leaf(A)])
    assert bound_of(ir.Choose((EDGE, EDGE), branches, ())) == whole
    assert bound_of(ir.Match(C, (("x", branches[0]), ("y", branches[1])), branches[2])) == whole
    assert bound_of(ir.Match(C, (("x", branches[2]), ("y", branches[1])), branches[0])) == whole
    assert bound_of(ir.Coalesce(C, frozenset(), fixed("1/3"))) == hull([constant_bound(F(1, 3)), leaf(C)])
    assert bound_of(ir.Coalesce(C, frozenset(), ir.Affine(A))) == hull([leaf(A), leaf(C)])


def test_arithmetic_is_that_of_intervals() -> None:
    """Every part of an operation is handed on."""
    a, b, cut, bounded = leaf(A), leaf(B), ir.Clip(B, None, TWO), len(LEAVES)
    kink = ir.Bend(A, TWO, ONE, F(1, 3))
    inner = clip_bound(b, None, TWO)
    linear = ir.WeightedSum(((A, F(3)), (bounded, F(-1, 7))), F(5, 2))
    assert bound_of(cut, linear) == linear_bound([(a, F(3)), (inner, F(-1, 7))], F(5, 2))
    assert bound_of(cut, ir.Mul(A, bounded)) == product_bound(a, inner)
    assert bound_of(ir.Clip(A, F(-1), F(1, 3))) == clip_bound(a, F(-1), F(1, 3))
    assert bound_of(ir.Clip(A, None, F(1, 3))) == clip_bound(a, None, F(1, 3))
    assert bound_of(kink) == bend_bound(a, kink)
    for largest in (True, False):
        assert bound_of(ir.MinMax((A, B), largest=largest)) == min_max_bound([a, b], largest=largest)


def test_what_is_present_is_0_or_1() -> None:
    """Exactly, whether the column has numbers or not."""
    for place in (A, REFUSED):
        assert bound_of(ir.Defined(place)) == Bound(F(0), F(1), is_integer=True, least=F(1))


def test_a_weighted_count_is_exact_up_to_its_division() -> None:
    """It is summed in integers; a sum in which something else stands is not."""
    present, first = (ir.Defined(A), ir.Defined(B)), len(LEAVES)
    terms = [(first, F(1, 3)), (first + 1, F(2, 3))]
    assert bound_of(*present, ir.WeightedCount(tuple(terms), ONE)) == count_bound(terms, ONE)
    one = Bound(F(0), F(1), is_integer=True, least=F(1))
    mixed = bound_of(*present, ir.WeightedSum(((first, F(1, 3)), (A, TWO)), ONE))
    assert mixed == linear_bound([(one, F(1, 3)), (leaf(A), TWO)], ONE)


@pytest.mark.parametrize("mode", list(RoundingMode))
def test_a_rounded_number_is_a_whole_one_next_to_it(mode: RoundingMode) -> None:
    """Ends are rounded outwards, infinite ones stay; nothing is off."""
    for place, (low, high) in ((A, (-3, 8)), (B, (0, math.inf)), (C, (-math.inf, -1))):
        found = bound_of(ir.Round(place, mode))
        assert (found.low, found.high) == (low, high)
        assert all(isinstance(end, Fraction) or math.isinf(end) for end in (found.low, found.high))
        assert found == Bound(found.low, found.high, is_integer=True)


def test_a_rank_counts_the_members_of_a_list() -> None:
    """From none to all, those that are equal too."""
    found = bound_of(ir.Rank(A, ONE, F(0), Among([1, 2, 2, 5]), Belongs.ABOVE))
    assert found == Bound(F(0), F(4), is_integer=True)
    assert isinstance(found.low, Fraction)
    assert isinstance(found.high, Fraction)


def test_powers_are_not_covered() -> None:
    """The refusal holds the operation."""
    raised = ir.Power(A, F(1, 2))
    with pytest.raises(UncoveredError) as refusal:
        bound_of(raised)
    assert refusal.value.args == (raised,)


def test_a_line_is_its_column_or_its_constant() -> None:
    """A program whose result is a constant has a bound too."""
    bounds = bounds_of()
    assert bounds.line(ir.Affine(B)) == leaf(B)
    assert bounds.line(fixed("1/3")) == constant_bound(F(1, 3))


@pytest.mark.parametrize(
    "operations",
    [
        [ir.Mul(A, B)],  # whatever A is off by
        [ir.WeightedSum(((B, ONE), (C, ONE)))],
        [ir.WeightedSum(((B, TWO),)), ir.Div(A, len(LEAVES))],
        [ir.WeightedSum(((B, TWO),)), ir.Div(None, len(LEAVES))],
        [ir.WeightedSum(((B, TWO),)), ir.Defined(A), ir.Mul(len(LEAVES), len(LEAVES) + 1)],
        [ir.WeightedSum(((B, TWO),)), ir.Defined(A), ir.Mul(len(LEAVES) + 1, len(LEAVES))],
    ],
)
def test_what_may_be_too_large_for_doubles_is_not_covered(operations: list[ir.Operation]) -> None:
    """Its error is without limit, or infinity would be multiplied by nothing, or divided by infinity."""
    with pytest.raises(UncoveredError):
        bound_of(*operations)


def test_a_large_measure_may_be_a_divisor() -> None:
    """As it is read it is finite, whatever its range; so is what is divided."""
    assert math.isfinite(bound_of(ir.Div(A, B)).alpha)
    assert math.isfinite(bound_of(ir.WeightedSum(((B, TWO),)), ir.Div(len(LEAVES), B)).beta)


def test_a_bound_is_found_once() -> None:
    """What is asked for again is not computed again."""
    bounds = bounds_of(ir.Mul(A, A))
    assert bounds[len(LEAVES)] is bounds[len(LEAVES)]
