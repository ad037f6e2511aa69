"""Scheme 3, the sheet of a finance director: seven indicators, the printed blanks filled with example figures.

Source: 财务总监 KPI 考核表 (columns 编号, KPI, 定义/公式, 考核标准, 信息来源, 考核周期).
The sheet prints formulas and the shape of each rule and leaves targets, rates and weights open; every figure here is
an example.
"""

from decimal import Decimal
from fractions import Fraction

import pytest

import perfkpi as pk

UP_TO_120 = pk.Scale(0, 100, up_to=120)


def delta(target: str, per: str, *, gain: int | None, loss: int, **choices: object) -> pk.TargetDelta:
    """目标值( )。增加( )，加( )分；减少( )，减( )分: 100 at the target, never below 0 nor above 120."""
    settled = {
        "counting": pk.choices.Counting.PROPORTIONAL,
        "direction": pk.Direction.HIGHER_IS_BETTER,
        "cap": 100 if gain is None else 120,
    } | choices
    return pk.TargetDelta(
        target=target, per=pk.Additive(per), gain=gain, loss=loss, base_points=100, floor=0, **settled
    )


def budget(sign: pk.choices.DeviationSign) -> pk.Indicator:
    """部门费用与预算的差异率: 目标值( )%，增加1个百分点，减( )分."""
    return pk.Indicator(
        code="budget",
        name=pk.Label(zh="部门费用与预算的差异率", en="Budget deviation"),
        formula=pk.Deviation("实际发生的成本费用", "预算成本费用", sign=sign, unit=pk.Unit.PERCENT),
        scoring=delta("3%", "1%", gain=None, loss=2, direction=pk.Direction.LOWER_IS_BETTER),
    )


ROE = pk.Indicator(
    code="roe",
    name=pk.Label(zh="净资产收益率", en="Return on equity"),
    formula=pk.Computed("税后净利润/所有者权益×100%"),
    scoring=delta("12%", "1%", gain=2, loss=3),
    source="资产负债表和损益表",
)
MARGIN = pk.Indicator(
    code="margin",
    name=pk.Label(zh="税后净利润率", en="Net margin"),
    formula=pk.Computed("税后净利润/主营业务收入×100%"),
    scoring=delta("8.5%", "1%", gain=4, loss=4),
    source="损益表",
)
COST = pk.Indicator(
    code="cost",
    name=pk.Label(zh="总成本费用率", en="Total cost ratio"),
    formula=pk.Ratio("总成本", "总营业收入", unit=pk.Unit.PERCENT),
    scoring=delta(
        "80%", "1%", gain=2, loss=3, counting=pk.choices.Counting.FULL_UNITS, direction=pk.Direction.LOWER_IS_BETTER
    ),
    source="损益表",
)
COLLECTION = pk.Indicator(
    code="collection",
    name=pk.Label(zh="货款回笼率", en="Collection rate"),
    formula=pk.Ratio("当期货款回笼额", "同期销售额", unit=pk.Unit.PERCENT),
    scoring=pk.Attainment(target="95%", direction=pk.Direction.HIGHER_IS_BETTER),  # the sheet prints no rule
    source="财务会计报告(统计分析报表)",
)
BUDGET = budget(pk.choices.DeviationSign.OVERRUN)
TURNOVER = pk.Indicator(
    code="turnover",
    name=pk.Label(zh="总资产周转率", en="Asset turnover"),
    formula=pk.Ratio("主营业务收入", pk.Computed("(期初总资产+期末总资产)/2"), unit=pk.Unit.TIMES),
    scoring=delta("0.75", "0.1", gain=3, loss=3, counting=pk.choices.Counting.STARTED_UNITS),
    source="损益表及资产负债表",
)
ROI = pk.Indicator(
    code="roi",
    name=pk.Label(zh="投资收益率", en="Return on investment"),
    formula=pk.Computed("投资净收益(亏损)/投资总额×100%"),
    scoring=delta("4%", "1%", gain=2, loss=15),
)
CARD = pk.Scorecard(
    code="finance-director",
    name=pk.Label(zh="财务总监", en="Finance director"),
    items=(
        (ROE, 20),
        (MARGIN, 15),
        (COST, 15),
        (COLLECTION, 10),
        (BUDGET, 10),
        (TURNOVER, 20),
        (ROI, 10),
    ),
    scale=UP_TO_120,
    ratings=pk.RatingScale.descending(("优秀", 90), ("良好", 70), ("一般", 50), ("不合格", 0)),
)

