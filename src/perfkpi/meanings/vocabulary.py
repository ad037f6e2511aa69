"""The words of explanations in Chinese and English."""

from __future__ import annotations

from perfkpi.errors import Language
from perfkpi.labels import Label
from perfkpi.language import Role, RoundingMode

__all__ = ["COLONS", "COMMAS", "ROUNDING_NAMES", "SEPARATORS", "STEP_NAMES", "WORDS"]

ROUNDING_NAMES = {
    RoundingMode.HALF_UP: Label(zh="四舍五入", en="round_half_up"),
    RoundingMode.HALF_DOWN: Label(zh="五舍六入", en="round_half_down"),
    RoundingMode.HALF_EVEN: Label(zh="四舍六入五成双", en="round_half_even"),
    RoundingMode.UP: Label(zh="远离零取整", en="round_away_from_zero"),
    RoundingMode.DOWN: Label(zh="向零取整", en="round_towards_zero"),
    RoundingMode.CEILING: Label(zh="向上取整", en="round_up"),
    RoundingMode.FLOOR: Label(zh="向下取整", en="round_down"),
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
    (Role.TARGET, "worst"): Label(zh="不允许值", en="worst admissible value"),
    (Role.TARGET, "best"): Label(zh="满意值", en="best value"),
    (Role.STEP, "efficacy_coefficient"): Label(zh="功效系数", en="efficacy coefficient"),
    (Role.PART, "base_points"): Label(zh="本档基础分", en="base points of the band"),
    (Role.PART, "adjustment_points"): Label(zh="调整分", en="adjustment points"),
    (Role.STEP, "analysis_coefficient"): Label(zh="基本指标分析系数", en="analysis coefficient"),
    (Role.STEP, "correction_coefficient"): Label(zh="综合修正系数", en="correction coefficient"),
    (Role.STEP, "counted"): Label(zh="计入得分", en="counted points"),
    (Role.STEP, "converted"): Label(zh="换算得分", en="converted points"),
    (Role.PART, "achievement"): Label(zh="达成分", en="achievement"),
    (Role.PART, "improvement"): Label(zh="改进分", en="improvement"),
    (Role.FLOOR, "floor"): Label(zh="保底分", en="floor"),
    (Role.CAP, "cap"): Label(zh="封顶分", en="cap"),
    (Role.POINTS, ""): Label(zh="得分", en="points"),
    (Role.SECTION, ""): Label(zh="分类得分", en="section score"),
    (Role.WEIGHT, ""): Label(zh="权重", en="weight"),
    (Role.CONTRIBUTION, ""): Label(zh="贡献", en="contribution"),
    (Role.ADJUSTMENT, ""): Label(zh="加减分", en="adjustment"),
    (Role.UNROUNDED, ""): Label(zh="合计", en="sum"),
    (Role.TOTAL, ""): Label(zh="总分", en="total"),
    (Role.RATING, ""): Label(zh="等级", en="rating"),
}
"""What the marked steps are called; a step of a company's own rule is called by its code."""

WORDS = {
    "cap-reached": Label(zh="达到封顶分 {limit}", en="reached the cap {limit}"),
    "floor-reached": Label(zh="达到保底分 {limit}", en="reached the floor {limit}"),
    "grade-given": Label(zh="评定等级 {name}", en="grade given: {name}"),
    "case-below": Label(zh="{on} < {edge} 时 {then}", en="{then} if {on} < {edge}"),
    "case-up-to": Label(zh="{on} ≤ {edge} 时 {then}", en="{then} if {on} ≤ {edge}"),
    "case-is": Label(zh="{on} 为 {name} 时 {then}", en="{then} if {on} is {name}"),
    "case-otherwise": Label(zh="否则 {then}", en="else {then}"),
    "or-if": Label(zh="{value}（{statuses}时取 {otherwise}）", en="{value} (or {otherwise} if {statuses})"),
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
