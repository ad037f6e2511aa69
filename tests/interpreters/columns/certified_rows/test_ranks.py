"""How many members of a list careful rows have reached: by decimals, by errors, by integers, or not at all."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from carefully import NONE, Rows, column, fraction, given
from error_bounds import U

from perfkpi.interpreters.columns import ir
from perfkpi.language import Among, Belongs, Status

MEMBERS = [fraction(each) for each in ("-1", "0", "1/3", "1/3", "1/2", "3/2", "3/2", "3/2", "7")]
AMONG = Among(MEMBERS)
APART = Among([fraction(each) for each in ("-1", "1/3", "3/2", "7")])
ONE, NOTHING = Fraction(1), Fraction(0)


def reached(number: Fraction, belongs: Belongs, members: tuple[Fraction, ...] | list[Fraction]) -> int:
    """Those below it, and with ABOVE those that equal it."""
    return sum(each < number or (each == number and belongs is Belongs.ABOVE) for each in members)


@pytest.mark.parametrize("belongs", Belongs)
@pytest.mark.parametrize(("scale", "offset"), [("1", "0"), ("3", "0"), ("1", "1/2"), ("1/3", "-1")])
def test_readings(scale: str, offset: str, belongs: Belongs) -> None:
    """A reading is ranked as the line on its decimal is; no row is left."""
    factor, plus = Fraction(scale), Fraction(offset)
    numbers = [-3.0, -1.5, -1.0, -0.0, 0.0, 0.1, 0.5, 1.0, 1.5, 4.0, 4.5, 6.5, 7.0, 7.5, 24.0, 1 / 3, 1e300]
    operation = ir.Rank(0, factor, plus, AMONG, belongs)
    rows = Rows([], ir.Input("a"), operation, given={"a": given(*numbers, NONE)})
    expected = [reached(factor * Fraction(repr(each)) + plus, belongs, MEMBERS) for each in numbers]
    assert rows.values[:-1] == expected
    assert rows.integers[:-1] == expected
    assert rows.errors == [0.0] * len(rows.values)
    assert rows.statuses == [0] * len(numbers) + [3]
    assert not any(rows.left)


NUMBERS = sorted({*MEMBERS, *(each + side for each, side in product(MEMBERS, (Fraction(-1, 16), Fraction(1, 16))))})


@pytest.mark.parametrize("belongs", Belongs)
@pytest.mark.parametrize(("scale", "offset"), [("1", "0"), ("3", "0"), ("1", "1/2"), ("1/4", "-1")])
@pytest.mark.parametrize("among", [AMONG, APART])
@pytest.mark.parametrize("shift", [-0.015625, 0.0, 0.015625])
def test_computed_numbers(scale: str, offset: str, belongs: Belongs, among: Among, shift: float) -> None:
    """Integers compare a row with the one member that its error reaches; the line on the column is what is ranked."""
    factor, plus = Fraction(scale), Fraction(offset)
    on = [(each - plus) / factor for each in NUMBERS]
    rows = Rows([column(*on, shift=shift, error=0.015626)], ir.Rank(0, factor, plus, among, belongs))
    members = [value for value, count in zip(among.values, among.counts(), strict=True) for _ in range(count)]
    expected = [reached(each, belongs, members) for each in NUMBERS]
    assert rows.values == expected
    assert rows.integers == expected
    assert not any(rows.errors)
    assert not any(rows.left)


@pytest.mark.parametrize("belongs", Belongs)
def test_numbers_without_integers(belongs: Belongs) -> None:
    """A row is left where a member lies within its error, and only there."""
    error = 1 / 64
    for known in (False, True):
        beside = [
            (each + side * Fraction(error) * (1 + part), part)
            for each, side, part in product(APART.values, (-1, 1), (-Fraction(1, 10**6), Fraction(1, 10**6)))
        ]
        rows = Rows(
            [column(*(each for each, _ in beside), error=error, known=known)], ir.Rank(0, ONE, NOTHING, APART, belongs)
        )
        assert rows.left == [part < 0 and not known for _, part in beside]
        for (number, _), value, left in zip(beside, rows.values, rows.left, strict=True):
            assert left or value == reached(number, belongs, list(APART.values))


def test_more_than_one_member_within_reach() -> None:
    """Then the row is left, whatever its integers tell."""
    among = Among([0, 1, 2, 2, 9])
    on = column(1, "3/2", 9, "5", 2, error=[1.5, 0.75, 1.0, 0.5, 0.5])
    rows = Rows([on], ir.Rank(0, ONE, NOTHING, among, Belongs.ABOVE))
    assert rows.left == [True, True, False, False, False]
    assert rows.values[2:] == [5, 4, 4]


def test_rows_without_a_value_are_not_left() -> None:
    """What became of them is handed on."""
    on = column(NONE, 1, Status.UNDEFINED, 1, error=[0.5, 0.5, 9.0, 0.5], known=[True, True, True, False])
    rows = Rows([on], ir.Rank(0, ONE, NOTHING, Among([1]), Belongs.ABOVE))
    assert rows.statuses == [3, 0, 5, 0]
    assert rows.left == [False, False, False, True]
    assert rows.values[1] == 1


@pytest.mark.parametrize("among", [Among([]), Among([1]), Among([1, 2])])
def test_numbers_that_no_double_holds_are_left(among: Among) -> None:
    """An infinite column, or an infinite error, tells nothing, however short the list is."""
    on = column(1, 1, 1, 3, error=[0.0, np.inf, np.inf, 0.0], shift=[np.inf, 0.0, np.inf, 0.0], known=False)
    rows = Rows([on], ir.Rank(0, ONE, NOTHING, among, Belongs.ABOVE))
    assert rows.left == [True, True, True, False]
    assert rows.values[3] == among.count


@pytest.mark.parametrize("power", [59, 60, 61, 62])
def test_integers_are_trusted_as_far_as_they_are_known(power: int) -> None:
    """The distance from a member of thirds, in parts of both denominators, is below ``2**62``.

    The numbers lie 1/2 from the member and are off by 1/2 and a little at most: three times 2 ** 60 is below 2 ** 62.
    """
    on = column("5/6", "-1/6", error=0.5 + 2.0**-20, size=2.0**power)
    rows = Rows([on], ir.Rank(0, ONE, NOTHING, Among([Fraction(1, 3)]), Belongs.ABOVE))
    assert rows.left == [power > 60] * 2


def test_members_that_share_a_double() -> None:
    """Two within one rounding of each other are two within reach."""
    near = [ONE, ONE + Fraction(1, 10**20)]
    rows = Rows([column(1, 2, "1/2")], ir.Rank(0, ONE, NOTHING, Among(near), Belongs.ABOVE))
    assert rows.left == [True, False, False]
    assert rows.values[1:] == [2, 0]


def test_exact_numbers_beside_a_member() -> None:
    """Eight roundings reach no further; on the member itself the integers tell."""
    rows = Rows(
        [column(*(ONE + k * 2 * U for k in (0, 4, 5, 6)), known=[True, False, False, False])],
        ir.Rank(0, ONE, NOTHING, Among([1]), Belongs.BELOW),
    )
    assert rows.left == [False, True, False, False]
    assert rows.values[0] == 0
    assert rows.values[2:] == [1, 1]
