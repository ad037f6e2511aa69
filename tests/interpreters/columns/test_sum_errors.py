"""The errors of weighted sums and counts are those of ``docs/explanation/error-bound.md``, and hardly more."""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from error_bounds import ERRORS, T, U, columns, error, has, loss, size

from perfkpi.interpreters.columns.intervals import Bound, UncoveredError, count_bound, linear_bound

F = Fraction
ENDLESS = Bound(F(0), math.inf, 0.25, 0.125)


POSITIVE = columns((F(0), F(3)), (F(1, 2), F(1, 2)))
EITHER = columns((F(-5), F(3)), (F(-1, 2), F(7)))
WHOLE = Bound(F(-5), F(3), is_integer=True)


def negated(bound: Bound) -> Bound:
    """The same column with the other sign."""
    return Bound(-bound.high, -bound.low, bound.alpha, bound.beta)


@pytest.mark.parametrize("scale", [F(1), F(-2), F(1, 3), F(-4, 7)])
@pytest.mark.parametrize("offset", [F(0), F(1, 2), F(-6), F(1, 3), F(-9, 7)])
def test_a_column_times_a_constant_and_another(scale: Fraction, offset: Fraction) -> None:
    """The column, the constants and two roundings; what is relative to the product is so to the sum and the rest."""
    for on in EITHER:
        beta = F(on.beta) + loss(scale) + 2 * U
        alpha = abs(scale) * F(on.alpha) + (beta + loss(offset)) * abs(offset) + 2 * T
        assert has(linear_bound([(on, scale)], offset), alpha, beta)


@pytest.mark.parametrize("scales", [(F(1), F(1)), (F(1, 3), F(2)), (F(1), F(5), F(1, 7))])
@pytest.mark.parametrize("offset", [F(0), F(1, 3), F(4)])
@pytest.mark.parametrize("sign", [1, -1])
def test_sums_of_one_sign(scales: Sequence[Fraction], offset: Fraction, sign: int) -> None:
    """The worst of the terms and n + 3 roundings, relative; of either sign, with negative terms or negative weights."""
    count = len(scales)
    for bounds in product(POSITIVE[1:6], repeat=count):
        alpha = sum(scale * F(on.alpha) for on, scale in zip(bounds, scales, strict=True)) + (count + 1) * T
        beta = max(F(on.beta) for on in bounds) + (count + 3) * U
        terms = [*zip(bounds, (sign * scale for scale in scales), strict=True)]
        assert has(linear_bound(terms, sign * offset), alpha, beta)
        first, weight = terms[0]
        assert has(linear_bound([(negated(first), -weight), *terms[1:]], sign * offset), alpha, beta)


def test_sums_of_one_sign_need_no_end() -> None:
    """The error is relative, however large the numbers are."""
    found = linear_bound([(ENDLESS, F(1)), (ENDLESS, F(2))], F(3))
    assert has(found, F(3, 4) + 3 * T, F(1, 8) + 5 * U)


@pytest.mark.parametrize(
    ("ends", "scales", "offset"),
    [
        (((-1, 2), (1, 2)), (1, 1), 0),
        (((1, 2), (-1, 2)), (1, 1), 1),
        (((-2, 1), (-2, -1)), (1, 1), 0),
        (((1, 2), (1, 2)), (1, -1), 0),
        (((1, 2), (1, 2)), (-1, 1), 0),
        (((-2, 1), (1, 2)), (-1, 1), 0),
        (((-2, -1), (-2, -1)), (F(1, 3), F(-1, 2)), 0),
        (((1, 2), (1, 2)), (1, F(1, 3)), -1),
        (((-2, -1), (-2, -1)), (1, 1), F(1, 3)),
        (((1, 2), (1, 2)), (-1, -1), 1),
        (((1, 2), (1, 2), (-3, 4)), (1, 2, 3), 1),
    ],
)
def test_other_sums(ends: Sequence[tuple[int, int]], scales: Sequence[Fraction], offset: Fraction) -> None:
    """All that the terms are off by, and n + 3 roundings of all magnitudes, absolute: something is taken away."""
    count, offset = len(scales), F(offset)
    for errors in product(ERRORS[1:], repeat=count):
        bounds = [Bound(F(low), F(high), *pair) for (low, high), pair in zip(ends, errors, strict=True)]
        terms = [(on, F(scale)) for on, scale in zip(bounds, scales, strict=True)]
        off = sum(abs(scale) * error(on) for on, scale in terms)
        sizes = sum(abs(scale) * (size(on) + error(on)) for on, scale in terms) + abs(offset)
        assert has(linear_bound(terms, offset), off + (count + 3) * U * sizes + (count + 1) * T, F(0))


def test_other_sums_without_an_end_have_an_error_without_one() -> None:
    """Nothing is known of what is left of two large numbers."""
    assert linear_bound([(ENDLESS, F(1)), (ENDLESS, F(-1))], F(0)).alpha == math.inf


@pytest.mark.parametrize("scale", [F(1), F(-3), F(1, 2)])
@pytest.mark.parametrize("offset", [F(0), F(7), F(1, 2)])
def test_sums_of_whole_numbers_are_exact(scale: Fraction, offset: Fraction) -> None:
    """As long as every term, its weight and the constant are whole."""
    for terms in ([(WHOLE, scale)], [(WHOLE, F(1)), (WHOLE, scale)], [(Bound(F(1), F(2)), F(1)), (WHOLE, scale)]):
        found = linear_bound(terms, offset)
        exact = all(on.is_integer for on, _ in terms) and scale.denominator == offset.denominator == 1
        assert found.is_integer is exact
        assert has(found, F(0), F(0)) is exact


@pytest.mark.parametrize(("low", "high"), [*product((-(2**53), 1 - 2**53, 0), (0, 2**53 - 1, 2**53))])
def test_whole_numbers_are_exact_below_2_to_the_53(low: int, high: int) -> None:
    """On both sides."""
    found = linear_bound([(Bound(F(low), F(high), is_integer=True), F(1))], F(0))
    exact = max(-low, high) < 2**53
    assert found.is_integer is exact
    assert has(found, F(0), F(0)) if exact else has(found, 2 * T, 2 * U)


@pytest.mark.parametrize(
    ("scale", "offset"),
    [(F(10**400), F(7)), (F(-(10**400)), F(7)), (F(1, 10**320), F(7)), (F(1), F(10**400)), (F(1), F(-(10**400)))],
)
def test_sums_with_constants_that_are_no_doubles_are_not_covered(scale: Fraction, offset: Fraction) -> None:
    """Too large, or too small to have a relative error."""
    with pytest.raises(UncoveredError, match=f"^{offset}$"):
        linear_bound([(WHOLE, F(1)), (WHOLE, scale)], offset)


@pytest.mark.parametrize("scales", [(F(1),), (F(1), F(-2)), (F(1, 3), F(1, 2)), (F(3), F(-1, 2))])
@pytest.mark.parametrize("offset", [F(0), F(2), F(1, 2)])
def test_counts_are_exact_or_rounded_once(scales: Sequence[Fraction], offset: Fraction) -> None:
    """Whole where all weights and the constant are, else divided once."""
    found = count_bound([*enumerate(scales)], offset)
    whole = all(number.denominator == 1 for number in (*scales, offset))
    assert found.is_integer is whole
    assert has(found, F(0), F(0) if whole else U)