FIGURES = {
    "税后净利润": 1320,
    "所有者权益": 10000,
    "主营业务收入": 16000,
    "总成本": 13088,
    "总营业收入": 16000,
    "当期货款回笼额": 13500,
    "同期销售额": 15000,
    "实际发生的成本费用": 525,
    "预算成本费用": 500,
    "期初总资产": 19000,
    "期末总资产": 21000,
    "投资净收益(亏损)": -200,
    "投资总额": 4000,
}

BY_HAND = {
    # 1320/10000 = 13.2 %; 1.2 points above 12 %; 100 + 1.2 x 2 = 102.4; 20 % of it = 20.48
    "roe": ("0.132", "102.4", "20.48"),
    # 1320/16000 = 8.25 %; 0.25 points below 8.5 %; 100 - 0.25 x 4 = 99; 15 % of it = 14.85
    "margin": ("0.0825", "99", "14.85"),
    # 13088/16000 = 81.8 %; 1.8 points above 80 % is one full unit; 100 - 3 = 97; 15 % of it = 14.55
    "cost": ("0.818", "97", "14.55"),
    # 13500/15000 = 90 %; 90/95 x 100 = 1800/19 (94.7368...); 10 % of it = 180/19 (9.47368...)
    "collection": ("0.9", "1800/19", "180/19"),
    # 525/500 - 1 = 5 %; 2 points above 3 %; 100 - 2 x 2 = 96; 10 % of it = 9.6
    "budget": ("0.05", "96", "9.6"),
    # (19000 + 21000)/2 = 20000; 16000/20000 = 0.8 turns; 0.05 above 0.75 is half a unit of 0.1, a started one;
    # 100 + 3 = 103; 20 % of it = 20.6
    "turnover": ("0.8", "103", "20.6"),
    # -200/4000 = -5 %; 9 points below 4 %; 100 - 9 x 15 = -35, which the floor lifts to 0
    "roi": ("-0.05", "0", "0"),
}


@pytest.mark.parametrize("code", list(BY_HAND))
def test_every_indicator_scores_as_worked_out_by_hand(code: str) -> None:
    """Value, points and contribution of each of the seven indicators are exact to the last digit."""
    line = pk.appraise(CARD, FIGURES).line(code)
    assert (line.value, line.points, line.contribution) == tuple(map(Fraction, BY_HAND[code]))


def test_the_total_is_the_sum_of_the_contributions_rounded_once() -> None:
    """The total and its rating follow from the seven contributions and one rounding."""
    result = pk.appraise(CARD, FIGURES, subject="E017", period="2026")
    # 20.48 + 14.85 + 14.55 + 9.6 + 20.6 + 0 = 80.08; 80.08 + 180/19 = 42538/475 = 89.553684...
    assert result.unrounded == Fraction(42538, 475)
    assert result.total == Decimal("89.55")
    assert str(result.total) == "89.55"
    assert result.rounding == Fraction("89.55") - Fraction(42538, 475)
    assert result.rating == "良好"
    assert result.completeness == 1
    assert result.status is pk.Status.OK


def test_sections_and_adjustments_are_empty_where_none_are_declared() -> None:
    """A flat sheet has no section lines and no adjustment lines."""
    result = pk.appraise(CARD, FIGURES)
    assert result.sections == ()
    assert result.adjustments == ()


