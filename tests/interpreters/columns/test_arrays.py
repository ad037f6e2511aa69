"""The doubles around a number: the nearest one, how far it is off, and the first whose decimal reaches a bound."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest

from perfkpi.doubles import LARGEST, SMALLEST
from perfkpi.interpreters.columns.arrays import ROUNDOFF, first_double, inexactness, near

DOUBLES = (0.1, 0.3, 1.0, 2.0**52 + 1, 1e22, 1.7e308, LARGEST, SMALLEST, 1e-300)
BETWEEN = (
    Fraction(1, 3),
    Fraction(2, 3),
    Fraction(1, 10),
    Fraction(2**53 + 1),
    Fraction(10**23),
    Fraction(89995, 1000),
)
HUGE = Fraction(10**309)


def signed(numbers: tuple[float | Fraction, ...]) -> list[Fraction]:
    """Each number and its opposite, exactly."""
    return [sign * Fraction(number) for number in numbers for sign in (1, -1)]


@pytest.mark.parametrize("number", [*signed(DOUBLES), Fraction(0)])
def test_a_double_is_nearest_to_itself(number: Fraction) -> None:
    """Nothing is lost."""
    assert Fraction(near(number)) == number
    assert inexactness(number) == 0.0


@pytest.mark.parametrize("number", signed(BETWEEN))
def test_a_number_between_doubles_is_off_by_half_of_their_distance(number: Fraction) -> None:
    """Neither neighbour of the nearest double is closer, and the error is relative to the number."""
    found = near(number)
    off = abs(Fraction(found) - number)
    assert all(off <= abs(Fraction(math.nextafter(found, to)) - number) for to in (-math.inf, math.inf))
    assert 0 < off <= Fraction(inexactness(number)) * abs(number)
    assert inexactness(number) == ROUNDOFF


@pytest.mark.parametrize("sign", [1, -1])
def test_no_double_is_near_to_what_is_too_large(sign: int) -> None:
    """The nearest one is infinite, and the error is unbounded."""
    assert near(sign * HUGE) == sign * math.inf
    assert inexactness(sign * HUGE) == math.inf


@pytest.mark.parametrize("sign", [1, -1])
def test_small_doubles_have_no_relative_error(sign: int) -> None:
    """Below the smallest normal double an error is absolute, if the number is a double or not."""
    for number in (Fraction(SMALLEST) / 2, Fraction(SMALLEST) / 3, Fraction(1, 10**400)):
        assert inexactness(sign * number) == math.inf


@pytest.mark.parametrize("beyond", [False, True])
@pytest.mark.parametrize("bound", [*signed(DOUBLES), *signed(BETWEEN), Fraction(0)])
@pytest.mark.parametrize("moved", [-1, 0, 1])
def test_comparing_doubles_decides_the_comparison_of_decimals(bound: Fraction, moved: int, *, beyond: bool) -> None:
    """For bounds on, just below and just above the decimal of a double, and the doubles around it."""
    nearest = near(bound)
    at = Fraction(Decimal(repr(nearest))) + moved * Fraction(1, 10**400)
    below, above = (math.nextafter(nearest, to) for to in (-math.inf, math.inf))
    found = first_double(at, beyond=beyond)
    for double in filter(
        math.isfinite, (math.nextafter(below, -math.inf), below, nearest, above, math.nextafter(above, math.inf))
    ):
        printed = Fraction(Decimal(repr(double)))
        assert (double >= found) is (printed > at if beyond else printed >= at)


@pytest.mark.parametrize("beyond", [False, True])
def test_no_finite_double_reaches_a_bound_above_all(*, beyond: bool) -> None:
    """Only an infinite one does; every double reaches a bound below all."""
    assert first_double(HUGE, beyond=beyond) == math.inf
    assert first_double(-HUGE, beyond=beyond) == -math.inf
