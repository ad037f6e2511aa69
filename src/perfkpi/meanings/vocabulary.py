"""The words of explanations in Chinese and English."""

from __future__ import annotations

from perfkpi.errors import Language
from perfkpi.labels import Label
from perfkpi.language import Role, RoundingMode

__all__ = ["COLONS", "COMMAS", "ROUNDING_NAMES", "SEPARATORS", "STEP_NAMES", "WORDS"]

ROUNDING_NAMES = {
    RoundingMode.HALF_UP: Label(zh=RoundingMode.HALF_UP.label.zh, en="round_half_up"),
    RoundingMode.HALF_DOWN: Label(zh=RoundingMode.HALF_DOWN.label.zh, en="round_half_down"),
    RoundingMode.HALF_EVEN: Label(zh=RoundingMode.HALF_EVEN.label.zh, en="round_half_even"),
    RoundingMode.UP: Label(zh=RoundingMode.UP.label.zh, en="round_away_from_zero"),
    RoundingMode.DOWN: Label(zh=RoundingMode.DOWN.label.zh, en="round_towards_zero"),
    RoundingMode.CEILING: Label(zh=RoundingMode.CEILING.label.zh, en="round_up"),
    RoundingMode.FLOOR: Label(zh=RoundingMode.FLOOR.label.zh, en="round_down"),
}
"""How a rounding is called in a calculation; its second argument is the step."""

STEP_NAMES = {
    (Role.VALUE, ""): Label(zh="指标值", en="value"),
    (Role.TARGET, "target"): Label(zh="目标值", en="target"),
    (Role.TARGET, "threshold"): Label(zh="门槛值", en="threshold"),
    (Role.TARGET, "benchmark"): Label(zh="标杆值", en="benchmark"),
    (Role.TARGET, "baseline"): Label(zh="基期值", en="baseline"),
    (Role.STEP, "gap"): Label(zh="优于目标", en="better than target by"),
    (Role.STEP, "unit"): Label(zh="计分单位", en="unit"),
    (Role.STEP, "loss_unit"): Label(zh="减分单位", en="unit of loss"),
    (Role.STEP, "units"): Label(zh="单位数", en="units"),
    (Role.STEP, "attainment"): Label(zh="完成率", en="attainment"),
    (Role.STEP, "zero_at"): Label(zh="归零点", en="zero at"),
    (Role.STEP, "average_balance"): Label(zh="平均余额", en="average balance"),
    (Role.STEP, "average_headcount"): Label(zh="平均人数", en="average headcount"),
    (Role.STEP, "allowed_usage"): Label(zh="定额用量", en="allowed usage"),
    (Role.STEP, "adjusted_actual"): Label(zh="调整后实际值", en="adjusted actual"),
    (Role.STEP, "rater_weight"): Label(zh="有效评价权重", en="weight of those who rated"),
    (Role.STEP, "answers"): Label(zh="有效答卷", en="answers"),
    (Role.STEP, "members"): Label(zh="有数据的成员", en="members with figures"),
    (Role.STEP, "tolerance"): Label(zh="允许偏差", en="tolerance"),
    (Role.STEP, "conditions_met"): Label(zh="达标项数", en="conditions met"),
    (Role.STEP, "missed"): Label(zh="未达标项数", en="conditions missed"),
    (Role.STEP, "interpolated"): Label(zh="区间内比例", en="share of the way between the knots"),
    (Role.STEP, "second"): Label(zh="第二指标值", en="second value"),
    (Role.STEP, "amount_points"): Label(zh="数额得分", en="points of the amount"),
    (Role.TARGET, "worst"): Label(zh="不允许值", en="worst admissible value"),
    (Role.TARGET, "best"): Label(zh="满意值", en="best value"),
    (Role.STEP, "efficacy_coefficient"): Label(zh="功效系数", en="efficacy coefficient"),
    (Role.PART, "base_points"): Label(zh="本档基础分", en="base points of the band"),
    (Role.PART, "adjustment_points"): Label(zh="调整分", en="adjustment points"),
    (Role.STEP, "analysis_coefficient"): Label(zh="基本指标分析系数", en="analysis coefficient"),
    (Role.STEP, "correction_coefficient"): Label(zh="综合修正系数", en="correction coefficient"),
    (Role.STEP, "counted"): Label(zh="计入得分", en="counted points"),
    (Role.STEP, "people"): Label(zh="总体人数", en="people in the population"),
    (Role.STEP, "different"): Label(zh="不同数值的个数", en="different values in the population"),
    (Role.STEP, "mean"): Label(zh="总体均值", en="mean of the population"),
    (Role.STEP, "sigma"): Label(zh="标准差", en="standard deviation"),
    (Role.PART, "rank"): Label(zh="名次", en="rank"),
    (Role.PART, "percentile"): Label(zh="百分位", en="percentile"),
    (Role.PART, "z_score"): Label(zh="标准分", en="z-score"),
    (Role.STEP, "converted"): Label(zh="换算得分", en="converted points"),
    (Role.PART, "achievement"): Label(zh="达成分", en="achievement"),
    (Role.PART, "improvement"): Label(zh="改进分", en="improvement"),
    (Role.FLOOR, "floor"): Label(zh="保底分", en="floor"),
    (Role.CAP, "cap"): Label(zh="封顶分", en="cap"),
    (Role.POINTS, ""): Label(zh="得分", en="points"),
    (Role.SECTION, ""): Label(zh="分类得分", en="section score"),
    (Role.WEIGHT, ""): Label(zh="权重", en="weight"),
    (Role.COUNTED, ""): Label(zh="计入得分", en="counted points"),
    (Role.GATE, ""): Label(zh="门槛后得分", en="points behind the gate"),
    (Role.CONDITION, ""): Label(zh="条件成立", en="condition holds"),
    (Role.STEP, "factor"): Label(zh="系数", en="factor"),
    (Role.CONTRIBUTION, ""): Label(zh="贡献", en="contribution"),
    (Role.ADJUSTMENT, ""): Label(zh="加减分", en="adjustment"),
    (Role.UNROUNDED, ""): Label(zh="合计", en="sum"),
    (Role.TOTAL, ""): Label(zh="总分", en="total"),
    (Role.CEILING, ""): Label(zh="等级上限", en="rating ceiling"),
    (Role.RATING, ""): Label(zh="等级", en="rating"),
}
"""What the marked steps are called; a step of a company's own rule is called by its code."""

