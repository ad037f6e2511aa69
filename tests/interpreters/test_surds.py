"""Exact roots agree with decimals of many digits wherever these can tell."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfkpi.interpreters.surds import LONGEST_POWER, MAX_DEGREE, LongError, Surd, root

DIGITS = 60
radicands = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000)
degrees = st.integers(min_value=2, max_value=9)
numbers = st.fractions(min_value=-100, max_value=100, max_denominator=1000)
factors = numbers.filter(bool)


def decimal(number: Fraction | Surd) -> Decimal:
    """The number to 60 digits."""
    with localcontext(prec=DIGITS + 20):
        if isinstance(number, Fraction):
            return Decimal(number.numerator) / Decimal(number.denominator)
        power = Decimal(number.radicand.numerator) / Decimal(number.radicand.denominator)
        rooted = (power.ln() / number.degree).exp()
        return decimal(number.offset) + decimal(number.coefficient) * rooted


def close(left: Decimal, right: Decimal) -> bool:
    """Whether two numbers agree to about 40 digits."""
    with localcontext(prec=DIGITS + 20):
        return abs(left - right) < Decimal(10) ** -40


@st.composite
def surds(draw: st.DrawFn) -> Surd:
    """An irrational number of the form that is carried."""
    found = root(draw(radicands), draw(degrees))
    assume(isinstance(found, Surd))
    assert isinstance(found, Surd)
    moved = found * draw(factors) + draw(numbers)
    assert isinstance(moved, Surd)
    return moved


@given(st.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=50), degrees)
def test_a_perfect_power_has_a_rational_root(number: Fraction, degree: int) -> None:
    """The root of a power is the number itself, as a fraction."""
    assert root(number**degree, degree) == number


def test_a_degree_beyond_reason_is_refused() -> None:
    """Comparisons grow with the degree, so it is bounded."""
    with pytest.raises(TypeError):
        root(Fraction(2), MAX_DEGREE + 1)


@given(surds(), numbers, factors)
def test_arithmetic_with_rationals(surd: Surd, number: Fraction, factor: Fraction) -> None:
    """Sums, differences, products and quotients with a rational are what decimals of many digits say."""
    x, n, f = decimal(surd), decimal(number), decimal(factor)
    with localcontext(prec=DIGITS + 20):
        sums, differences, opposite, products = x + n, x - n, n - x, x * f
    assert close(decimal(surd + number), sums)
    assert close(decimal(number + surd), sums)
    assert close(decimal(surd - number), differences)
    assert close(decimal(number - surd), opposite)
    assert close(decimal(surd * factor), products)
    assert close(decimal(factor * surd), products)
    assert close(decimal(surd / factor), decimal(surd * (1 / factor)))
    assert surd * Fraction(0) == 0
    assert abs(surd) > Fraction(0)


@given(radicands, degrees, radicands, degrees, factors)
def test_products_of_roots(left: Fraction, first: int, right: Fraction, second: int, factor: Fraction) -> None:
    """Roots without offset are multiplied, divided and raised exactly."""
    one, two = root(left, first), root(right, second)
    assume(isinstance(one, Surd) and isinstance(two, Surd))
    assert isinstance(one, Surd)
    assert isinstance(two, Surd)
    with localcontext(prec=DIGITS + 20):
        assert close(decimal(one * two), decimal(one) * decimal(two))
        assert close(decimal(one / two) * decimal(two), decimal(one))
        assert close(decimal(factor / one) * decimal(one), decimal(factor))
        assert close(decimal(one.power(2, 1)), decimal(one) ** 2)
        assert close(decimal(one.power(-1, 1)) * decimal(one), Decimal(1))
    assert one.power(first, 1) == left


@given(surds(), surds(), numbers)
def test_order_agrees_with_decimals(left: Surd, right: Surd, number: Fraction) -> None:
    """Comparisons are decided by integers and agree with decimals of many digits."""
    assert (left < number) == (decimal(left) < decimal(number))
    assert (left > number) == (decimal(left) > decimal(number))
    assert math.floor(left) == math.floor(decimal(left))
    assert float(left) == pytest.approx(float(decimal(left)), rel=1e-9, abs=1e-15)
    same = Surd(right.offset, right.coefficient, left.radicand, left.degree)
    assert (left < same) == (decimal(left) < decimal(same))


@given(st.tuples(radicands, degrees, factors), st.tuples(radicands, degrees, factors))
def test_order_of_pure_roots(left: tuple[Fraction, int, Fraction], right: tuple[Fraction, int, Fraction]) -> None:
    """Multiples of different roots are compared exactly, equality included."""
    a, b = (root(radicand, degree) * factor for radicand, degree, factor in (left, right))
    assume(isinstance(a, Surd) and isinstance(b, Surd))
    assert isinstance(a, Surd)
    assert (a < b) == (decimal(a) < decimal(b) and not close(decimal(a), decimal(b)))
    assert (a == b) == close(decimal(a), decimal(b))


@pytest.mark.parametrize("places", [0, 30, 300])
def test_the_whole_part_of_a_large_multiple(places: int) -> None:
    """A multiple far beyond double precision has all its digits, at once."""
    two = root(Fraction(2), 2)
    assert math.floor(two * Fraction(10**places)) == math.isqrt(2 * 10 ** (2 * places))
    assert math.floor(two * Fraction(-(10**places))) == -math.isqrt(2 * 10 ** (2 * places)) - 1
    assert math.floor(two * Fraction(1, 10**places) + Fraction(3)) == 3 + (not places)


def test_the_whole_part_next_to_an_integer() -> None:
    """The last step is decided exactly, on both sides of an integer."""
    million = 10**6
    assert math.floor(root(Fraction(million**2 + 1), 2)) == million
    assert math.floor(root(Fraction(million**2 + 1), 2) * Fraction(-1)) == -million - 1
    assert math.floor(root(Fraction(million**2 - 1), 2)) == million - 1
    assert math.floor(root(Fraction(2), 2) + Fraction("0.585786438")) == 2
    assert math.floor(root(Fraction(2), 2) + Fraction("0.585786437")) == 1


def test_the_same_number_in_two_spellings() -> None:
    """The fourth root of 4 is the square root of 2."""
    assert root(Fraction(4), 4) == root(Fraction(2), 2)
    assert not root(Fraction(4), 4) < root(Fraction(2), 2)
    assert root(Fraction(2), 2) != Fraction(3, 2)
    assert root(Fraction(3), 2) > root(Fraction(2), 2)
    assert not root(Fraction(4), 4) > root(Fraction(2), 2)
    assert root(Fraction(2), 2) + Fraction(0) == root(Fraction(2), 2)


@given(surds(), factors, numbers)
def test_multiples_of_one_root_are_added_and_compared(surd: Surd, factor: Fraction, number: Fraction) -> None:
    """What differs by a rational factor and an offset stays in the form, down to a rational where the roots cancel."""
    other = surd * factor + number
    assert isinstance(other, Surd)
    with localcontext(prec=DIGITS + 20):
        sums, differences = decimal(surd) + decimal(other), decimal(surd) - decimal(other)
    assert close(decimal(surd + other), sums)
    assert close(decimal(surd - other), differences)
    assert surd - surd == 0
    assert (surd + number) - surd == number
    assert (surd < other) == (differences < 0 and not close(differences, Decimal(0)))
    assert (surd == other) == (factor == 1 and number == 0)


def test_a_root_is_compared_with_plain_numbers() -> None:
    """Whoever reads a result may write line.points >= 90, whatever the points are."""
    two = root(Fraction(2), 2)
    assert isinstance(two, Surd)
    assert 1 < two < 2
    assert 1 <= two <= 2
    assert two >= two + 0
    assert two <= two * 1
    assert not two >= two + 1
    assert two + 1 > 2 > two
    assert (2 - two) / 2 + (two / 2) == 1
    assert 2 / two == two
    for attempt in (lambda: two <= "a", lambda: two >= "a", lambda: two > "a"):
        with pytest.raises(TypeError):
            attempt()


def test_equal_numbers_have_one_hash() -> None:
    """Results with roots in them can be compared and kept in sets, however the roots are spelled."""
    one, two = root(Fraction(4), 4) + Fraction(1), root(Fraction(2), 2) + Fraction(1)
    assert one == two
    assert hash(one) == hash(two)
    assert root(Fraction(8), 4) * Fraction(3) == root(Fraction(2), 4) * Fraction(3) * root(Fraction(2), 2)
    assert root(Fraction(2), 2) + Fraction(1) != root(Fraction(3), 2) + Fraction(1)
    assert root(Fraction(2), 2) + Fraction(1) != root(Fraction(2), 2)
    assert root(Fraction(2), 2) != root(Fraction(2), 2) * Fraction(-1)


def test_what_has_no_such_form_is_refused() -> None:
    """Sums of different roots, products with an offset, and strangers raise TypeError."""
    two, three = root(Fraction(2), 2), root(Fraction(3), 2)
    assert isinstance(two, Surd)
    assert isinstance(three, Surd)
    moved = three + Fraction(1)
    refused = (
        lambda: two + three,
        lambda: two - three,
        lambda: two * moved,
        lambda: two / moved,
        lambda: two * "a",
        lambda: two / "a",
        lambda: "a" + two,
        lambda: "a" - two,
        lambda: "a" / two,
        lambda: two - "a",
        lambda: two < "a",
        moved.inverse,
        lambda: moved.power(2, 1),
        lambda: two < moved,
        lambda: two + moved,
    )
    for attempt in refused:
        with pytest.raises(TypeError):
            attempt()


def test_a_root_of_almost_nothing_is_a_small_number() -> None:
    """Roots keep their digits, however small they are, and have a floor."""
    small = root(Fraction(5, 10**325), 2)
    assert float(small) == pytest.approx(math.sqrt(5) * 10**-162.5, rel=1e-12)
    assert math.floor(small) == 0
    assert float(small * Fraction(-1)) == -float(small)


def test_what_takes_too_long_to_compare_is_told_so() -> None:
    """A radicand, or a coefficient, of more digits than a figure and its power may have, or too high a degree."""
    with pytest.raises(LongError):
        root(Fraction(1 << (LONGEST_POWER + 1)), 2)
    with pytest.raises(LongError):
        math.floor(Surd(Fraction(0), Fraction(1 << LONGEST_POWER), Fraction(2), 2))
    with pytest.raises(TypeError) as refused:
        root(Fraction(2), MAX_DEGREE + 1)
    assert refused.value.args == (MAX_DEGREE + 1,)
