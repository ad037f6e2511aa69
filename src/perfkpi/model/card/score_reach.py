"""How far the scores of a scorecard reach: those of its items, of its sections and of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import TypeAlias, cast

from perfkpi.language import Coalesce, Const, Expr, Status
from perfkpi.model.card.placement import Inherited, Level, PlacedIndicator, PlacedSection, Placement
from perfkpi.model.card.weighting import Aggregation
from perfkpi.model.measurement.scales import Reach, Unlimited
from perfkpi.model.parameters.parameter import Parameter, varies
from perfkpi.model.parameters.reach import Span, span_of
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.rule import Scoring

_Limit: TypeAlias = Parameter | Unlimited


def reach_of(level: Level) -> Span:
    """Tell between which numbers the score of a level lies, its steps included."""
    span = _aggregated(level.placements, level.inherited)
    for step in level.adjustments:
        span = step.reach(span, level.inherited.scale)
    return span


def _own(placement: Placement) -> Span:
    """Tell between which numbers the points of an item lie, on its own scale."""
    if isinstance(placement, PlacedSection):
        return reach_of(placement.inside)
    rule = placement.indicator().scoring
    span = span_of(*_ends(rule), rule.points_scale)
    return span.hull(rule.points_scale.low) if placement.inherited.policies.gates else span


def _ends(rule: Scoring) -> tuple[_Limit, _Limit]:
    """Give the fewest and the most points of a rule that stands on a scorecard, so that its scale is known."""
    return cast("_Limit", rule.lowest), cast("_Limit", rule.highest)


def _on_level(placement: Placement) -> Span:
    """Tell the same of what counts for the item, on the scale of its level."""
    level = placement.inherited
    span = _own(placement).hull(*placement.missing.stand_ins())
    return span.on(placement.scale, level.scale, shares=level.policies.shares)


def _aggregated(placements: Sequence[Placement], level: Inherited) -> Span:
    """Tell the same of the score of a level before its steps."""
    spans = [_on_level(placement) for placement in placements]
    lowest, highest = min(span.low for span in spans), max(span.high for span in spans)
    leaving = any(placement.missing.reweighting is not None for placement in placements)
    if level.aggregation is Aggregation.PRODUCT:
        full = level.scale.high
        factors = [span.times(1 / full, 1 / full) for span in spans]
        factors = [each.hull(Fraction(1)) for each in factors] if leaving else factors
        return reduce(lambda found, each: found.times(*each), factors, Span(full, full))
    if level.aggregation is Aggregation.MINIMUM:
        return Span(lowest, highest if leaving else min(span.high for span in spans))
    if level.aggregation is Aggregation.GEOMETRIC_MEAN or leaving:
        return Span(lowest, highest)
    weighed = [span.times(each.share, each.share) for span, each in zip(spans, placements, strict=True)]
    return reduce(Span.plus, weighed)


def express_limits(placement: Placement) -> tuple[Expr | None, Expr | None]:
    """Express the fewest and the most points that an item can have; ``None`` where there is no limit.

    A limit of an indicator that does not apply to somebody, or is not known, is that of its scale.
    """
    if isinstance(placement, PlacedIndicator):
        rule = placement.indicator().scoring
        lowest, highest = _ends(rule)
        low = None if isinstance(lowest, Unlimited) else _known(lowest, rule.points_scale.low)
        return low, None if isinstance(highest, Unlimited) else _known(highest, rule.points_scale.top)
    low, high = (None if isinstance(end, float) else Const(end) for end in _own(placement))
    return low, high


def _known(limit: Parameter, otherwise: Reach) -> Expr:
    end = express_parameter(limit)
    if varies(limit) and not isinstance(otherwise, Unlimited):
        return Coalesce(end, Status.absences(), Const(otherwise))
    return end
