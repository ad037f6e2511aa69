"""Pairs, whose denominators are positive and not reduced before they are long, mean what fractions mean."""

from fractions import Fraction
from itertools import product

import pytest

from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.values import TOO_LONG, Value, fraction, pair
from perfkpi.language import Among, EdgeSide, Reason, Role, Status, Undefinedness

EXACT = Exact({})
PAIRS = [(top, bottom) for top in (-3, -1, 0, 1, 2) for bottom in (1, 2, 3, 6)]
ZERO = Reason("zero", "零", "zero")
NEGATIVE = Reason("negative", "为负", "negative")
LONG = 1 << 1024


def number(found: Value) -> Fraction:
    """The fraction of a pair; its denominator is positive."""
    assert isinstance(found, tuple)
    assert found[1] > 0
    return fraction(found)


def code(found: Value) -> str:
    """The reason why there is no number."""
    assert isinstance(found, Undefinedness)
    assert found.status is (Status.INVALID_VALUE if found is TOO_LONG else Status.UNDEFINED)
    return found.reasons[0].code


def test_a_fraction_and_its_pair() -> None:
    """There and back again; constants and measures are taken as they are."""
    assert [pair(Fraction(text)) for text in ("3/6", "-2", "0")] == [(1, 2), (-2, 1), (0, 1)]
    assert [fraction(value) for value in ((2, 4), (-6, 3), (0, 5))] == [Fraction(1, 2), -2, 0]
    assert EXACT.const(Fraction(-3, 4)) == (-3, 4)
    assert Exact({"x": (3, 6)}).input("x") == (3, 6)
    assert EXACT.named(Role.STEP, "x", (3, 6)) == (3, 6)


@pytest.mark.parametrize("left", PAIRS)
def test_operations_on_two_pairs(left: tuple[int, int]) -> None:
    """Sums, differences, products, quotients, least and greatest, of numbers of every sign and denominator."""
    a = fraction(left)
    for right in PAIRS:
        b = fraction(right)
        assert number(EXACT.add((left, right))) == a + b
        assert number(EXACT.sub(left, right)) == a - b
        assert number(EXACT.mul((left, right))) == a * b
        assert number(EXACT.min((left, right))) == min(a, b)
        assert number(EXACT.max((left, right))) == max(a, b)
        if b:
            assert number(EXACT.div(left, right, ZERO, None)) == a / b
        else:
            assert code(EXACT.div(left, right, ZERO, None)) == code(EXACT.div(left, right, ZERO, NEGATIVE)) == "zero"
        if b > 0:
            assert number(EXACT.div(left, right, ZERO, NEGATIVE)) == a / b
        elif b < 0:
            assert code(EXACT.div(left, right, ZERO, NEGATIVE)) == "negative"
        for belongs in EdgeSide:
            below = a < b or (a == b and belongs is EdgeSide.BELOW)
            assert EXACT.choose(left, [(right, belongs)], [(1, 1), (2, 1)]) == ((1, 1) if below else (2, 1))
            reached = (b < a) + (b == a and belongs is EdgeSide.ABOVE)
            assert EXACT.rank(left, Among([b]), belongs) == (reached, 1)


def test_the_least_and_the_greatest_are_one_of_the_values() -> None:
    """The pair itself, as it stands; of equal ones the first, as of Python's own; of one value, that."""
    for values in product([(2, 4), (1, 2), (3, 6), (4, 2)], repeat=3):
        assert EXACT.min(values) == min(values, key=fraction)
        assert EXACT.max(values) == max(values, key=fraction)
    assert EXACT.min([(2, 4)]) == EXACT.max([(2, 4)]) == (2, 4)


def test_figures_of_one_denominator_keep_it() -> None:
    """Cents stay cents: nothing is reduced, and nothing grows."""
    assert EXACT.add([(10, 100), (20, 100), (30, 100)]) == (60, 100)
    assert EXACT.sub((30, 100), (10, 100)) == (20, 100)
    assert EXACT.mul([(10, 100), (2, 1)]) == (20, 100)
    assert EXACT.div((10, 100), (2, 1), ZERO, None) == (10, 200)


def test_long_denominators_are_reduced() -> None:
    """From 1024 bits on a pair is reduced, so that chains do not grow without end; below, that would be lost time."""
    assert EXACT.mul([(2, LONG // 2), (3, 1)]) == (6, LONG // 2)
    assert EXACT.mul([(6, LONG // 2), (1, 2)]) == (3, LONG // 2)
    assert EXACT.add([(2, LONG // 8), (2, 4)]) == (8 + LONG // 4, LONG // 2)
    assert EXACT.div((6, LONG), (2, 1), ZERO, None) == (3, LONG)
    assert EXACT.div((6, LONG), (-2, 1), ZERO, None) == (-3, LONG)
    assert EXACT.add([(6, LONG), (6, 2 * LONG)]) == (9, LONG)
