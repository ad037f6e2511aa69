"""What must hold at every level of a scorecard's tree."""

from __future__ import annotations

from attrs import evolve

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.model.card.checks.weights import check_roots, check_weights
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.placement import Level, PlacedSection, Placement
from perfkpi.model.card.weighting import Aggregation, ScalePolicy
from perfkpi.numerals import written


def check_level(level: Level) -> None:
    """Check that weights, scales, policies and aggregations fit one another, here and at every level below.

    Raises:
        DefinitionError: they do not, or the points of an indicator cannot lie where its scorecard says.
    """
    check_weights(level)
    _check_carried(level)
    if level.inherited.aggregation is Aggregation.GEOMETRIC_MEAN:
        check_roots(level)
    for placement in level.placements:
        _check_policy(placement)
        if isinstance(placement, PlacedSection):
            check_level(placement.inside)
            continue
        if placement.inherited.policies.scales is ScalePolicy.REFUSE:
            _check_scale(placement)
        placement.indicator()  # which refuses points that the scale does not hold


def _check_carried(level: Level) -> None:
    """Check that one column holds the last points of one item."""
    missing = level.inherited.missing
    items = [placement.item for placement in level.placements if placement.missing is missing]
    several = len({item.prefix if isinstance(item, Indicator) else "" for item in items}) < len(items)
    carried = missing.carrying
    if several and carried is not None and not carried.tells_items_apart:
        column, where = shown(carried.column), f"{level.inherited.path}missing"
        en = f"{column} cannot hold the last points of several items; name one for each: CarryLast('{{code}}_last')"
        zh = f"{column} 不能存放多个项目的上期得分；请为每项写一列，如 CarryLast('{{code}}_last')"
        raise DefinitionError(Code.MISSING_POLICY, en=en, zh=zh, where=where, value=carried.column)


def _check_scale(placement: Placement) -> None:
    """Check that an item is scored on the scale of its level where nothing converts it."""
    scale, expected = placement.scale, placement.full_mark
    if not scale.has_marks_of(expected):
        fitting = evolve(expected, up_to=None).spelled()
        holder, holder_zh = placement.inherited.policies.holder
        raise DefinitionError(
            Code.SCALE_MISMATCH,
            en=f"points on {scale} do not fit the scale {expected}; give the indicator scale={fitting}, "
            f"or convert: give the {holder} scales='linear'",
            zh=f"得分分制（{scale:zh}）与{holder_zh}的分制（{expected:zh}）不一致；请给指标写 scale={fitting}，"
            f"如需折算，请给{holder_zh}写 scales='linear'",
            where=f"{placement.path}.scoring.scale",
            value=scale,
        )


def _check_policy(placement: Placement) -> None:
    """Check that points that stand in for missing ones lie on the item's scale."""
    scale = placement.scale
    points = next((points for points in placement.missing.stand_ins() if not scale.contains(points)), None)
    if points is not None:
        en = f"{written(points)} points for a missing figure are off the scale {scale}; use NeutralPoints on it"
        zh = f"缺失时记 {written(points)} 分超出分制 {scale:zh}；请用分制内的 NeutralPoints"
        raise DefinitionError(Code.MISSING_POLICY, en=en, zh=zh, where=f"{placement.path}.missing", value=points)
