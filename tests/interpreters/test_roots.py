"""Exact roots against their digits, over all small cases: arithmetic, order, whole parts and powers."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import product

import pytest
from evaluated import Worth, evaluated

from perfkpi.language import Const, Input, Power

RADICANDS = [Fraction(text) for text in ("2", "3", "1/2", "8", "9/8")]
DEGREES = (2, 3, 4)
NUMBERS = [Fraction(text) for text in ("-3", "-1/2", "0", "1", "7/5", "2")]
MAX_DEGREE = 360
"""Of a higher degree there are no roots."""


def root(number: Fraction, degree: int) -> Worth:
    """The root of a number, as a result has it."""
    return evaluated(Power(Const(number), Fraction(1, degree)), {})


TWO, THREE = root(Fraction(2), 2), root(Fraction(3), 2)


def digits(number: object) -> Decimal:
    """Fifty digits of a rational or a surd."""
    with localcontext(prec=60):
        if not isinstance(number, (int, Fraction)):
            power = Decimal(number.radicand.numerator) / Decimal(number.radicand.denominator)
            rooted = (power.ln() / number.degree).exp()
            return digits(number.offset) + digits(number.coefficient) * rooted
        return Decimal(number.numerator) / Decimal(number.denominator)


def near(found: object, wanted: Decimal) -> bool:
    """Whether a number is what its digits should be."""
    return abs(digits(found) - wanted) < Decimal(10) ** -40


PURE = [found for r, d in product(RADICANDS, DEGREES) if not isinstance(found := root(r, d), Fraction)]
SURDS = [s * c + o for s in PURE[:5] for o in NUMBERS[1:4] for c in (Fraction(-3, 2), Fraction(2))]


def test_roots_of_powers_are_rational() -> None:
    """Of whole numbers, of fractions and of very long ones; one more or one less is no power."""
    for degree in (1, 2, 3, 5, MAX_DEGREE):
        for number in (Fraction(1), Fraction(2), Fraction(3, 7), Fraction(10**20 + 1)):
            power = Power(Input("a"), degree)
            assert evaluated(Power(power, Fraction(1, degree)), {"a": number}) == number
    for long in (7, 8, 10**30):
        for beside in (-1, 1):
            assert not isinstance(root(Fraction(long**3 + beside), 3), Fraction)
            assert not isinstance(root(Fraction(1, long**3 + beside), 3), Fraction)
    assert root(Fraction(0), 3) == 0
    assert not isinstance(root(Fraction(4, 3), 2), Fraction)
    assert not isinstance(root(Fraction(3, 4), 2), Fraction)
    found = root(Fraction(5, 3), 4)
    assert not isinstance(found, Fraction)
    assert (found.offset, found.coefficient) == (Fraction(0), Fraction(1))
    assert (found.radicand, found.degree) == (Fraction(5, 3), 4)


def test_arithmetic_with_rationals_has_the_digits() -> None:
    """Sums, differences, products and quotients, from either side, with fractions and whole numbers."""
    with localcontext(prec=60):
        for surd, number in product(SURDS, [*NUMBERS, 2, -1]):
            x, n = digits(surd), digits(number)
            assert near(surd + number, x + n)
            assert near(number + surd, x + n)
            assert near(surd - number, x - n)
            assert near(number - surd, n - x)
            assert near(surd * number, x * n)
            assert near(number * surd, x * n)
            if number != 0:
                assert near(surd / number, x / n)
        for surd, number in product(PURE, [*NUMBERS[1:], 3]):
            assert near(number / surd, digits(number) / digits(surd))
            assert near((surd * Fraction(-2, 3)).__rtruediv__(1), 1 / (digits(surd) * Decimal(-2) / 3))
    assert isinstance(TWO * 0, Fraction)


def test_order_and_whole_parts_have_the_digits() -> None:
    """A surd is below, above, at least or at most a rational as its digits say; its whole part likewise."""
    for surd in SURDS:
        x = digits(surd)
        for number in [*NUMBERS, 0, 3, Fraction(math.floor(x * 1000), 1000)]:
            below = x < digits(number)
            assert ((surd < number), (surd > number), (surd <= number), (surd >= number)) == (
                below,
                not below,
                below,
                not below,
            )
        assert math.floor(surd) == math.floor(x)
        assert near(abs(surd), x.copy_abs())
        assert float(surd) == float(x)
    assert math.floor(TWO * Fraction(10**40)) == math.isqrt(2 * 10**80)
    assert math.floor(TWO * Fraction(-(10**40))) == -math.isqrt(2 * 10**80) - 1


def test_surds_of_one_root_are_added_and_compared() -> None:
    """Also where they are spelled as roots of different degrees; where the roots cancel, a rational is left."""
    with localcontext(prec=60):
        spelled = [TWO, root(Fraction(4), 4), root(Fraction(8), 2), root(Fraction(1, 2), 2)]
        moved = [s * c + o for s in spelled for c in (1, -2) for o in (0, 1)]
        for one, other in product(moved, repeat=2):
            x, y = digits(one), digits(other)
            same = abs(x - y) < Decimal(10) ** -40
            assert near(one + other, x + y)
            assert near(one - other, x - y)
            assert (one == other) is same
            assert (one < other) is (x < y and not same)
            assert (one > other) is (x > y and not same)
            assert (one <= other) is (x < y or same)
            assert (one >= other) is (x > y or same)
            assert hash(one) == hash(other) or not same
    assert TWO - TWO == 0
    assert (TWO + 3) - TWO == 3
    assert (TWO + 3) + (TWO * -1 - 3) == 0


def test_pure_roots_are_multiplied_divided_and_ordered() -> None:
    """Different roots, of either sign, by comparing integers."""
    signed = [surd * sign for surd in PURE[::2] for sign in (1, -1, Fraction(1, 3))]
    with localcontext(prec=60):
        for one, other in product(signed, repeat=2):
            x, y = digits(one), digits(other)
            same = abs(x - y) < Decimal(10) ** -40
            assert near(one * other, x * y)
            assert near(one / other, x / y)
            assert (one < other) is (x < y and not same)
            assert (one == other) is same
    for one, other in product((TWO, TWO * -1), (THREE, THREE * -1)):
        assert ((one + 5 < other + 5), (other + 5 > one + 5)) == ((digits(one) < digits(other)),) * 2


@pytest.mark.parametrize("factor", [Fraction(1), Fraction(1, 2), Fraction(3)])
def test_powers_of_roots_have_the_digits(factor: Fraction) -> None:
    """A positive multiple of a root, to whole, negative and broken powers."""
    with localcontext(prec=60):
        for surd, top, bottom in product(PURE, (-2, -1, 1, 2, 3), (1, 2, 3)):
            scaled = surd * factor
            assert not isinstance(scaled, Fraction)
            wanted = (digits(scaled).ln() * top / bottom).exp()
            assert near(scaled.power(top, bottom), wanted)


def test_what_has_no_form_names_what_was_refused() -> None:
    """An offset or a sign under a power, an offset under the stroke, and two roots that cannot be compared."""
    for refused in (TWO + 1, TWO * -1):
        assert not isinstance(refused, Fraction)
        with pytest.raises(TypeError) as caught:
            refused.power(2, 1)
        assert caught.value.args == (refused,)
    moved = TWO + 1
    assert not isinstance(moved, Fraction)
    with pytest.raises(TypeError) as caught:
        moved.inverse()
    assert caught.value.args == (moved,)
    for one, other in ((THREE, moved), (moved, THREE)):
        with pytest.raises(TypeError) as caught:
            assert one < other
        assert caught.value.args == (one, other)


def test_strangers_are_left_to_python() -> None:
    """Neither arithmetic nor order is defined with a text or a float, in either direction; equality is."""
    for stranger in ("a", 0.5, None):
        for operation in ("add", "sub", "rsub", "mul", "truediv", "rtruediv", "lt", "gt", "le", "ge", "eq"):
            assert getattr(TWO, f"__{operation}__")(stranger) is NotImplemented
    assert TWO + root(Fraction(8), 2) == TWO * 3
    for left, right in ((TWO, THREE), (TWO, THREE + 1), (THREE * 2, TWO)):
        with pytest.raises(TypeError):
            assert left + right
        with pytest.raises(TypeError):
            assert left - right
    for left, right in ((TWO, THREE + 1), (TWO + 1, THREE)):
        with pytest.raises(TypeError):
            assert left * right
    assert TWO + 1 != TWO
    assert TWO * 2 != TWO
    assert root(Fraction(2), 3) != TWO


@pytest.mark.parametrize("places", [3, 9, 20])
def test_the_whole_part_beside_an_integer_is_decided_exactly(places: int) -> None:
    """A root that was moved to just above, or just below, a whole number, from either side and of either sign."""
    below = Fraction(math.isqrt(2 * 10 ** (2 * places)), 10**places)  # of the root of 2
    for whole, sign, above in product((-3, 0, 2), (1, -1), (True, False)):
        near_it = below if above is (sign > 0) else below + Fraction(1, 10**places)
        beside = TWO * sign - sign * near_it + whole
        assert not isinstance(beside, Fraction)
        assert (beside > whole) is above
        assert math.floor(beside) == (whole if above else whole - 1)


def test_amounts_of_small_numbers_are_positive() -> None:
    """Also of numbers between 0 and 1."""
    assert abs(TWO - 1) == abs(1 - TWO) == TWO - 1


def test_roots_that_share_many_digits_are_told_apart() -> None:
    """However close they are; and one root in two spellings is one, with one hash."""
    close = root(Fraction(2) + Fraction(1, 10**30), 2)
    assert hash(close) == hash(TWO)
    assert close != TWO
    assert close > TWO
    assert not close < TWO
    assert root(Fraction(9), 4) == THREE == root(Fraction(27), 6)
    assert hash(root(Fraction(9), 4)) == hash(THREE)
    assert len({hash(surd) for surd in PURE}) > len(PURE) / 2  # a set of roots is not a list


def test_order_may_be_asked_of_either_root() -> None:
    """Each of two roots knows where it stands."""
    assert TWO.__lt__(THREE) is THREE.__gt__(TWO) is True
    assert THREE.__lt__(TWO) is TWO.__gt__(THREE) is False


@pytest.mark.parametrize("power", [0, 15, 20, 40, 330])
def test_floats_are_the_nearest_however_small_the_root(power: int) -> None:
    """All digits of a double, whatever is in front of them."""
    for scaled in (TWO / Fraction(10**power), TWO / Fraction(-(10**power)), TWO * Fraction(10 ** min(power, 300))):
        assert not isinstance(scaled, Fraction)
        assert float(scaled) == float(digits(scaled))
    difference = TWO - Fraction(math.isqrt(2 * 10 ** (2 * power)), 10**power)
    assert not isinstance(difference, Fraction)
    with localcontext(prec=400):
        wanted = Decimal(2).sqrt() - Decimal(math.isqrt(2 * 10 ** (2 * power))) / Decimal(10) ** power
    assert abs(float(difference) - float(wanted)) <= 1e-15 * abs(float(wanted))
