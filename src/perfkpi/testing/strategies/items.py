"""What a scorecard weighs: indicators, and sections of them."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import attrs
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.model.card.sections import Items
from perfkpi.model.spelling import cached_as_spelled
from perfkpi.testing.strategies.formulas import formulas_for
from perfkpi.testing.strategies.numbers import SCALES
from perfkpi.testing.strategies.policies import missing_policies
from perfkpi.testing.strategies.rules import rules

AGGREGATIONS = (*[pk.choices.Aggregation.WEIGHTED_SUM] * 4, *pk.choices.Aggregation)
"""Mostly weighted sums."""


@cached_as_spelled
@st.composite
def indicators(draw: st.DrawFn, code: str = "item", scale: pk.Scale | None = None) -> pk.Indicator:
    """Draw indicators with any rule and any formula that fits it.

    Args:
        code: of the indicator; the names of its measures begin with it.
        scale: of the points; any, where nothing is said.
    """
    drawn: pk.Scoring = draw(rules(scale=draw(st.sampled_from(SCALES)) if scale is None else scale))
    rule = drawn.placed_on(drawn.points_scale)  # its points were drawn for that one, wherever it will stand
    return pk.Indicator(
        code=code,
        name=pk.Label(zh=f"指标{code}", en=f"Indicator {code}"),
        formula=draw(formulas_for(rule, code)),
        scoring=rule,
        missing=draw(st.none() | missing_policies(rule.points_scale)),
    )


@cache
@st.composite
def shares(draw: st.DrawFn, count: int) -> list[Fraction]:
    """Draw whole weights that sum to 100."""
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=count - 1, max_size=count - 1, unique=True)))
    return [Fraction(high - low) for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]


@cache
@st.composite
def levels(draw: st.DrawFn, prefix: str, weighting: pk.choices.Weighting, *, nested: bool) -> Items:
    """Draw the items of one level, some of them sections."""
    count = draw(st.integers(1, 4 if nested else 3))
    weights = draw(shares(count))
    if weighting is pk.choices.Weighting.NORMALISED:
        weights = [weight / 7 for weight in weights]
    items: list[pk.Indicator | pk.Section] = []
    for place, weight in enumerate(weights):
        code = f"{prefix}{place}"
        section = nested and draw(st.integers(0, 3)) == 0
        item = draw(sections(code)) if section else draw(indicators(code))
        items.append(attrs.evolve(item, weight=weight))
    return tuple(items)


@cache
@st.composite
def sections(draw: st.DrawFn, code: str = "section") -> pk.Section:
    """Draw sections of one to three indicators, whose codes begin with that of the section."""
    weighting = draw(st.sampled_from((pk.choices.Weighting.SHARES, pk.choices.Weighting.NORMALISED)))
    limit = pk.adjustments.ScoreLimit(code=f"{code}_limit", name=pk.Label(zh=f"限制{code}", en=f"Limit {code}"), cap=80)
    steps: tuple[tuple[pk.adjustments.Adjustment, ...], ...] = ((), (), (limit,))
    return pk.Section(
        code=code,
        name=pk.Label(zh=f"分类{code}", en=f"Section {code}"),
        items=draw(levels(f"{code}_", weighting, nested=False)),
        aggregation=draw(st.sampled_from(AGGREGATIONS)),
        weighting=weighting,
        adjustments=draw(st.sampled_from(steps)),
        missing=draw(st.none() | st.builds(pk.Reweight, minimum_count=st.integers(1, 2))),
    )


def speaking(items: Items) -> Items:
    """Let the last one of some items speak of the points of the first."""
    first, last = items[0], items[-1]
    if len(items) == 1 or isinstance(first, pk.Section) or isinstance(last, pk.Section) or last.scoring.takes_category:
        return items
    return (*items[:-1], attrs.evolve(last, formula=pk.formulas.PointsOf(first.code)))
