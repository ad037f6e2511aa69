"""Scorecards with everything that a scorecard may have."""

from __future__ import annotations

from functools import cache

import attrs
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.model.card.sections import Items
from perfkpi.model.parts import parts_of
from perfkpi.testing.strategies.conditions import conditions
from perfkpi.testing.strategies.declarations import declarations, declared
from perfkpi.testing.strategies.items import AGGREGATIONS, levels, speaking
from perfkpi.testing.strategies.policies import rounding_policies

_STEPS: tuple[pk.adjustments.Adjustment, ...] = (
    pk.Bonus(code="bonus", name=pk.Label(zh="加分", en="Bonus"), formula=pk.Actual("bonus_a"), floor=-5, cap=5),
    pk.adjustments.Multiplier(
        code="factor", name=pk.Label(zh="系数", en="Factor"), factor=pk.Actual("factor_b"), floor="0.5", cap="1.5"
    ),
    pk.adjustments.ScoreLimit(code="limit", name=pk.Label(zh="限制", en="ScoreLimit"), floor=10, cap=95),
    pk.Veto(code="veto", name=pk.Label(zh="否决", en="Veto"), condition=pk.conditions.AtLeast("veto_a", 15)),
)
_CEILING = pk.adjustments.RatingCeiling(
    code="ceiling", name=pk.Label(zh="上限", en="Ceiling"), condition=pk.conditions.AtLeast("ceiling_a", 0), best="一般"
)
_CEILINGS: tuple[tuple[pk.adjustments.RatingCeiling, ...], ...] = ((), (), (_CEILING,))
_CLOSED: tuple[pk.adjustments.PayNothing | pk.adjustments.AtMostPoints, ...] = (
    pk.adjustments.PayNothing(),
    pk.adjustments.AtMostPoints(2),  # on every scale that is drawn
    pk.adjustments.AtMostPoints(pk.Field("most_a")),
)
_MISSING: tuple[pk.missing.MissingPolicy, ...] = (
    pk.missing.Refuse(),
    pk.Reweight(),
    pk.Reweight(minimum_weight="30%"),
    pk.missing.CarryLast("{code}_last"),
    pk.missing.ByStatus({"not_measured": pk.missing.CarryLast("{code}_last"), "not_applicable": pk.Reweight()}),
)
_UNLIMITED = pk.Scale(0, 100, up_to=pk.UNLIMITED)
_HIGH = pk.Scale(0, 100, up_to=10_000)
"""Beyond every cap that is drawn, on whatever scale."""


def card_of(rule: pk.Scoring, formula: pk.Formula | None = None) -> pk.Scorecard:
    """Build a card of one indicator ``item``, that allows whatever points its rule declares.

    Its columns hold the numbers themselves: 0.88 for 88 %.

    Args:
        rule: the rule that scores it.
        formula: its formula; the measure ``value`` as it is, where none is given.
    """
    plain = pk.formulas.Category("value") if rule.takes_category else pk.Actual("value")
    item = pk.Indicator(code="item", name=pk.Label(zh="单项", en="Single item"), formula=formula or plain, scoring=rule)
    items = (attrs.evolve(item, weight=100),)
    return pk.Scorecard(
        code="single",
        name="single",
        items=items,
        measures=declared(item),
        scale=_UNLIMITED,
        beyond_scale=pk.choices.BeyondScale.ALLOW,
        scales=pk.choices.ScalePolicy.LINEAR,
    )


@st.composite
def steps(draw: st.DrawFn) -> tuple[pk.adjustments.Adjustment, ...]:
    """Draw what is done to the score of a card: mostly nothing, or one thing after the other."""
    if draw(st.booleans()):
        return ()
    return tuple(draw(st.lists(st.sampled_from(_STEPS), max_size=4, unique=True)))


@st.composite
def gates(draw: st.DrawFn, items: Items) -> tuple[pk.adjustments.Gate, ...]:
    """Draw gates: mostly none, or one on a measure, or on the value or points of an item."""
    codes = [item.code for item in items]
    found = list(items)
    plain = [item for item in found if isinstance(item, pk.Indicator) and not item.scoring.takes_category]
    spoken: list[pk.Formula] = [pk.formulas.PointsOf(item.code) for item in plain]
    # A percentage is compared with a percentage, and the thresholds here are plain numbers.
    spoken += [pk.formulas.ValueOf(item.code) for item in plain if item.formula.unit != pk.Unit.PERCENT]
    if draw(st.integers(0, 2)):
        return ()
    gate = pk.adjustments.Gate(
        code="gate",
        name=pk.Label(zh="门槛", en="Gate"),
        opens=draw(conditions("gate_a", *spoken)),
        closed=draw(st.sampled_from(_CLOSED)),
        exempt=tuple(draw(st.lists(st.sampled_from(codes), max_size=1))),
    )
    return (gate,)


@st.composite
def _reaches(draw: st.DrawFn, items: Items) -> tuple[pk.Scale, pk.choices.ScaleCap | None]:
    """Draw how far points may go beyond the full mark, and the cap of rules that have none of their own."""
    parts = [part for _, part in parts_of(items, "")]
    if any(getattr(part, "cap", None) is pk.UNLIMITED for part in parts):
        return _UNLIMITED, None
    known = [(_UNLIMITED, None), (_HIGH, None), (_HIGH, pk.SCALE_TOP)]
    if any(getattr(part, "at_zero", None) is not None for part in parts):
        known.pop()  # the best case scores no less than any other, wherever the cap is
    return draw(st.sampled_from(known))


@cache
@st.composite
def scorecards(draw: st.DrawFn) -> pk.Scorecard:
    """Draw a tree of indicators with weights, policies, gates, steps, rounding stages and ratings."""
    weighting = draw(st.sampled_from(pk.choices.Weighting))
    items = draw(levels("i", weighting, nested=True))
    items = speaking(items) if draw(st.integers(0, 3)) == 0 else items
    scale, cap = draw(_reaches(items))
    guards, adjustments, ceilings = draw(gates(items)), draw(steps()), draw(st.sampled_from(_CEILINGS))
    return pk.Scorecard(
        code="card",
        name=pk.Label(zh="考核表", en="Card"),
        items=items,
        measures=draw(declarations(items, guards, adjustments, ceilings)),
        weighting=weighting,
        scale=scale,
        cap=cap,
        beyond_scale=pk.choices.BeyondScale.ALLOW,
        aggregation=draw(st.sampled_from(AGGREGATIONS)),
        scales=draw(st.sampled_from((pk.choices.ScalePolicy.LINEAR, pk.choices.ScalePolicy.PROPORTIONAL))),
        missing=draw(st.sampled_from(_MISSING)),
        gates=guards,
        adjustments=adjustments,
        rounding=draw(rounding_policies()),
        ratings=pk.RatingScale.descending(("优秀", 90), ("良好", 70), ("一般", 50), ("不合格", 0)),
        ceilings=ceilings,
        rate_on=draw(st.sampled_from(pk.choices.RateOn)),
    )