def test_a_better_year_reaches_the_caps() -> None:
    """The cap of 120 stops a return on equity of 25 %, and a budget kept earns the full mark and no more."""
    better = FIGURES | {"税后净利润": 2500, "实际发生的成本费用": 400, "投资净收益(亏损)": 200}
    result = pk.appraise(CARD, better)
    # 25 % is 13 points above 12 %: 100 + 26 = 126, capped at 120. 2500/16000 = 15.625 %, 7.125 points above 8.5 %:
    # 100 + 28.5 = 128.5, capped at 120. 400/500 - 1 = -20 %: nothing is earned beyond 100. 200/4000 = 5 %: 102.
    points = {line.code: line.points for line in result.lines}
    assert points == {
        "roe": 120,
        "margin": 120,
        "cost": 97,
        "collection": Fraction(1800, 19),
        "budget": 100,
        "turnover": 103,
        "roi": 102,
    }
    # 24 + 18 + 14.55 + 180/19 + 10 + 20.6 + 10.2 = 97.35 + 9.473684... = 106.823684...
    assert result.unrounded == Fraction("97.35") + Fraction(180, 19)
    assert result.total == Decimal("106.82")
    assert result.rating == "优秀"


@pytest.mark.parametrize(
    ("indicator", "points"),
    [
        pytest.param(ROE, "110", id="roe: 13.2/12 x 100"),
        pytest.param(MARGIN, "1650/17", id="margin: 8.25/8.5 x 100 = 97.0588..."),
        pytest.param(TURNOVER, "320/3", id="turnover: 0.8/0.75 x 100 = 106.666..."),
        pytest.param(ROI, "0", id="roi: a loss attains nothing"),
    ],
)
def test_the_printed_alternative_is_the_ratio_to_the_target(indicator: pk.Indicator, points: str) -> None:
    """或:实际值/目标值×100 scores the same figures on the same scale."""
    target = indicator.scoring.target
    either = pk.Indicator(
        code=indicator.code,
        name=indicator.name,
        formula=indicator.formula,
        scoring=pk.Attainment(target=target, cap=120, direction=pk.Direction.HIGHER_IS_BETTER),
    )
    card = pk.Scorecard(code="one", name="one", items=((either, 100),), scale=UP_TO_120)
    assert pk.appraise(card, FIGURES).lines[0].points == Fraction(points)


def test_the_inverted_sign_of_the_printed_budget_rule_is_refused() -> None:
    """1-实际/预算 grows when money is saved, so deducting points for its increase is a contradiction."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        budget(pk.choices.DeviationSign.SAVING)
    assert caught.value.code is pk.errors.Code.DIRECTION
    assert caught.value.where.endswith("scoring.direction")
    assert "LOWER_IS_BETTER" in str(caught.value)
    assert "方向" in caught.value.say("zh")


def test_the_printed_budget_formula_is_read_as_human_resources_mean_it() -> None:
    """1-(实际/预算)×100% is one minus the ratio, -5 % for 525 of 500, and not one minus 105."""
    printed = pk.Indicator(
        code="budget",
        name="部门费用与预算的差异率",
        formula=pk.Computed("1-(实际发生的成本费用/预算成本费用)×100%"),
        scoring=delta("-3%", "1%", gain=None, loss=2),
    )
    card = pk.Scorecard(code="one", name="one", items=((printed, 100),), scale=UP_TO_120)
    line = pk.appraise(card, FIGURES).lines[0]
    assert line.value == Fraction(-5, 100)
    assert line.points == 96  # 2 points below -3 %, 2 points each: the same 96 as the overrun scores


def test_no_equity_leaves_the_return_on_it_undefined() -> None:
    """A zero denominator gives neither 0 nor the cap, and the total says why there is none."""
    result = pk.appraise(CARD, FIGURES | {"所有者权益": 0})
    assert result.line("roe").status is pk.Status.UNDEFINED
    assert result.line("roe").points is None
    assert result.total is None
    assert result.rating is None
    assert result.reason is not None
    assert "所有者权益" in result.reason.say("zh")