WORDS = {
    "cap-reached": Label(zh="达到封顶分 {limit}", en="reached the cap {limit}"),
    "floor-reached": Label(zh="达到保底分 {limit}", en="reached the floor {limit}"),
    "grade-given": Label(zh="评定等级 {name}", en="grade given: {name}"),
    "case-below": Label(zh="{on} < {edge} 时 {then}", en="{then} if {on} < {edge}"),
    "case-up-to": Label(zh="{on} ≤ {edge} 时 {then}", en="{then} if {on} ≤ {edge}"),
    "count-up-to": Label(zh="不超过{on}的个数", en="count up to {on}"),
    "count-below": Label(zh="低于{on}的个数", en="count below {on}"),
    "case-if": Label(zh="{on}时 {then}；否则 {otherwise}", en="{then} if {on}; else {otherwise}"),
    "refused-if": Label(zh="否则{status}：{reason}", en="or {status}: {reason}"),
    "case-is": Label(zh="{on} 为 {name} 时 {then}", en="{then} if {on} is {name}"),
    "case-otherwise": Label(zh="否则 {then}", en="else {then}"),
    "or-if": Label(zh="{value}（{statuses}时取 {otherwise}）", en="{value} (or {otherwise} if {statuses})"),
    "condition-of": Label(zh="{title}：条件成立", en="{title}: condition holds"),
    "of-another": Label(zh="{title}的{name}", en="{name} of {title}"),
    "ceiling": Label(zh="{name}：等级不得高于 {best}", en="{name}: the rating is at best {best}"),
    "order": Label(zh="计算顺序：{steps}", en="order of operations: {steps}"),
    "present": Label(zh="有无({value})", en="present({value})"),
    "version": Label(zh="版本 {text}", en="version {text}"),
    "subject": Label(zh="被考核人 {text}", en="subject {text}"),
    "period": Label(zh="考核期 {text}", en="period {text}"),
    "no-total": Label(zh="没有总分：{reasons}", en="no total: {reasons}"),
    "completeness": Label(zh="数据完整度", en="completeness"),
    "rating": Label(zh="等级", en="rating"),
    "total": Label(zh="总分", en="total"),
    "weight": Label(zh="权重", en="weight"),
    "indicator": Label(zh="指标", en="indicator"),
    "value": Label(zh="指标值", en="value"),
    "points": Label(zh="得分", en="points"),
    "contribution": Label(zh="贡献", en="contribution"),
    "status": Label(zh="状态", en="status"),
    "reading": Label(zh="读法：{text}", en="reading: {text}"),
    "of-total": Label(zh="占总分 {text}", en="{text} of the total"),
}
"""Everything else that explanations say."""

SEPARATORS: dict[Language, str] = {"zh": "；", "en": "; "}
COMMAS: dict[Language, str] = {"zh": "、", "en": ", "}
COLONS: dict[Language, str] = {"zh": "：", "en": ": "}
