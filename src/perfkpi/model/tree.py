"""What must hold at every level of a scorecard's tree."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.model.agreement import check_policy, check_scale, check_weights
from perfkpi.model.indicators import Indicator
from perfkpi.model.missing import CarryLast, MissingPolicy, Reweight
from perfkpi.model.reach import Share, Span, aggregated, span_of, standing_in
from perfkpi.model.scales import Scale, ScaleCap
from perfkpi.model.sections import Group, Section, Weighted, full_mark_of, scale_of
from perfkpi.model.weighting import Aggregation, ScalePolicy, Weighting

__all__ = ["Handed", "check_tree"]

_MAX_DENOMINATOR = 360
_MAX_SHARES = 64


class Handed(NamedTuple):
    """What a level hands down to those below it.

    Attributes:
        weighting: what weights mean.
        missing: the missing-data policy.
        scale: the scale of the level's score.
        scales: what other scales are converted by.
        cap: what holds for rules that can pay more and have no cap of their own.
        gated: whether gates may leave less of an indicator than its floor.
    """

    weighting: Weighting
    missing: MissingPolicy
    scale: Scale
    scales: ScalePolicy
    cap: ScaleCap | None = None
    gated: bool = False

    @property
    def shares(self) -> bool:
        """Whether points of another scale keep their share of the full mark."""
        return self.scales is ScalePolicy.PROPORTIONAL


def check_tree(whole: Group, handed: Handed, path: str = "") -> Span:
    """Weights, scales, policies and aggregations fit one another, at every level.

    Args:
        whole: the items at the top.
        handed: what holds for them.
        path: the place of the level.

    Returns:
        between which numbers the score lies, its steps included.
    """
    weighting, missing, scale, scales = handed[:4]
    check_weights([weighted.weight for weighted in whole.items], f"{path}items", weighting, scale)
    policies = [_policy(weighted, missing) for weighted in whole.items]
    _check_carried(policies, missing, f"{path}missing")
    if whole.aggregation is Aggregation.GEOMETRIC_MEAN:
        _check_geometric(whole.items, policies, scale, f"{path}aggregation")
    total = sum((weighted.weight for weighted in whole.items), Fraction(0))
    shares: list[Share] = []
    for position, (weighted, policy) in enumerate(zip(whole.items, policies, strict=True)):
        place, item = f"{path}items[{position}]", weighted.item
        item_scale = scale_of(weighted, weighting, scale)
        check_policy(policy, item_scale, place)
        if isinstance(item, Section):
            inner = handed._replace(
                weighting=item.weighting or weighting, missing=item.missing or missing, scale=item_scale
            )
            span = check_tree(item.group, inner, f"{place}.")
        else:
            if scales is ScalePolicy.REFUSE:
                check_scale(item_scale, full_mark_of(weighted, weighting, scale), place)
            rule = item.under(scale, shares=handed.shares, cap=handed.cap, place=place).scoring
            span = span_of(rule.lowest, rule.highest, rule.scale)
            span = span.hull(rule.scale.low) if handed.gated else span
        shares.append(
            Share(
                weighted.weight / total, standing_in(span, policy).on(item_scale, scale, shares=handed.shares), policy
            )
        )
    span = aggregated(shares, whole.aggregation, scale)
    for step in whole.adjustments:
        span = step.reach(span, scale)
    return span


def _policy(weighted: Weighted, missing: MissingPolicy) -> MissingPolicy:
    item = weighted.item
    return item.missing or missing if isinstance(item, Indicator) else missing


def _check_carried(policies: list[MissingPolicy], missing: MissingPolicy, where: str) -> None:
    """One column holds the last points of one item."""
    several = sum(policy is missing for policy in policies) > 1
    if several and isinstance(missing, CarryLast) and not missing.tells_items_apart:
        raise DefinitionError(
            Code.MISSING_POLICY,
            en=f"{shown(missing.column)} cannot hold the last points of several items; "
            "write a column for each: CarryLast('{code}_last')",
            zh=f"{shown(missing.column)} 不能存放多个项目的上期得分；请为每项写一列：CarryLast('{{code}}_last')",
            where=where,
            value=missing.column,
        )


def _check_geometric(items: tuple[Weighted, ...], policies: list[MissingPolicy], scale: Scale, where: str) -> None:
    total = sum((weighted.weight for weighted in items), Fraction(0))
    shares = [weighted.weight / total for weighted in items]
    if scale.low < 0:
        raise DefinitionError(
            Code.SCALE,
            en=f"a geometric mean has no negative points, but the scale is {scale}; begin it at 0",
            zh=f"几何平均不能有负分，而量表为 {scale}；请从 0 开始",
            where=where,
            value=str(scale),
        )
    large = max(share.denominator for share in shares)
    if large > _MAX_DENOMINATOR:
        raise DefinitionError(
            Code.WEIGHT,
            en=f"a geometric mean takes roots up to the {_MAX_DENOMINATOR}th, but these weights need the {large}th; "
            "write whole percents",
            zh=f"几何平均最多开 {_MAX_DENOMINATOR} 次方，而这些权重需要 {large} 次方；请使用整数百分比",
            where=where,
            value=large,
        )
    present = {Fraction(0)}
    for share, policy in zip(shares, policies, strict=True):
        if isinstance(policy, Reweight):
            present |= {other + share for other in present}
    if len(present) > _MAX_SHARES or any((1 / share).numerator > _MAX_DENOMINATOR for share in present - {0}):
        raise DefinitionError(
            Code.MISSING_POLICY,
            en=f"{len(present)} different shares could be present, too many for exact roots; "
            "use equal weights, fewer items that may leave, or another policy",
            zh=f"可能的有效权重有 {len(present)} 种，无法逐一开方；请使用相等权重、减少可缺项或改用其他策略",
            where=where,
            value=len(present),
        )
