"""What the weights of one level must sum to, and which roots they may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from perfkpi.errors import Code, DefinitionError, listed
from perfkpi.model.card.placement import Level
from perfkpi.model.card.weighting import Weighting
from perfkpi.model.measurement.scales import Scale
from perfkpi.numerals import Percentage, written

_MAX_DENOMINATOR = 360
_MAX_SHARES = 64


def is_right_sum(total: Fraction) -> bool:
    """Tell whether shares of one level sum to what they must: to 1, or to 100."""
    return total in {1, 100}


def wrong_sum(weights: Sequence[Fraction]) -> tuple[str, str]:
    """Say in English and Chinese that shares do not sum to a whole."""
    terms, told = listed(map(written, weights), "en", " + "), written(_sum(weights))
    if len(weights) == 1:
        return f"the only weight is {told}, neither 1 nor 100", f"唯一的权重是 {told}，既不是 1 也不是 100"
    return f"the weights {terms} sum to {told}, neither 1 nor 100", f"权重 {terms} 合计 {told}，既不是 1 也不是 100"


def _sum(weights: Sequence[Fraction]) -> Fraction:
    """Add up weights; those that are all written in percent have a sum in percent."""
    total = sum(weights, Fraction(0))
    return Percentage(total) if all(isinstance(weight, Percentage) for weight in weights) else total


def check_weights(level: Level) -> None:
    """Check that the weights of a level sum to what the weighting says.

    Raises:
        DefinitionError: they do not.
    """
    weighting, scale, where = level.inherited.weighting, level.inherited.scale, f"{level.inherited.path}items"
    weights = [placement.weight for placement in level.placements]
    total = _sum(weights)
    terms, told = listed(map(written, weights), "en", " + "), written(total)
    if weighting is Weighting.SHARES and not is_right_sum(total):
        en, zh = wrong_sum(weights)
        way = "correct one, or write weighting='normalised'", "请更正，或写 weighting='normalised'"
        raise DefinitionError(Code.WEIGHT_SUM, en=f"{en}; {way[0]}", zh=f"{zh}；{way[1]}", where=where, value=total)
    if weighting is Weighting.POINTS and not scale.has_marks_of(Scale(0, total)):
        en, zh = f"give the section the weight {told}", f"将该类别的权重写为 {told}"
        if where == "items":
            holder, holder_zh = level.inherited.policies.holder
            en, zh = f"give the {holder} scale=Scale(0, {told})", f"给{holder_zh}写 scale=Scale(0, {told})"
        en = f"the full marks {terms} add up to {told}, but the scale is {scale}; correct one, or {en}"
        zh = f"各项满分 {terms} 合计 {told}，但分制为 {scale:zh}；请更正其一，或{zh}"
        raise DefinitionError(Code.WEIGHT_SUM, en=en, zh=zh, where=where, value=total)


def check_roots(level: Level) -> None:
    """Check that a geometric mean of a level takes roots only of what has them, and none that is too long.

    Raises:
        DefinitionError: points may be negative, or weights ask for roots of too high a degree, or for too many.
    """
    scale, where = level.inherited.scale, f"{level.inherited.path}aggregation"
    if scale.low < 0:
        en = f"a geometric mean has no negative points, but the scale is {scale}; begin it at 0"
        zh = f"几何平均不能有负分，而分制为 {scale:zh}；请从 0 开始"
        raise DefinitionError(Code.SCALE, en=en, zh=zh, where=where, value=str(scale))
    large = max(placement.share.denominator for placement in level.placements)
    if large > _MAX_DENOMINATOR:
        en = f"a geometric mean takes roots up to the {_MAX_DENOMINATOR}th, not the {large}th; write whole percents"
        zh = f"几何平均最多开 {_MAX_DENOMINATOR} 次方，而这些权重需要 {large} 次方；请使用整数百分比"
        raise DefinitionError(Code.WEIGHT, en=en, zh=zh, where=where, value=large)
    present = {Fraction(0)}
    for placement in level.placements:
        if placement.missing.reweighting is not None:
            present |= {other + placement.share for other in present}
    if len(present) > _MAX_SHARES or any((1 / share).numerator > _MAX_DENOMINATOR for share in present - {0}):
        en = f"{len(present)} shares could be present, too many for exact roots; let fewer items leave, or weigh alike"
        zh = f"可能的有效权重有 {len(present)} 种，无法逐一开方；请使用相等权重、减少可缺项或改用其他策略"
        raise DefinitionError(Code.MISSING_POLICY, en=en, zh=zh, where=where, value=len(present))
