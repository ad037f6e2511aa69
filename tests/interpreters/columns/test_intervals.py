"""Bounds of columns hold for every true number and every computed one that the bounds of the operands allow."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfkpi.interpreters.columns.intervals import (
    Bound,
    clip_bound,
    constant_bound,
    count_bound,
    hull,
    linear_bound,
    product_bound,
)

ENDS = st.fractions(-50, 50, max_denominator=8)
ERRORS = st.sampled_from([0.0, 0.25, 0.5, 2.0])
RELATIVE = st.sampled_from([0.0, 0.125, 0.25])


@st.composite
def bounds(draw: st.DrawFn) -> Bound:
    """An interval, with errors large enough to be seen."""
    low, high = sorted([draw(ENDS), draw(ENDS)])
    return Bound(low, high, draw(ERRORS), draw(RELATIVE))


def allowed(bound: Bound) -> Iterator[tuple[Fraction, Fraction]]:
    """True numbers at the ends, each with computed ones as far off as they may be."""
    for true in (bound.low, bound.high, (bound.low + bound.high) / 2):
        reach = Fraction(bound.alpha) + Fraction(bound.beta) * abs(true)
        yield from ((true, true + reach), (true, true - reach))


def holds(bound: Bound, true: Fraction, computed: Fraction) -> bool:
    """Whether the bound says so."""
    reach = Fraction(bound.alpha) + Fraction(bound.beta) * abs(true)
    return bound.low <= true <= bound.high and abs(computed - true) <= reach


@given(bounds(), bounds())
def test_products(left: Bound, right: Bound) -> None:
    """Both errors, and their product, are in the error of a product."""
    found = product_bound(left, right)
    for (one, near_one), (other, near_other) in product(allowed(left), allowed(right)):
        assert holds(found, one * other, near_one * near_other)


@given(bounds(), bounds(), st.fractions(-3, 3, max_denominator=4), st.fractions(-3, 3, max_denominator=4), ENDS)
def test_weighted_sums(left: Bound, right: Bound, first: Fraction, second: Fraction, offset: Fraction) -> None:
    """The errors of the terms, each as often as its term, are in the error of a sum."""
    found = linear_bound([(left, first), (right, second)], offset)
    for (one, near_one), (other, near_other) in product(allowed(left), allowed(right)):
        assert holds(found, first * one + second * other + offset, first * near_one + second * near_other + offset)


@given(st.lists(bounds(), min_size=1, max_size=3))
def test_one_of_several_columns(several: list[Bound]) -> None:
    """What is taken from one column or another lies where either does, and is off by no more than the worse."""
    found = hull(several)
    for bound in several:
        for true, computed in allowed(bound):
            assert holds(found, true, computed)


@given(bounds(), st.none() | ENDS, st.none() | ENDS)
def test_clipped_columns(on: Bound, low: Fraction | None, high: Fraction | None) -> None:
    """What is cut off at two constants, which are doubles nearly, is off by no more than the bound."""
    if low is not None and high is not None and low > high:
        low, high = high, low

    def clipped(number: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
        number = number if low is None else max(number, low)
        return number if high is None else min(number, high)

    found = clip_bound(on, low, high)
    doubles = [end if end is None else Fraction(float(end)) for end in (low, high)]
    for true, computed in allowed(on):
        assert holds(found, clipped(true, low, high), clipped(computed, *doubles))


@pytest.mark.parametrize("end", ["1/3", "-2/3", "1/7"])
def test_the_ends_of_a_clipped_column_are_doubles(end: str) -> None:
    """Exact numbers that are cut off at a third are off by as much as the double of a third is."""
    third = Fraction(end)
    for found in (
        clip_bound(Bound(Fraction(-9), Fraction(9)), third, None),
        clip_bound(Bound(Fraction(-9), Fraction(9)), None, third),
    ):
        assert holds(found, third, Fraction(float(third)))
        assert not clip_bound(Bound(Fraction(-9), Fraction(9)), Fraction(1, 2), None).alpha
    assert holds(constant_bound(third), third, Fraction(float(third)))


@given(
    st.lists(st.fractions(-3, 3, max_denominator=4).filter(bool), min_size=1, max_size=4), st.just(Fraction(0)) | ENDS
)
def test_weighted_counts(scales: list[Fraction], offset: Fraction) -> None:
    """A count of what is present lies in its interval, and is nothing or at least as large as it says."""
    found = count_bound([(1, scale) for scale in scales], offset)
    for present in product((0, 1), repeat=len(scales)):
        number = sum((scale for scale, one in zip(scales, present, strict=True) if one), offset)
        assert found.low <= number <= found.high
        assert number == 0 or abs(number) >= found.least
    whole = all(scale.denominator == 1 for scale in scales) and offset.denominator == 1
    assert found.is_integer is whole
    assert (found.beta == 0.0) is whole
    if not offset and found.low * found.high == 0:
        assert found.least == min(map(abs, scales))
