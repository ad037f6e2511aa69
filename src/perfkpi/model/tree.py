"""What must hold at every level of a scorecard's tree."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from perfkpi.errors import Code, DefinitionError
from perfkpi.model.agreement import check_policy, check_scale, check_weights
from perfkpi.model.indicators import Indicator
from perfkpi.model.missing import CarryLast, MissingPolicy, Reweight
from perfkpi.model.scoring import Scale
from perfkpi.model.sections import Group, Section, Weighted, scale_of
from perfkpi.model.weighting import Aggregation, ScalePolicy, Weighting

__all__ = ["check_tree"]

_MAX_DENOMINATOR = 360
_MAX_SHARES = 64


Handed: TypeAlias = tuple[Weighting, MissingPolicy, Scale, ScalePolicy]
"""What a level hands down to those below it."""


def check_tree(whole: Group, handed: Handed) -> None:
    """Weights, scales, policies and aggregations fit one another, at every level.

    Args:
        whole: the items at the top.
        handed: what holds for them: weighting, missing-data policy, scale, and what other scales are converted by.
    """
    _check_level(whole, "", handed)


def _check_level(level: Group, path: str, handed: Handed) -> None:
    weighting, missing, scale, scales = handed
    check_weights([weighted.weight for weighted in level.items], f"{path}items", weighting, scale)
    policies = [_policy(weighted, missing) for weighted in level.items]
    _check_carried(policies, missing, f"{path}missing")
    if level.aggregation is Aggregation.GEOMETRIC_MEAN:
        _check_geometric(level.items, policies, scale, f"{path}aggregation")
    for position, weighted in enumerate(level.items):
        place, item = f"{path}items[{position}]", weighted.item
        item_scale = scale_of(weighted, weighting, scale)
        check_policy(policies[position], item_scale, place)
        if isinstance(item, Section):
            inner = item.weighting or weighting, item.missing or missing
            _check_level(item.group, f"{place}.", (*inner, item_scale, scales))
        elif scales is ScalePolicy.REFUSE:
            full = Scale(0, weighted.weight) if weighting is Weighting.POINTS else scale
            check_scale(item_scale, full, place)


def _policy(weighted: Weighted, missing: MissingPolicy) -> MissingPolicy:
    item = weighted.item
    return item.missing or missing if isinstance(item, Indicator) else missing


def _check_carried(policies: list[MissingPolicy], missing: MissingPolicy, where: str) -> None:
    """One column holds the last points of one item."""
    several = sum(policy is missing for policy in policies) > 1
    if several and isinstance(missing, CarryLast) and not missing.tells_items_apart:
        raise DefinitionError(
            Code.MISSING_POLICY,
            en=f"{missing.column!r} cannot hold the last points of several items; "
            "write a column for each: CarryLast('{code}_last')",
            zh=f"{missing.column!r} 不能存放多个项目的上期得分；请为每项写一列：CarryLast('{{code}}_last')",
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
