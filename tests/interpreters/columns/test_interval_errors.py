"""Errors and windows are those of ``docs/explanation/error-bound.md``, for each operation: no less, hardly more."""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from error_bounds import ERRORS, MORE, T, U, columns, error, has, is_about, loss, size

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.intervals import (
    EXACT,
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

F = Fraction
ENDLESS = Bound(F(0), math.inf, 0.25, 0.125)


POSITIVE = columns((F(0), F(3)), (F(1, 2), F(1, 2)))
EITHER = columns((F(-5), F(3)), (F(-1, 2), F(7)))
WHOLE = Bound(F(-5), F(3), is_integer=True)


@pytest.mark.parametrize(
    "number", [F(0), F(1), F(-3), F(1, 2), F(1, 3), F(-2, 7), F(2**53 - 1), F(2**53), F(2**53 + 1)]
)
def test_a_constant_is_off_only_where_it_is_no_double(number: Fraction) -> None:
    """And it is whole where it is a whole number that doubles count to."""
    for constant in (number, -number):
        found = constant_bound(constant)
        assert has(found, F(0), loss(constant))
        assert found.is_integer is (constant.denominator == 1 and abs(constant) < 2**53)


def test_a_constant_that_is_too_large_is_not_covered() -> None:
    """No double is near it."""
    with pytest.raises(UncoveredError, match=r"^-1000"):
        constant_bound(F(-(10**400)))


def test_products() -> None:
    """What either factor is off by, times the other, and one rounding."""
    for left, right in product(POSITIVE + EITHER, EITHER):
        (a, b), (c, d) = (F(left.alpha), F(left.beta)), (F(right.alpha), F(right.beta))
        alpha = size(left) * c + size(right) * a + a * c + a * d * size(right) + c * b * size(left) + T
        assert has(product_bound(left, right), alpha, b + d + b * d + U)


def test_products_of_whole_numbers_are_exact() -> None:
    """As long as both factors are whole, and the product is below 2^53 on either side."""
    assert product_bound(WHOLE, WHOLE) == Bound(F(-15), F(25), is_integer=True)
    half = Bound(F(-5), F(3))
    for left, right in ((WHOLE, half), (half, WHOLE), (half, half)):
        assert has(product_bound(left, right), T, U)
        assert not product_bound(left, right).is_integer
    for low, high in product((-(2**53), 1 - 2**53, 0), (0, 2**53 - 1, 2**53)):
        found = product_bound(Bound(F(low), F(high), is_integer=True), Bound(F(1), F(1), is_integer=True))
        exact = max(-low, high) < EXACT
        assert found.is_integer is exact
        assert has(found, F(0), F(0)) if exact else has(found, T, U)


@pytest.mark.parametrize("low", [None, F(-1), F(-1, 3), F(4)])
@pytest.mark.parametrize("high", [None, F(4), F(11, 3)])
def test_between_two_constants(low: Fraction | None, high: Fraction | None) -> None:
    """The error at the largest number that is left, absolute, and what the constants are off by."""
    given = [end for end in (low, high) if end is not None]
    off = sum(loss(end) * abs(end) for end in given)
    if given != [F(4), F(11, 3)]:
        for on in EITHER:
            found = clip_bound(on, low, high)
            assert has(found, F(on.alpha) + F(on.beta) * size(found) + off, F(0))
            assert not found.is_integer


def test_a_relative_error_stays_where_one_constant_leaves_a_column_without_an_end() -> None:
    """It has no largest number; an end that is no double adds what it is off by."""
    assert has(clip_bound(ENDLESS, F(1), None), F(1, 4), F(1, 8))
    assert has(clip_bound(ENDLESS, F(1, 3), None), F(1, 4) + U / 3, F(1, 8))
    exact = Bound(F(0), math.inf)
    assert has(clip_bound(exact, F(1, 3), None), U / 3, F(0))
    assert has(clip_bound(ENDLESS, None, F(5)), F(1, 4) + F(5, 8), F(0))


@pytest.mark.parametrize("low", [None, F(-1), F(-1, 2)])
@pytest.mark.parametrize("high", [None, F(2), F(3, 2)])
def test_whole_numbers_between_whole_numbers_are_exact(low: Fraction | None, high: Fraction | None) -> None:
    """One end that is not whole is enough to lose that."""
    whole = all(end is None or end.denominator == 1 for end in (low, high))
    for on in (WHOLE, Bound(F(0), math.inf, is_integer=True)):
        found = clip_bound(on, low, high)
        assert found.is_integer is whole
        assert has(found, F(0), F(0))
        assert not clip_bound(Bound(on.low, on.high), low, high).is_integer


@pytest.mark.parametrize("largest", [True, False])
def test_extremes_are_off_by_no_more_than_the_worst(*, largest: bool) -> None:
    """The larger absolute and the larger relative error, and whole where all are."""
    for bounds in product(EITHER[:4], POSITIVE[:4]):
        for found in (min_max_bound(bounds, largest=largest), hull(bounds), hull([*bounds, NOTHING])):
            assert found.alpha == max(on.alpha for on in bounds)
            assert found.beta == max(on.beta for on in bounds)
            assert not found.is_integer
    half = Bound(F(0), F(1))
    for kinds in product([WHOLE, half], repeat=2):
        whole = half not in kinds
        assert min_max_bound(kinds, largest=largest).is_integer is whole
        assert hull(kinds).is_integer is hull([*kinds, NOTHING]).is_integer is whole


@pytest.mark.parametrize("at", [F(0), F(2), F(1, 3)])
@pytest.mark.parametrize(("below", "above"), [(F(0), F(1)), (F(1, 3), F(2)), (F(2), F(-1)), (F(1), F(1, 2))])
def test_lines_that_bend(at: Fraction, below: Fraction, above: Fraction) -> None:
    """The worse of the two lines, each a column less a constant, times another."""
    for on in EITHER:
        gap = linear_bound([(on, F(1))], -at)
        lines = [linear_bound([(gap, slope)], F(0)) for slope in (below, above)]
        found = bend_bound(on, ir.Bend(0, at, below, above))
        assert found.alpha == max(line.alpha for line in lines)
        assert found.beta == max(line.beta for line in lines)
        assert not found.is_integer


def test_lines_that_bend_are_whole_where_all_is() -> None:
    """Whole numbers, a whole bend and whole slopes."""
    for at, below, above in product((F(2), F(1, 2)), (F(0), F(1, 2)), (F(3), F(1, 3))):
        found = bend_bound(WHOLE, ir.Bend(0, at, below, above))
        whole = {at.denominator, below.denominator, above.denominator} == {1}
        assert found.is_integer is whole
        assert (found.alpha == found.beta == 0) is whole


# ------------------------------------------------------------------------------------------------------------- sums


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


# ----------------------------------------------------------------------------------------------------------- windows

BOUNDS = columns((F(-7, 3), F(2)), (F(-1), F(9, 7)), (F(1, 3), F(1, 3)), (F(0), F(0)), (F(-(2**60) - 1), F(5)))


@pytest.mark.parametrize("bound", BOUNDS)
def test_the_size_is_that_of_the_largest_number(bound: Bound) -> None:
    """Of either sign."""
    assert is_about(bound.size, size(bound))


@pytest.mark.parametrize(("low", "high"), [(F(0), math.inf), (-math.inf, F(1)), (F(-1), F(10**400))])
def test_a_column_without_an_end_has_no_size(low: float, high: float) -> None:
    """So its relative error is unbounded, and nothing is near to an edge for certain, but an absolute one is known."""
    assert Bound(low, high).size == math.inf
    assert is_about(Bound(low, high, 0.25).error, F(1, 4))
    assert Bound(low, high, 0.25, 0.125).error == math.inf
    assert Bound(low, high).window() == math.inf
    assert math.isfinite(Bound(low, high, 0.25, 0.125).window(F(1)))


def test_a_column_without_numbers_has_no_error() -> None:
    """Nor a size."""
    assert NOTHING.size == NOTHING.error == 0.0


@pytest.mark.parametrize("bound", BOUNDS)
def test_the_error_is_that_of_the_worst_number(bound: Bound) -> None:
    """The absolute part, and the relative one of the largest number."""
    assert is_about(bound.error, error(bound))


@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("at", [F(0), F(1, 3), F(-7, 3), F(2**53 + 1)])
def test_a_window_around_an_edge_reaches_beyond_all_that_may_lie_on_it(bound: Bound, at: Fraction) -> None:
    """One and a half times their error, and the edge may be off, as half a dozen roundings cover."""
    off = F(bound.alpha) + F(bound.beta) * abs(at)
    moved = abs(F(float(at)) - at)
    assert F(3, 2) * (off + moved) <= F(bound.window(at)) <= (F(3, 2) * off + 6 * U * abs(at)) * MORE


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_window_around_any_edge_covers_the_roundings_that_shift_a_number(bound: Bound) -> None:
    """Half a step and the window are added before it is rounded, as a dozen roundings of a number larger by 2 cover."""
    off, shifted = error(bound), U * (size(bound) + 2)
    assert F(3, 2) * (off + shifted) <= F(bound.window()) <= (F(3, 2) * off + 12 * shifted) * MORE
