"""The order of operations of a scorecard, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfkpi.labels import Label
from perfkpi.model.card.ceilings import RatingCeiling
from perfkpi.model.card.placement import Level
from perfkpi.model.card.ratings import RateOn
from perfkpi.model.card.weighting import Aggregation, ScalePolicy
from perfkpi.model.measurement.rounding import Rounding
from perfkpi.numerals import written

_AGGREGATED = {
    Aggregation.WEIGHTED_SUM: Label(zh="加权求和", en="weighted sum"),
    Aggregation.GEOMETRIC_MEAN: Label(zh="加权几何平均", en="weighted geometric mean"),
    Aggregation.MINIMUM: Label(zh="取最低分", en="minimum"),
    Aggregation.PRODUCT: Label(zh="连乘", en="product"),
}
_CONVERTED = {
    ScalePolicy.LINEAR: Label(zh="折算到同一分制（线性）", en="conversion of scales (linear)"),
    ScalePolicy.PROPORTIONAL: Label(zh="折算到同一分制（按满分）", en="conversion of scales (proportional)"),
}


def before_the_rating(whole: Level) -> Iterator[Label]:
    """Say what is done to the figures until there is a total."""
    policies = whole.inherited.policies
    rounding = policies.rounding
    yield _stage("指标值", "value", rounding.value)
    yield _stage("考核标准（含保底、封顶）计分", "points by the rule, floor and cap", rounding.points)
    yield Label(zh="缺失策略", en="missing-data policy")
    yield from (_called("门槛", "gate", gate.name) for gate in policies.gates)
    if policies.scales in _CONVERTED:
        yield _CONVERTED[policies.scales]
    for section in whole.sections():
        yield _called("类别", "section", section.item.name)
        yield from _level(section.inside, rounding.contribution)
        if rounding.section is not None:
            yield _stage("类别得分", "section score", rounding.section)
    yield from _level(whole, rounding.contribution)
    yield _stage("总分", "total", rounding.total)


def of_the_rating(rate_on: RateOn, ceilings: Sequence[RatingCeiling]) -> Iterator[Label]:
    """Say how a rating follows from the total."""
    if rate_on is RateOn.ROUNDED:
        yield Label(zh="按修约后总分定等级", en="rating on the rounded total")
    else:
        yield Label(zh="按未修约总分定等级", en="rating on the unrounded total")
    yield from (_called("等级上限", "rating ceiling", ceiling.name) for ceiling in ceilings)


def _level(level: Level, contribution: Rounding | None) -> Iterator[Label]:
    aggregation = level.inherited.aggregation
    if aggregation is Aggregation.WEIGHTED_SUM and contribution is not None:
        yield _stage("加权得分", "contribution", contribution)
    yield _AGGREGATED[aggregation]
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
