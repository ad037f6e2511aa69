"""The step of a column divides each of its numbers, and is no smaller than it has to be."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import operated
import pytest

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.proofs.lattice import Lattice, Lattices, Window, never_doubtful
from perfkpi.language import Among, EdgeSide, RoundingMode, Status

F = Fraction
NONE = F(0)
UNMEASURED = frozenset({Status.NOT_MEASURED})
A, B, C = ir.Input("a"), ir.Input("b"), ir.Input("c")
ZERO, ONE = ir.Edge(0, F(0), EdgeSide.ABOVE), ir.Edge(0, F(1), EdgeSide.BELOW)
FOUR, SIX = ir.WeightedSum(((0, F(4)),)), ir.WeightedSum(((1, F(6)),))
ONE_AND_A_HALF = ir.Affine(None, offset=F(3, 2))
TEAM = ir.Input("team", category=True)
NOWHERE = ir.Undefined(Status.NOT_MEASURED)


def read(*numbers: ir.Operation) -> tuple[ir.Operation, ...]:
    """Two measures, and what is computed from them."""
    return (A, B, *numbers)


PLANS: dict[str, tuple[tuple[ir.Operation, ...], Fraction]] = {
    "reading": (read(A), F(1)),
    "rounding": (read(ir.WeightedSum(((0, F(1, 3)), (1, F(2, 7)))), ir.Round(2, RoundingMode.HALF_UP)), F(1)),
    "presence": (read(operated.present(0)), F(1)),
    "rank": (read(ir.Rank(0, F(1), F(0), Among([F(1, 3), 2]), EdgeSide.ABOVE)), F(1)),
    "sum": (read(ir.WeightedSum(((0, F(6)), (1, F(-15))))), F(3)),
    "sum and constant": (read(ir.WeightedSum(((0, F(6)), (1, F(15))), F(-2))), F(1)),
    "thirds and halves": (read(ir.WeightedSum(((0, F(1, 3)), (1, F(1, 2))))), F(1, 6)),
    "nothing but a constant": (read(ir.WeightedSum((), F(-3, 4))), F(3, 4)),
    "product": (read(ir.WeightedSum(((0, F(2)),)), ir.WeightedSum(((1, F(3, 2)),)), ir.Mul(2, 3)), F(3)),
    "cut below": (read(ir.WeightedSum(((0, F(2)),)), ir.Clip(2, F(1, 2))), F(1, 2)),
    "cut above": (read(ir.WeightedSum(((0, F(2)),)), ir.Clip(2, None, F(2, 3))), F(2, 3)),
    "cut at both ends": (read(ir.WeightedSum(((0, F(4)),)), ir.Clip(2, F(-2), F(3))), F(1)),
    "cut at one multiple": (read(ir.WeightedSum(((0, F(4)),)), ir.Clip(2, F(-4), F(6))), F(2)),
    "bent at a whole number": (read(ir.Bend(0, F(1), F(4), F(6))), F(2)),
    "bent at a half, steep below": (read(ir.Bend(0, F(1, 2), F(3), F(4))), F(1, 2)),
    "bent at a half, steep above": (read(ir.Bend(0, F(1, 2), F(4), F(3))), F(1, 2)),
    "bent at a half": (read(ir.WeightedSum(((0, F(2)),)), ir.Bend(2, F(1, 2), F(4), F(12))), F(2)),
    "least of two": (read(FOUR, SIX, ir.MinMax((2, 3), largest=False)), F(2)),
    "one of a number and constants": (
        read(ir.Choose((ZERO, ONE), (ir.Affine(1), ir.Affine(None, offset=F(-1, 2)), ir.Affine(None)), ())),
        F(1, 2),
    ),
    "one of two numbers": (
        read(FOUR, SIX, ir.Choose((ZERO,), (ir.Affine(2), ir.Affine(3)), ())),
        F(2),
    ),
    "case of a name": (
        (
            *(A, TEAM, FOUR),
            ir.Match(1, (("north", ir.Affine(2)), ("south", ir.Affine(None, offset=F(6)))), ONE_AND_A_HALF),
        ),
        F(1, 2),
    ),
    "case without a name": (
        (A, TEAM, ir.WeightedSum(((0, F(4)),)), ir.Match(1, (("north", ir.Affine(None, offset=F(8))),), ir.Affine(2))),
        F(4),
    ),
    "filled with a constant": (
        read(ir.WeightedSum(((0, F(4)),)), ir.Coalesce(2, UNMEASURED, ir.Affine(None, offset=F(-6)))),
        F(2),
    ),
    "filled with another": (
        read(ir.WeightedSum(((0, F(4)),)), ir.WeightedSum(((1, F(6)),)), ir.Coalesce(2, UNMEASURED, ir.Affine(3))),
        F(2),
    ),
    "filled where nothing is": (read(NOWHERE, ir.Coalesce(2, UNMEASURED, ir.Affine(None, offset=F(6)))), F(6)),
}  # fmt: skip


def rows(operations: Sequence[ir.Operation], step: Fraction) -> Iterator[operated.Figures]:
    """Small figures with some decimals, also absent ones where the operations know what to do with them."""
    numbers: list[Fraction | None] = [step * each for each in range(-3, 4)]
    if any(isinstance(each, (ir.Coalesce, ir.Defined)) for each in operations):
        numbers.append(None)
    for a, b, team in product(numbers, numbers, ("north", "south", "east")):
        yield {"a": a, "b": b, "team": team}


def found(operations: Sequence[ir.Operation], step: Fraction) -> set[Fraction]:
    """Every number of the last column for small figures."""
    numbers = (operated.number(operations, len(operations) - 1, row) for row in rows(operations, step))
    return {number for number in numbers if number is not None}


def common(numbers: set[Fraction]) -> Fraction:
    """The largest number of which all are multiples: over one denominator, the common divisor of what is on top."""
    below = math.lcm(*(number.denominator for number in numbers))
    return Fraction(math.gcd(*(int(number * below) for number in numbers)), below)


@pytest.mark.parametrize("name", PLANS)
def test_the_step_is_the_widest_that_divides_every_number(name: str) -> None:
    """Of whole figures every operation makes multiples of its step, and of nothing wider."""
    operations, step = PLANS[name]
    assert Lattices(operations, 0)[len(operations) - 1] == Lattice(step)
    assert common(found(operations, F(1))) == step


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("places", [1, 2])
def test_the_step_divides_every_number_of_decimals(name: str, places: int) -> None:
    """With tenths and hundredths as figures a step may be finer than need be, but it divides what there is."""
    operations, _ = PLANS[name]
    steps = Lattices(operations, places)[len(operations) - 1]
    assert steps.parts == 1
    assert not any(number % steps.step for number in found(operations, F(1, 10**places)))


def test_decimals_make_the_step_finer() -> None:
    """A figure with two places is a multiple of a hundredth, and the product of two of them of a ten-thousandth."""
    operations = read(ir.Mul(0, 1), ir.WeightedSum(((0, F(2)), (2, F(200)))))
    lattices = Lattices(operations, 2)
    assert [lattices[node].step for node in range(4)] == [F(1, 100), F(1, 100), F(1, 10_000), F(1, 50)]


def weighted(*scales: Fraction, offset: Fraction = NONE) -> tuple[ir.Operation, ...]:
    """A measure over a weighted count of which of two others are there."""
    return (
        A,
        B,
        C,
        operated.present(1),
        operated.present(2),
        ir.WeightedCount(tuple(zip((3, 4), scales, strict=False)), offset),
        ir.Div(0, 5),
    )


SHARES = {
    "each counts once": (weighted(F(1), F(1)), Lattice(F(1), 2)),
    "each counts twice": (weighted(F(2), F(2)), Lattice(F(1), 4)),
    "one counts half": (weighted(F(1), F(1, 2)), Lattice(F(2), 3)),
    "one counts a third, one a half": (weighted(F(1, 3), F(1, 2)), Lattice(F(6), 5)),
    "one counts against": (weighted(F(3), F(-1)), Lattice(F(1), 4)),
    "and one more": (weighted(F(1), F(1), offset=F(1)), Lattice(F(1), 3)),
    "and one less": (weighted(F(1), F(1), offset=F(-3)), Lattice(F(1), 5)),
    "and half a one more": (weighted(F(1), F(1), offset=F(1, 2)), Lattice(F(2), 5)),
}


@pytest.mark.parametrize("name", SHARES)
def test_the_share_of_a_weighted_count(name: str) -> None:
    """A number over a count of ``k/n`` is a multiple of ``n`` times its step over ``k``, which is at most the parts."""
    operations, expected = SHARES[name]
    lattices = Lattices(operations, 0)
    steps = lattices[len(operations) - 1]
    assert steps == expected
    assert (lattices.inputs, lattices.quotients) == ({0}, set())
    for a, b, c in product(range(-4, 5), (None, F(1)), (None, F(1))):
        number = operated.number(operations, len(operations) - 1, {"a": F(a), "b": b, "c": c})
        divisors = range(1, steps.parts + 1)
        assert number is None or any((number * n / steps.step).denominator == 1 for n in divisors)


def test_the_share_of_one_presence() -> None:
    """What is divided by 1 or by nothing keeps its steps."""
    operations = (A, B, ir.WeightedSum(((0, F(5)),)), operated.present(1), ir.Div(2, 3))
    lattices = Lattices(operations, 1)
    assert lattices[4] == Lattice(F(1, 2))
    assert lattices.inputs == {0}


def test_parts_are_those_of_all_columns_together() -> None:
    """A half and a third make sixths, in sums and in products, and of a column that is used twice they count once."""
    halves, thirds = weighted(F(1), F(1)), weighted(F(1), F(1), offset=F(1))
    operations = (
        *halves,
        *thirds[5:6],
        ir.Div(0, 7),
        ir.WeightedSum(((6, F(1)), (8, F(4)))),
        ir.Mul(6, 8),
        ir.WeightedSum(((6, F(2)), (6, F(2)))),
        ir.Div(8, 5),
    )
    lattices = Lattices(operations, 0)
    assert lattices[6] == Lattice(F(1), 2)
    assert lattices[8] == Lattice(F(1), 3)
    assert lattices[9] == Lattice(F(1), 6)
    assert lattices[10] == Lattice(F(1), 6)
    assert lattices[11] == Lattice(F(2), 2)
    assert lattices[12] == Lattice(F(1), 6)


def test_what_has_to_be_decimal() -> None:
    """Readings and quotients that a column is computed from, but not those behind a rounding or below a quotient."""
    operations = (
        A,
        B,
        C,
        ir.Div(0, 1),
        ir.Round(2, RoundingMode.HALF_UP),
        ir.WeightedSum(((3, F(2)), (4, F(1)))),
        ir.Div(None, 2),
        ir.WeightedSum(((2, F(1)), (6, F(1)))),
        ir.WeightedSum(((0, F(1)), (1, F(1)))),
        ir.Div(2, 8),
        ir.Div(None, 10),
    )
    lattices = Lattices(operations, 2)
    assert lattices[5] == Lattice(F(1, 50))
    assert (lattices.inputs, lattices.quotients) == (set(), {3})
    assert lattices[7] == Lattice(F(1, 100))
    assert (lattices.inputs, lattices.quotients) == ({2}, {3, 6})
    assert lattices[9] == Lattice(F(1, 100))
    assert (lattices.inputs, lattices.quotients) == ({2}, {3, 6, 9})


def test_the_inverse_of_a_count_has_to_be_decimal() -> None:
    """One over a count is a quotient like any other."""
    lattices = Lattices((A, operated.present(0), ir.Div(None, 1)), 3)
    assert lattices[2] == Lattice(F(1, 1000))
    assert lattices.quotients == {2}


def test_a_sum_of_more_than_presences_is_no_count() -> None:
    """A figure among what is counted makes the divisor one that can be anything."""
    lattices = Lattices((A, operated.present(0), ir.WeightedSum(((1, F(1)), (0, F(1)))), ir.Div(0, 2)), 1)
    assert lattices[3] == Lattice(F(1, 10))
    assert lattices.quotients == {3}


def test_a_column_is_looked_at_once() -> None:
    """However often a column is used, so that long chains take no longer than they are."""
    operations = (A, *(ir.MinMax((node, node), largest=True) for node in range(60)))
    assert Lattices(operations, 1)[60] == Lattice(F(1, 10))


# ----------------------------------------------------------------------------------------------------------- windows

WINDOWS = list(product([F(1, 2), F(1), F(2, 3), F(6)], [F(0), F(1, 2), F(-5, 4), F(9)], [F(0), F(1), F(4), F(1, 3)]))


@pytest.mark.parametrize(("step", "edge", "every"), WINDOWS)
def test_a_window_tells_where_it_is_narrower_than_any_gap(step: Fraction, edge: Fraction, every: Fraction) -> None:
    """It does up to half the largest number that divides the grid and the edges, and no gap is smaller than that."""
    unit, twelfths = common({step, edge, every}), [int(12 * each) for each in (step, edge, every)]
    grid, edges = ({start + wide * k for k in range(-20, 21)} for start, wide in ((0, twelfths[0]), twelfths[1:]))
    assert 12 * unit <= min(abs(one - other) for one in grid for other in edges if one != other)
    beneath = math.nextafter(float(unit) / 2, 0.0)
    assert Window(0, edge, every, beneath).tells(Lattice(step))
    assert not Window(0, edge, every, math.nextafter(float(unit) / 2, math.inf)).tells(Lattice(step))


@pytest.mark.parametrize(("width", "tells"), [(0.12, True), (0.125, False), (0.13, False)])
def test_parts_make_a_window_narrower(width: float, tells: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """Of quarters the distance is at least a quarter of what it is of wholes."""
    assert Window(0, F(3), F(1), width).tells(Lattice(F(1), 4)) is tells
    assert Window(0, F(1, 2), F(1), width / 2).tells(Lattice(F(1), 4)) is tells


def test_points_that_are_rounded_are_settled() -> None:
    """A sum of whole points and constants lies on a grid whatever the figures are."""
    operations = (
        ir.Input("a"),
        ir.Input("b"),
        ir.Round(0, RoundingMode.HALF_UP),
        ir.Round(1, RoundingMode.FLOOR),
        ir.WeightedSum(((2, F(1, 2)), (3, F(1, 4))), F(1, 4)),
        ir.WeightedSum(((4, F(1)), (0, F(1)))),
        ir.Div(2, 3),
        ir.WeightedSum(((4, F(1)), (6, F(1)))),
    )
    assert never_doubtful(operations, Window(4, F(90), F(0), 0.1))
    assert not never_doubtful(operations, Window(4, F(90), F(0), 0.125))
    assert not never_doubtful(operations, Window(4, F(90, 7), F(0), 0.1))
    assert not never_doubtful(operations, Window(5, F(90), F(0), 0.1)), "a reading may be anything"
    assert not never_doubtful(operations, Window(7, F(90), F(0), 0.1)), "so may a quotient"
