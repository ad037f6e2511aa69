"""The tables inside rules: tiers, curves, matrices, ranks; with numbers that stand between two edges."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import TypeAlias

from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.model.spelling import cached_as_spelled
from perfkpi.testing.strategies.numbers import ascending, listed_points, numbers

LowEnd: TypeAlias = pk.rules.From | pk.rules.Above

_LOW_ENDS: st.SearchStrategy[Callable[[Fraction], LowEnd]] = st.sampled_from((pk.rules.From, pk.rules.Above))
_EVERY_END: st.SearchStrategy[Callable[[Fraction], pk.rules.Boundary]] = st.sampled_from(
    (pk.rules.From, pk.rules.Above, pk.rules.UpTo, pk.rules.Below)
)


@cached_as_spelled
@st.composite
def tiers(draw: st.DrawFn, scale: pk.Scale) -> tuple[pk.rules.Tier, ...]:
    """Draw tiers that meet, now and then with one number between two edges."""
    count = draw(st.integers(2, 4))
    at = draw(ascending(count - 1))
    points = draw(listed_points(count, scale))
    lows: list[LowEnd | None] = [None, *(draw(_LOW_ENDS)(number) for number in at)]
    if count > 2 and draw(st.integers(0, 4)) == 0:  # noqa: PLR2004  # two edges
        lows[1:3] = [pk.rules.From(at[0]), pk.rules.Above(at[0])]
    return tuple(pk.rules.Tier(worth, low) for worth, low in zip(points, lows, strict=True))


@cache
@st.composite
def rate_tiers(draw: st.DrawFn) -> tuple[pk.rules.RateTier, ...]:
    """Draw rates of tiers that begin above 0; mostly rising, as whole amounts need them."""
    count = draw(st.integers(1, 3))
    at = draw(ascending(count - 1, 1, 60))
    rates = draw(st.lists(numbers(0, 20), min_size=count, max_size=count))
    lows: list[LowEnd | None] = [None, *(draw(_LOW_ENDS)(number) for number in at)]
    rates = sorted(rates) if draw(st.booleans()) else rates
    return tuple(pk.rules.RateTier(rate, low) for rate, low in zip(rates, lows, strict=True))


@cached_as_spelled
@st.composite
def knots(draw: st.DrawFn, scale: pk.Scale) -> tuple[pk.rules.Knot | pk.rules.Cliff, ...]:
    """Draw knots and cliffs of a curve."""
    count = draw(st.integers(2, 4))
    cliffs = [draw(st.integers(0, 4)) == 0 for _ in range(count)]
    points = draw(listed_points(count + sum(cliffs), scale))
    made: list[pk.rules.Knot | pk.rules.Cliff] = []
    for number, cliff in zip(draw(ascending(count)), cliffs, strict=True):
        first = points.pop(0)
        edge = draw(_LOW_ENDS)(number)
        made.append(pk.rules.Cliff(edge, before=first, after=points.pop(0)) if cliff else pk.rules.Knot(number, first))
    return tuple(made)


@cache
@st.composite
def boundaries(draw: st.DrawFn, count: int | None = None) -> tuple[pk.rules.Boundary, ...]:
    """Draw so many edges of a matrix, or one or two."""
    wanted = draw(st.integers(1, 2)) if count is None else count
    return tuple(draw(_EVERY_END)(number) for number in draw(ascending(wanted)))


@cached_as_spelled
@st.composite
def grids(draw: st.DrawFn, scale: pk.Scale) -> tuple[tuple[Fraction, ...], ...]:
    """Draw the points of a matrix that rise or fall along rows and columns."""
    rows, columns = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    unit = (scale.high - scale.low) / 40
    down, right = draw(st.sampled_from((1, -1))), draw(st.sampled_from((1, -1)))
    steps = [sorted(draw(st.lists(st.integers(0, 20), min_size=n, max_size=n))) for n in (rows, columns)]
    return tuple(tuple(scale.low + unit * (one + other) for other in steps[1][::right]) for one in steps[0][::down])


@cached_as_spelled
@st.composite
def rank_rows(draw: st.DrawFn, scale: pk.Scale) -> tuple[tuple[Fraction, Fraction], ...]:
    """Draw a few edges, ranks or percentiles, with points on a scale, the best first."""
    ranks = draw(st.booleans())
    edges = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3, unique=True))
    points = sorted(draw(st.lists(st.integers(0, 6), min_size=3, max_size=3)), reverse=True)
    ordered = (
        [Fraction(edge) for edge in sorted(edges)]
        if ranks
        else [Fraction(edge, 10) for edge in sorted(edges, reverse=True)]
    )
    span = scale.high - scale.low
    return tuple((edge, scale.low + span * worth / 6) for edge, worth in zip(ordered, points, strict=False))
