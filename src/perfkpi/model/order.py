"""The order of operations of a scorecard, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from perfkpi.labels import Label
from perfkpi.model.assembly import Customs
from perfkpi.model.gates import RatingCeiling
from perfkpi.model.ratings import RateOn
from perfkpi.model.rounding import Rounding
from perfkpi.model.sections import Group, Section
from perfkpi.model.weighting import Aggregation, ScalePolicy
from perfkpi.numerals import written

__all__ = ["before_the_rating", "of_the_rating"]

_AGGREGATED = {
    Aggregation.WEIGHTED_SUM: Label(zh="加权求和", en="weighted sum"),
    Aggregation.GEOMETRIC_MEAN: Label(zh="加权几何平均", en="weighted geometric mean"),
    Aggregation.MINIMUM: Label(zh="取最低分", en="minimum"),
    Aggregation.PRODUCT: Label(zh="连乘", en="product"),
}
_CONVERTED = {
    ScalePolicy.LINEAR: Label(zh="换算到同一量表（线性）", en="conversion of scales (linear)"),
    ScalePolicy.PROPORTIONAL: Label(zh="换算到同一量表（按满分）", en="conversion of scales (proportional)"),
}


def before_the_rating(whole: Group, customs: Customs, sections: Iterable[Section]) -> Iterator[Label]:
    """What is done to the figures until there is a total."""
    rounding = customs.rounding
    yield _stage("指标值", "value", rounding.value)
    yield _stage("考核标准（含保底、封顶）计分", "points by the rule, floor and cap", rounding.points)
    yield Label(zh="缺失策略", en="missing-data policy")
    yield from (_called("门槛", "gate", gate.name) for gate in customs.gates)
    if customs.scales in _CONVERTED:
        yield _CONVERTED[customs.scales]
    for section in sections:
        yield _called("分类", "section", section.name)
        yield from _level(section.group, rounding.contribution)
        if rounding.section is not None:
            yield _stage("分类得分", "section score", rounding.section)
    yield from _level(whole, rounding.contribution)
    yield _stage("总分", "total", rounding.total)


def of_the_rating(rate_on: RateOn, ceilings: Sequence[RatingCeiling]) -> Iterator[Label]:
    """How a rating follows from the total."""
    if rate_on is RateOn.ROUNDED:
        yield Label(zh="按修约后总分定等级", en="rating on the rounded total")
    else:
        yield Label(zh="按未修约总分定等级", en="rating on the unrounded total")
    yield from (_called("等级上限", "rating ceiling", ceiling.name) for ceiling in ceilings)


def _level(level: Group, contribution: Rounding | None) -> Iterator[Label]:
    if level.aggregation is Aggregation.WEIGHTED_SUM and contribution is not None:
        yield _stage("贡献", "contribution", contribution)
    yield _AGGREGATED[level.aggregation]
    yield from (step.name for step in level.adjustments)


def _called(zh: str, en: str, name: Label) -> Label:
    return Label(zh=f"{zh}“{name.say('zh')}”", en=f"{en} “{name.say('en')}”")


def _stage(zh: str, en: str, rounding: Rounding | None) -> Label:
    if rounding is None:
        return Label(zh=zh, en=en)
    mode = rounding.mode.label
    return Label(
        zh=f"{zh}{mode.zh}到 {written(rounding.unit)}", en=f"{en} rounded {mode.en} to {written(rounding.unit)}"
    )
