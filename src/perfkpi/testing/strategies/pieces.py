"""What else rules are made of: events, described cases, standards, and whom a rank is among."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.model.spelling import cached_as_spelled
from perfkpi.testing.strategies.numbers import LETTERS, listed_points, numbers, parameters

COEFFICIENTS = (("1", "0.8", "0.6", "0.4", "0.2"), ("1", "0.9", "0.6", "0.5", "0"), ("0.9", "0.8", "0.7", "0.4", "0.1"))
"""Standard coefficients of an efficacy method."""

POINTS = (
    "100 - (value - 1) × 20",
    "if(value >= 60%, 100, value × 100)",
    "if(0 <= 指标值 < 1 or value = 2, 50, min(max(value, 0), 80))",
    "round_half_even(value / 3, 1) + baseline",
    "ifmissing(baseline, value) + value",
    "50 + (value - target) / (1 + target × target) × 10",
    "if(指标值 ≥ 目标值 且 baseline > 0, 100, 60 / value)",
)
"""Points typed as text."""


@cache
@st.composite
def events(draw: st.DrawFn) -> tuple[pk.rules.Event, ...]:
    """Draw one kind of event that the value counts, and perhaps others."""
    kinds = [(None, "own"), ("baseline", "other"), ("baseline_2", "third")][: draw(st.integers(1, 3))]
    return tuple(
        pk.rules.Event(
            code,
            of=of,
            loss=draw(numbers(1, 30)),
            counting=draw(st.sampled_from(pk.choices.EventCounting)),
            free=draw(st.just(0) | st.integers(0, 3) | numbers(0, 30)),
            most=draw(st.none() | numbers(1, 60)),
        )
        for of, code in draw(st.permutations(kinds))
    )


@cached_as_spelled
@st.composite
def described_cases(draw: st.DrawFn, scale: pk.Scale) -> tuple[pk.rules.DescribedCase, ...]:
    """Draw described cases by the letters of the data."""
    points = draw(listed_points(3, scale))
    return tuple(
        pk.rules.DescribedCase(letter, pk.Label(zh=f"情况{letter}", en=f"case {letter}"), worth)
        for letter, worth in zip(LETTERS, points, strict=False)
    )


@st.composite
def distributions(draw: st.DrawFn) -> pk.rules.Distribution:
    """Draw the values of a few people, many of them equal, perhaps of none."""
    values = draw(st.lists(parameters(), max_size=6))
    return pk.rules.Distribution(values + values[: draw(st.integers(0, 6))], absent=draw(st.integers(0, 2)))


@cache
def standards() -> st.SearchStrategy[pk.rules.FiveStandards]:
    """Draw five standard values, falling or rising."""
    several = st.lists(parameters(), min_size=5, max_size=5, unique=True)
    return (several.map(sorted) | several.map(lambda found: sorted(found, reverse=True))).map(_standards)


def _standards(values: list[Fraction]) -> pk.rules.FiveStandards:
    return pk.rules.FiveStandards(*values)
