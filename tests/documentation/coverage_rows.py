"""The rows of the table of every rule of the field, by chapters."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

__all__ = ["CHAPTERS", "Chapter", "Row", "rows"]


@frozen
class Row:
    """One row.

    Attributes:
        id: what docstrings call it.
        zh: its Chinese title.
        en: its English title.
        first: what comes first of all that says it.
    """

    id: str
    zh: str
    en: str
    first: str = ""


@frozen
class Chapter:
    """Rows that stand in one table, and whose examples stand on one page."""

    page: str
    zh: str
    en: str
    rows: tuple[Row, ...]


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "formulas",
        "公式：从数据到指标值",
        "Formulas: from measures to a value",
        (
            Row("F1", "比率", "Ratio"),
            Row("F2", "平均余额", "Average balance", "AverageBalance"),
            Row("F3", "预算差异率", "Budget deviation"),
            Row("F4", "增长率", "Growth"),
            Row("F5", "完成率、达成率", "Completion"),
            Row("F6", "占比与流失率", "Share and churn", "Share"),
            Row("F7", "数量", "Count", "Count"),
            Row("F8", "时长与及时率", "Duration and punctuality"),
            Row("F9", "满意度调查", "Survey", "SurveyIndex"),
            Row("F10", "评分与等级", "Rated score, letter grade", "RaterScore"),
            Row("F11", "测试与模拟", "Test or simulation"),
            Row("F12", "综合指标", "Composite indicator"),
            Row("F13", "分维度汇总", "One indicator by dimension"),
            Row("F14", "定额用量", "Usage against a norm"),
            Row("F15", "调整后的实际值", "Adjusted actual"),
            Row("F16", "文本公式", "Arithmetic typed as text", "Computed"),
        ),
    ),
    Chapter(
        "rules",
        "计分规则：从指标值到得分",
        "Scoring rules: from a value to points",
        (
            Row("R1", "比率法", "Attainment"),
            Row("R2", "加减分法", "Target delta"),
            Row("R3", "达标满分、不达标递减", "Full mark if met, otherwise decreasing"),
            Row("R4", "非此即彼", "Met or not met"),
            Row("R5", "全部达标", "All conditions met", "AllMet"),
            Row("R6", "层差法", "Tiers"),
            Row("R7", "插值法", "Piecewise linear"),
            Row("R8", "减分法", "Deduction per event"),
            Row("R9", "功效系数法", "Efficacy coefficient"),
            Row("R10", "成就与改进", "Achievement or improvement"),
            Row("R11", "评分即得分", "Rated scale"),
            Row("R12", "说明法", "Described cases"),
            Row("R13", "排名与标准分", "Rank, percentile, z-score", "RankPoints"),
            Row("R14", "支付矩阵", "Payout matrix"),
            Row("R15", "超额累进与全额累进", "Marginal or whole-amount tiers"),
            Row("R16", "备选规则", "Alternatives"),
        ),
    ),
    Chapter(
        "aggregation",
        "汇总：从得分到总分",
        "Aggregation: from points to a total",
        (
            Row("A1", "权重与分值制", "Weights and points"),
            Row("A2", "分制与折算", "Scales and their conversion"),
            Row("A3", "分类", "Sections"),
            Row("A4", "汇总方式", "Aggregation", "Aggregation.WEIGHTED_SUM"),
            Row("A5", "缺失数据", "Missing data", "Reweight"),
            Row("A6", "记录汇总", "Records reduced to measures", "reduce_records"),
        ),
    ),
    Chapter(
        "adjustments",
        "调节与门槛",
        "Adjustments and gates",
        (
            Row("A7", "加分项与减分项", "Bonus points and deductions"),
            Row("A8", "调节系数与封顶", "Modifiers, before or after the cap", "Multiplier"),
            Row("A9", "一票否决", "Veto"),
            Row("A10", "等级上限", "Rating ceiling"),
            Row("A11", "门槛", "Gates", "Gate"),
            Row("A12", "指标之间的条件", "Conditions across indicators", "ValueOf"),
        ),
    ),
    Chapter(
        "order",
        "运算顺序、修约与等级",
        "Order, rounding and ratings",
        (
            Row("A13", "运算顺序", "Order of operations"),
            Row("A14", "企业综合绩效评价的修正", "Corrections of the enterprise appraisal", "EfficacyCorrection"),
            Row("A15", "修约", "Rounding stages", "RoundingPolicy"),
            Row("A16", "等级", "Ratings", "RatingScale"),
            Row("A17", "个性化目标", "Personal parameters"),
        ),
    ),
)


def rows() -> Iterator[Row]:
    """Every row, in the order of the page."""
    for chapter in CHAPTERS:
        yield from chapter.rows
