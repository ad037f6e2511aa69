"""Sides of an edge: told by doubles where their errors allow it, by integers elsewhere, else by nobody."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from carefully import NONE, column, fraction, mask, reading, spread
from error_bounds import MORE, U

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.certified_rows.comparing import Comparing
from perfkpi.interpreters.columns.certified_rows.figures import FINE, Figures, Later
from perfkpi.interpreters.columns.ratios import constant_ratio
from perfkpi.language import EdgeSide, Status

DOUBLES = [0.0, -0.0, 0.1, 0.3, 0.5, -2.5, 1 / 3, 1e-320, 2.0**-1074, 1e308]
BESIDE = [math.nextafter(each, side) for each in DOUBLES for side in (-math.inf, math.inf)]
READINGS = [*DOUBLES, *BESIDE]
EDGES = ["0", "0.1", "1/3", "0.5", "-2.5", "1e-320", "1/7", "0.3", "1e400", "-1e400"]


def exactly(number: float) -> Fraction:
    """What a double means: the decimal that it prints as."""
    return Fraction(repr(number))


def sign(number: Fraction, at: Fraction) -> int:
    """On which side a number lies."""
    return (number > at) - (number < at)


def test_nothing_is_doubtful_at_first() -> None:
    """Rows are doubted one by one, and only those that have a value."""
    rows = Comparing(4)
    assert rows.rows == 4
    assert rows.doubtful.tolist() == [False] * 4
    rows.mark_uncertain(mask(1, 1, 0, 0), np.array([0, 3, 0, 3], dtype=np.int8))
    assert rows.doubtful.tolist() == [True, False, False, False]
    rows.mark_uncertain(mask(0, 0, 0, 1), FINE)
    assert rows.doubtful.tolist() == [True, False, False, True]


def test_one_value_for_all_rows() -> None:
    """A column stays as it is."""
    assert Comparing(3).broadcast(np.array(7)).tolist() == [7, 7, 7]
    assert Comparing(3).broadcast(np.array([1, 2, 3])).tolist() == [1, 2, 3]


@pytest.mark.parametrize("downward", [False, True])
@pytest.mark.parametrize("belongs", EdgeSide)
@pytest.mark.parametrize("edge", EDGES)
def test_readings_before_an_edge(edge: str, belongs: EdgeSide, downward: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """Whatever is read lies on one side of each edge as the decimal that it prints as; no row stays open."""
    at = Fraction(edge)
    before, proved = Comparing(len(READINGS)).before(reading(*READINGS), ir.Edge(0, at, belongs, downward))
    sides = [sign(exactly(each), at) * (-1 if downward else 1) for each in READINGS]
    assert before.tolist() == [side < 0 or (side == 0 and belongs is EdgeSide.BELOW) for side in sides]
    assert proved.all()


AROUND = [Fraction(n, 24) for n in range(-8, 25)]


@pytest.mark.parametrize("downward", [False, True])
@pytest.mark.parametrize("belongs", EdgeSide)
@pytest.mark.parametrize("edge", ["0", "1/3", "1/2", "1/7"])
def test_computed_numbers_before_an_edge(edge: str, belongs: EdgeSide, downward: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """However far doubles are off, within their errors: integers tell."""
    at = Fraction(edge)
    for shift in (-0.125, 0.0, 0.125):
        figures = column(*AROUND, error=0.125 + 1e-9, shift=shift)
        before, proved = Comparing(len(AROUND)).before(figures, ir.Edge(0, at, belongs, downward))
        sides = [sign(each, at) * (-1 if downward else 1) for each in AROUND]
        assert before.tolist() == [side < 0 or (side == 0 and belongs is EdgeSide.BELOW) for side in sides]
        assert proved.all()


@pytest.mark.parametrize("edge", ["0", "1/2", "-3/4", "1/3"])
def test_numbers_without_integers_beside_an_edge(edge: str) -> None:
    """Just beyond its error a double tells, just within it does not."""
    at = Fraction(edge)
    error = 2.0**-10
    near = [Fraction(error) * (1 + part) for part in (Fraction(-1, 10**6), Fraction(1, 10**6))]
    figures = column(*(at + side * gap for gap, side in product(near, (-1, 1))), error=error, known=False)
    found, proved = Comparing(4).compare(figures, at)
    assert proved.tolist() == [False, False, True, True]
    assert found[2:].tolist() == [-1, 1]
    found, proved = Comparing(4).before(figures, ir.Edge(0, at, EdgeSide.BELOW))
    assert proved.tolist() == [False, False, True, True]
    assert found[2:].tolist() == [True, False]


def test_exact_numbers_beside_an_edge() -> None:
    """Subtracting an edge costs three roundings at most; the fourth double is told from it."""
    numbers = [1 + k * 2 * U for k in range(8)]
    proved = Comparing(8).compare(column(*numbers, known=False), Fraction(1))[1]
    assert proved.tolist() == [False] * 4 + [True] * 4
    tiny = column(*(k * Fraction(2.0**-1074) for k in range(4)), error=0.0, known=False)
    assert Comparing(4).compare(tiny, Fraction(1, 2**1073))[1].tolist() == [True, False, False, False]


def test_the_double_of_an_edge_is_off_itself() -> None:
    """A third lies above its double, so a number may lie below a third, further above the double than its error."""
    third, step = Fraction(1, 3), 2.0**-54
    value = float(third) + 3 * step
    true = Fraction(value) - Fraction(2.8 * step)
    assert Fraction(float(third)) < true < third
    found, proved = Comparing(1).compare(column(value, error=2.8 * step, known=False), third)
    assert found.tolist() == [-1] or not proved.any()


def test_readings_on_an_edge_are_told_by_their_decimals() -> None:
    """Fifteen digits are integers; the double of a number with more may be that of the edge."""
    figures = reading(0.1, 0.2, 0.3, 0.1 + 0.2)
    found, proved = Comparing(4).compare(figures, Fraction(3, 10))
    assert (found.tolist()[:3], proved.tolist()) == ([-1, -1, 0], [True, True, True, False])


def test_the_sign_of_a_reading_needs_no_proof() -> None:
    """A decimal has the sign of its double; nothing at all has none."""
    figures = reading(-1.0, -0.0, 0.0, 2.0**-1074, math.inf, -math.inf)
    found, proved = Comparing(6).compare(figures, Fraction(0))
    assert found.tolist() == [-1, 0, 0, 1, 1, -1]
    assert found.dtype == np.int64
    assert proved.all()


def test_the_sign_of_a_computed_number() -> None:
    """A number without an error may be 0, one with an error only if its integers tell."""
    for found, proved in (
        (rows := Comparing(6)).side(figures := column(0, 0, 0, 1, -1, 1, error=[0, 1, 1, 1, 0.5, 0.5])),
        rows.compare(figures, Fraction(0)),
    ):
        assert (found.tolist(), proved.tolist()) == ([0, 0, 0, 1, -1, 1], [True] * 6)
        assert found.dtype == np.int64
    unknown = column(0, 0, 1, -1, 1, error=[0, 1, 1, 0.5, 2], known=False)
    assert Comparing(5).side(unknown)[1].tolist() == [True, False, False, True, False]
    assert Comparing(5).compare(unknown, Fraction(0))[1].tolist() == [True, False, False, True, False]


def test_rows_without_a_value_leave_no_doubt() -> None:
    """There is nothing to compare in them, and their neighbours are compared nevertheless."""
    figures = column(NONE, 1, Status.UNDEFINED, "1/2", 0, error=[9, 0.5, 0, 0.75, 9], shift=[0, 0, 0, 0.25, 0])
    for at in (Fraction(0), Fraction(1, 2)):
        found, proved = Comparing(5).compare(figures, at)
        assert proved.tolist() == [True] * 5
        assert [int(found[row]) for row in (1, 3, 4)] == [
            sign(each, at) for each in (Fraction(1), Fraction(1, 2), Fraction(0))
        ]
    found, proved = Comparing(2).compare(column(NONE, Status.UNDEFINED), Fraction(1))
    assert (found.tolist(), proved.tolist()) == ([0, 0], [True, True])
    assert found.dtype == np.int64


@pytest.mark.parametrize(("size", "told"), [(2.0**61, True), (2.0**62, False)])
def test_integers_are_trusted_as_far_as_they_are_known(size: float, told: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """A number within an error of 3/4 around 1/2 lies 5/4 from zero at most: below ``2**62`` of its parts, or not."""
    figures = column("1/2", "2", error=0.75, size=size)
    assert Comparing(2).side(figures)[1].tolist() == [told, True]


@pytest.mark.parametrize("rows", [1, 5])
def test_one_number_for_all_rows(rows: int) -> None:
    """What is the same in every row is compared as if it stood in each."""
    one = Figures(np.array(0.4), np.array(1.0), FINE, Later(lambda: constant_ratio(Fraction(1, 3))))
    for at, side in (("1/3", 0), ("1/4", 1), ("1/2", -1), ("0", 1)):
        found, proved = Comparing(rows).compare(one, Fraction(at))
        assert (spread(found, rows), spread(proved, rows)) == ([side] * rows, [True] * rows)


TWELFTHS = [Fraction(n, 12) for n in range(-40, 41)]


@pytest.mark.parametrize("halves", [False, True])
@pytest.mark.parametrize("shift", [-0.1, 0.0, 0.1])
def test_sides_of_whole_numbers_and_of_halves(shift: float, halves: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """Integers settle every row that is unsure; the others keep what they have."""
    rows = len(TWELFTHS)
    figures = column(*TWELFTHS, shift=shift, error=0.1 * float(MORE))
    near = np.floor(figures.values) if halves else np.rint(figures.values)
    asked = np.array([row % 3 != 0 for row in range(rows)])
    before = np.full(rows, 7)
    unsure, found = Comparing(rows).prove_sides(figures, near, asked, before, halves=halves)
    edges = [fraction(each) + (Fraction(1, 2) if halves else 0) for each in near]
    told = [sign(each, edge) for each, edge in zip(TWELFTHS, edges, strict=True)]
    assert found.tolist() == [side if ask else 7 for side, ask in zip(told, asked, strict=True)]
    assert not unsure.any()
    assert asked.any()
    assert set(before.tolist()) == {7}


@pytest.mark.parametrize("halves", [False, True])
def test_sides_of_large_numbers(halves: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """Integers do not lose the thousandth that a double beyond ``2**50`` does not show."""
    edge = 2**50 + (Fraction(1, 2) if halves else 0)
    figures = column(*(edge + side * Fraction(1, 1001) for side in (-1, 0, 1)), error=0.2)
    unsure, found = Comparing(3).prove_sides(
        figures, np.full(3, 2.0**50), mask(1, 1, 1), np.zeros(3, int), halves=halves
    )
    assert (unsure.tolist(), found.tolist()) == ([False] * 3, [-1, 0, 1])


def test_what_cannot_be_settled() -> None:
    """Where a second whole number is within reach, or none that a double can hold, rows stay unsure."""
    big = 2**52
    cases = [
        (3, 0.2499, True),
        (3, 0.25, False),
        (-3, 0.0, True),
        (big - 1, 0.0, True),
        (big, 0, False),
        (-big, 0, False),
    ]
    figures = column(*(number for number, _, _ in cases), error=[error for _, error, _ in cases])
    for halves in (False, True):
        unsure, _ = Comparing(6).prove_sides(figures, figures.values, mask(*[1] * 6), np.zeros(6, int), halves=halves)
        assert unsure.tolist() == [not settled for _, _, settled in cases]


@pytest.mark.parametrize("halves", [False, True])
@pytest.mark.parametrize("power", [61, 62, 63, 64, 65])
def test_integers_settle_as_far_as_they_are_known(power: int, halves: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """The distance from the edge, with its error, in parts of the denominator, is below ``2**62``."""
    parts = 2 if halves else 1
    numbers = [3 + Fraction(1, parts) * (parts - 1) + away for away in (0, Fraction(3, 20), Fraction(-3, 20))] * 2
    errors = [0.2] * 3 + [0.1] * 3
    figures = column(*numbers, error=errors, size=2.0**power)
    near = np.full(6, 3.0)
    unsure, _ = Comparing(6).prove_sides(figures, near, mask(*[1] * 6), np.zeros(6, int), halves=halves)
    reach = [abs(away) + error for away, error in zip([0, 0.15, 0.15] * 2, errors, strict=True)]
    assert unsure.tolist() == [each * parts * 2.0**power >= 2.0**62 for each in reach]


def test_one_number_for_all_rows_is_settled_in_each() -> None:
    """Broadcast columns are read-only, and come back as columns of their own."""
    one = Figures(np.array(3.5), np.array(0.1), FINE, Later(lambda: constant_ratio(Fraction(7, 2))))
    unsure, found = Comparing(2).prove_sides(one, np.array(3.0), np.array([True]), np.array(5), halves=True)
    assert (unsure.tolist(), found.tolist()) == ([False, False], [0, 0])
