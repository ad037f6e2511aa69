"""The step of a column divides each of its numbers, and is no smaller than it has to be."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import operated
import pytest

from perfkpi.language import Among, Belongs, RoundingMode, Status
from perfkpi.meanings.columns.operations import (
    Chosen,
    Clip,
    Extreme,
    Filled,
    Kink,
    Line,
    Linear,
    Matched,
    Operation,
    Present,
    Product,
    Quotient,
    Ranked,
    Read,
    Refused,
    Rounded,
    Test,
)
from perfkpi.meanings.columns.proofs.steps import Fold, Steps

F = Fraction
NONE = F(0)
UNMEASURED = frozenset({Status.NOT_MEASURED})
A, B, C = Read("a"), Read("b"), Read("c")
ZERO = Test(0, F(0), Belongs.ABOVE)
TEAM = Read("team", category=True)
NOWHERE = Refused(Status.NOT_MEASURED)


def read(*numbers: Operation) -> tuple[Operation, ...]:
    """Two measures, and what is computed from them."""
    return (A, B, *numbers)


PLANS: dict[str, tuple[tuple[Operation, ...], Fraction]] = {
    "reading": (read(A), F(1)),
    "rounding": (read(Linear(((0, F(1, 3)), (1, F(2, 7)))), Rounded(2, RoundingMode.HALF_UP)), F(1)),
    "presence": (read(operated.present(0)), F(1)),
    "rank": (read(Ranked(0, F(1), F(0), Among([F(1, 3), 2]), Belongs.ABOVE)), F(1)),
    "sum": (read(Linear(((0, F(6)), (1, F(-15))))), F(3)),
    "sum and constant": (read(Linear(((0, F(6)), (1, F(15))), F(-2))), F(1)),
    "thirds and halves": (read(Linear(((0, F(1, 3)), (1, F(1, 2))))), F(1, 6)),
    "nothing but a constant": (read(Linear((), F(-3, 4))), F(3, 4)),
    "product": (read(Linear(((0, F(2)),)), Linear(((1, F(3, 2)),)), Product(2, 3)), F(3)),
    "cut below": (read(Linear(((0, F(2)),)), Clip(2, F(1, 2))), F(1, 2)),
    "cut above": (read(Linear(((0, F(2)),)), Clip(2, None, F(2, 3))), F(2, 3)),
    "cut at both ends": (read(Linear(((0, F(4)),)), Clip(2, F(-2), F(3))), F(1)),
    "cut at one multiple": (read(Linear(((0, F(4)),)), Clip(2, F(-4), F(6))), F(2)),
    "bent at a whole number": (read(Kink(0, F(1), F(4), F(6))), F(2)),
    "bent at a half, steep below": (read(Kink(0, F(1, 2), F(3), F(4))), F(1, 2)),
    "bent at a half, steep above": (read(Kink(0, F(1, 2), F(4), F(3))), F(1, 2)),
    "bent at a half": (read(Linear(((0, F(2)),)), Kink(2, F(1, 2), F(4), F(12))), F(2)),
    "least of two": (read(Linear(((0, F(4)),)), Linear(((1, F(6)),)), Extreme((2, 3), largest=False)), F(2)),
    "one of a number and constants": (
        read(Chosen((ZERO, Test(0, F(1), Belongs.BELOW)), (Line(1), Line(None, offset=F(-1, 2)), Line(None)), ())),
        F(1, 2),
    ),
    "one of two numbers": (
        read(Linear(((0, F(4)),)), Linear(((1, F(6)),)), Chosen((ZERO,), (Line(2), Line(3)), ())),
        F(2),
    ),
    "case of a name": (
        (
            *(A, TEAM, Linear(((0, F(4)),))),
            Matched(1, (("north", Line(2)), ("south", Line(None, offset=F(6)))), Line(None, offset=F(3, 2))),
        ),
        F(1, 2),
    ),
    "case without a name": (
        (A, TEAM, Linear(((0, F(4)),)), Matched(1, (("north", Line(None, offset=F(8))),), Line(2))),
        F(4),
    ),
    "filled with a constant": (
        read(Linear(((0, F(4)),)), Filled(2, UNMEASURED, Line(None, offset=F(-6)))),
        F(2),
    ),
    "filled with another": (
        read(Linear(((0, F(4)),)), Linear(((1, F(6)),)), Filled(2, UNMEASURED, Line(3))),
        F(2),
    ),
    "filled where nothing is": (read(NOWHERE, Filled(2, UNMEASURED, Line(None, offset=F(6)))), F(6)),
}  # fmt: skip


def rows(operations: Sequence[Operation], step: Fraction) -> Iterator[operated.Figures]:
    """Small figures with some decimals, also absent ones where the operations know what to do with them."""
    numbers: list[Fraction | None] = [step * each for each in range(-3, 4)]
    if any(isinstance(each, (Filled, Present)) for each in operations):
        numbers.append(None)
    for a, b, team in product(numbers, numbers, ("north", "south", "east")):
        yield {"a": a, "b": b, "team": team}


def found(operations: Sequence[Operation], step: Fraction) -> set[Fraction]:
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
    assert Fold(operations, 0)(len(operations) - 1) == Steps(step)
    assert common(found(operations, F(1))) == step


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("places", [1, 2])
def test_the_step_divides_every_number_of_decimals(name: str, places: int) -> None:
    """With tenths and hundredths as figures a step may be finer than need be, but it divides what there is."""
    operations, _ = PLANS[name]
    steps = Fold(operations, places)(len(operations) - 1)
    assert steps.parts == 1
    assert not any(number % steps.step for number in found(operations, F(1, 10**places)))


def test_decimals_make_the_step_finer() -> None:
    """A figure with two places is a multiple of a hundredth, and the product of two of them of a ten-thousandth."""
    operations = read(Product(0, 1), Linear(((0, F(2)), (2, F(200)))))
    fold = Fold(operations, 2)
    assert [fold(node).step for node in range(4)] == [F(1, 100), F(1, 100), F(1, 10_000), F(1, 50)]


def weighted(*scales: Fraction, offset: Fraction = NONE) -> tuple[Operation, ...]:
    """A measure over a weighted count of which of two others are there."""
    return (
        A,
        B,
        C,
        operated.present(1),
        operated.present(2),
        Linear(tuple(zip((3, 4), scales, strict=False)), offset),
        Quotient(0, 5),
    )


SHARES = {
    "each counts once": (weighted(F(1), F(1)), Steps(F(1), 2)),
    "each counts twice": (weighted(F(2), F(2)), Steps(F(1), 4)),
    "one counts half": (weighted(F(1), F(1, 2)), Steps(F(2), 3)),
    "one counts a third, one a half": (weighted(F(1, 3), F(1, 2)), Steps(F(6), 5)),
    "one counts against": (weighted(F(3), F(-1)), Steps(F(1), 4)),
    "and one more": (weighted(F(1), F(1), offset=F(1)), Steps(F(1), 3)),
    "and one less": (weighted(F(1), F(1), offset=F(-3)), Steps(F(1), 5)),
    "and half a one more": (weighted(F(1), F(1), offset=F(1, 2)), Steps(F(2), 5)),
}


@pytest.mark.parametrize("name", SHARES)
def test_the_share_of_a_weighted_count(name: str) -> None:
    """A number over a count of ``k/n`` is a multiple of ``n`` times its step over ``k``, which is at most the parts."""
    operations, expected = SHARES[name]
    fold = Fold(operations, 0)
    steps = fold(len(operations) - 1)
    assert steps == expected
    assert (fold.readings, fold.quotients) == ({0}, set())
    for a, b, c in product(range(-4, 5), (None, F(1)), (None, F(1))):
        number = operated.number(operations, len(operations) - 1, {"a": F(a), "b": b, "c": c})
        divisors = range(1, steps.parts + 1)
        assert number is None or any((number * n / steps.step).denominator == 1 for n in divisors)


def test_the_share_of_one_presence() -> None:
    """What is divided by 1 or by nothing keeps its steps."""
    operations = (A, B, Linear(((0, F(5)),)), operated.present(1), Quotient(2, 3))
    fold = Fold(operations, 1)
    assert fold(4) == Steps(F(1, 2))
    assert fold.readings == {0}


def test_parts_are_those_of_all_columns_together() -> None:
    """A half and a third make sixths, in sums and in products, and of a column that is used twice they count once."""
    halves, thirds = weighted(F(1), F(1)), weighted(F(1), F(1), offset=F(1))
    operations = (
        *halves,
        *thirds[5:6],
        Quotient(0, 7),
        Linear(((6, F(1)), (8, F(4)))),
        Product(6, 8),
        Linear(((6, F(2)), (6, F(2)))),
        Quotient(8, 5),
    )
    fold = Fold(operations, 0)
    assert fold(6) == Steps(F(1), 2)
    assert fold(8) == Steps(F(1), 3)
    assert fold(9) == Steps(F(1), 6)
    assert fold(10) == Steps(F(1), 6)
    assert fold(11) == Steps(F(2), 2)
    assert fold(12) == Steps(F(1), 6)


def test_what_has_to_be_decimal() -> None:
    """Readings and quotients that a column is computed from, but not those behind a rounding or below a quotient."""
    operations = (
        A,
        B,
        C,
        Quotient(0, 1),
        Rounded(2, RoundingMode.HALF_UP),
        Linear(((3, F(2)), (4, F(1)))),
        Quotient(None, 2),
        Linear(((2, F(1)), (6, F(1)))),
        Linear(((0, F(1)), (1, F(1)))),
        Quotient(2, 8),
        Quotient(None, 10),
    )
    fold = Fold(operations, 2)
    assert fold(5) == Steps(F(1, 50))
    assert (fold.readings, fold.quotients) == (set(), {3})
    assert fold(7) == Steps(F(1, 100))
    assert (fold.readings, fold.quotients) == ({2}, {3, 6})
    assert fold(9) == Steps(F(1, 100))
    assert (fold.readings, fold.quotients) == ({2}, {3, 6, 9})


def test_the_inverse_of_a_count_has_to_be_decimal() -> None:
    """One over a count is a quotient like any other."""
    fold = Fold((A, operated.present(0), Quotient(None, 1)), 3)
    assert fold(2) == Steps(F(1, 1000))
    assert fold.quotients == {2}


def test_a_sum_of_more_than_presences_is_no_count() -> None:
    """A figure among what is counted makes the divisor one that can be anything."""
    fold = Fold((A, operated.present(0), Linear(((1, F(1)), (0, F(1)))), Quotient(0, 2)), 1)
    assert fold(3) == Steps(F(1, 10))
    assert fold.quotients == {3}


def test_a_column_is_looked_at_once() -> None:
    """However often a column is used, so that long chains take no longer than they are."""
    operations = (A, *(Extreme((node, node), largest=True) for node in range(60)))
    assert Fold(operations, 1)(60) == Steps(F(1, 10))
