"""Numbers as people write them, in the sizes of targets, rates and points."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.model.spelling import cached_as_spelled

SCALES = (pk.Scale(0, 100), pk.Scale(0, 10), pk.Scale(1, 5))
FROM_ZERO = pk.Scale(0, 10)
LETTERS = ("A", "B", "C", "D")
_UNITS = (Fraction(1), Fraction(1, 10), Fraction(1, 100), Fraction(1, 7))


@cache
def numbers(low: int = -300, high: int = 300) -> st.SearchStrategy[Fraction]:
    """Draw exact numbers: decimals of up to three places, and some thirds and sevenths.

    Args:
        low: the lowest whole number; where there are decimals, it counts units of their last place.
        high: the highest, in the same way.
    """
    # Mapped and not built: of a test that failed, Hypothesis tries a hundred other values for each argument of a call.
    whole = st.integers(low, high)
    return st.one_of(
        whole.map(Fraction),
        st.tuples(whole, st.sampled_from((10, 100, 1000))).map(_quotient),
        st.tuples(whole, st.sampled_from((3, 7))).map(_quotient),
    )


def _quotient(parts: tuple[int, int]) -> Fraction:
    return Fraction(*parts)


@cache
def parameters() -> st.SearchStrategy[Fraction]:
    """Draw numbers of the sizes that targets, units, rates and points have: shares of 1, and up to some hundreds.

    The simplest is 1, which is taken as a target, a unit and a rate alike.
    """
    return st.one_of(
        numbers().map(lambda number: number + 1), numbers(-150, 150).map(lambda number: number / 100), numbers(1, 120)
    )


@cached_as_spelled
def letters(scale: pk.Scale) -> st.SearchStrategy[tuple[tuple[str, Fraction], ...]]:
    """Draw letter grades and what they are worth on a scale."""
    span = scale.high - scale.low
    return st.just(tuple((letter, scale.low + span * (3 - place) / 3) for place, letter in enumerate(LETTERS)))


@st.composite
def ascending(draw: st.DrawFn, count: int, low: int = -40, high: int = 120) -> list[Fraction]:
    """Draw different numbers, from the lowest up."""
    places = draw(st.lists(st.integers(low, high), min_size=count, max_size=count, unique=True))
    unit = draw(st.sampled_from(_UNITS))
    return [place * unit for place in sorted(places)]


@st.composite
def listed_points(draw: st.DrawFn, count: int, scale: pk.Scale) -> list[Fraction]:
    """Draw points on a scale that rise, fall, or rise and then fall."""
    span = scale.high - scale.low
    found = sorted(scale.low + span * Fraction(draw(st.integers(0, 40)), 40) for _ in range(count))
    shape = draw(st.integers(0, 2))
    if shape == 0:
        return found
    return found[::-1] if shape == 1 else found[::2] + found[1::2][::-1]
