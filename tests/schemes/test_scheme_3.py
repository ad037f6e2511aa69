"""Scheme 3, the sheet of a finance director: what the four people of ``test_role_sheets.py`` do not show."""

from fractions import Fraction

import pytest
from schemes.sheets.directors import FINANCE, PRINTED, SHEETS, financial

import perfkpi as pk

FIGURES = SHEETS[0].figures["ordinary"]


def alone(indicator: pk.Indicator) -> pk.results.IndicatorLine:
    """The line of an indicator that is a card of its own."""
    card = pk.Scorecard("one", "one", items=[(indicator, 100)], scale=pk.Scale(0, 100, up_to=120))
    return pk.appraise(card, FIGURES).lines[0]


def test_every_value_is_as_worked_out_by_hand() -> None:
    """1320/10000, 1320/16000, 13088/16000, 13500/15000, 525/500 - 1, 16000/((19000 + 21000)/2), -200/4000."""
    values = {line.code: str(line.value) for line in pk.appraise(FINANCE, FIGURES).lines}
    assert list(values.values()) == ["33/250", "33/400", "409/500", "9/10", "1/20", "4/5", "-1/20"]


def test_the_total_is_the_sum_of_the_contributions_rounded_once() -> None:
    """The total and its rating follow from the seven contributions and one rounding; there is nothing else on it."""
    result = pk.appraise(FINANCE, FIGURES, subject="E017", period="2026")
    # 20.48 + 14.85 + 14.55 + 9.6 + 20.6 + 0 = 80.08; 80.08 + 180/19 = 42538/475 = 89.553684...
    assert result.unrounded == Fraction(42538, 475)
    assert result.rounding == Fraction("89.55") - Fraction(42538, 475)
    assert (str(result.total), result.rating, result.status) == ("89.55", "良好", pk.Status.OK)
    assert (result.sections, result.adjustments) == ((), ())


def test_a_better_year_reaches_the_caps() -> None:
    """The cap of 120 stops a return on equity of 25 %, and a budget kept earns the full mark and no more."""
    better = FIGURES | {"税后净利润": 2500, "实际发生的成本费用": 400, "投资净收益(亏损)": 200}
    result = pk.appraise(FINANCE, better)
    # 25 % is 13 points above 12 %: 100 + 26 = 126, capped at 120. 2500/16000 = 15.625 %, 7.125 points above 8.5 %:
    # 100 + 28.5 = 128.5, capped at 120. 400/500 - 1 = -20 %: nothing is earned beyond 100. 200/4000 = 5 %: 102.
    assert [line.points for line in result.lines] == [120, 120, 97, Fraction(1800, 19), 100, 103, 102]
    # 24 + 18 + 14.55 + 180/19 + 10 + 20.6 + 10.2 = 97.35 + 9.473684... = 106.823684...
    assert result.unrounded == Fraction("97.35") + Fraction(180, 19)
    assert (str(result.total), result.rating) == ("106.82", "优秀")


@pytest.mark.parametrize(
    ("code", "points"),
    [
        pytest.param("roe", "110", id="13.2/12 x 100"),
        pytest.param("margin", "1650/17", id="8.25/8.5 x 100 = 97.0588..."),
        pytest.param("turnover", "320/3", id="0.8/0.75 x 100 = 106.666..."),
        pytest.param("roi", "0", id="a loss attains nothing"),
    ],
)
def test_the_printed_alternative_is_the_ratio_to_the_target(code: str, points: str) -> None:
    """或:实际值/目标值×100 scores the same figures on the same scale."""
    printed = financial(code)
    ratio = pk.Attainment(printed.scoring.target, cap=120, direction="higher")
    assert alone(pk.Indicator(code, code, printed.formula, scoring=ratio)).points == Fraction(points)


def test_the_inverted_sign_of_the_printed_budget_rule_is_refused() -> None:
    """1-实际/预算 grows when money is saved, so deducting points for its increase is a contradiction."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        financial("budget", sign="saving")
    assert caught.value.code is pk.errors.Code.DIRECTION
    assert caught.value.where.endswith("scoring.direction")
    assert "“lower is better”" in str(caught.value)
    assert "方向" in caught.value.say("zh")


def test_the_printed_budget_formula_is_read_as_human_resources_mean_it() -> None:
    """1-(实际/预算)×100% is one minus the ratio, -5 % for 525 of 500, and not one minus 105."""
    rule = pk.TargetDelta(
        "-3%", per=pk.Additive("1%"), loss=2, base_points=100, counting="proportional", direction="higher"
    )
    line = alone(
        pk.Indicator("budget", "差异率", pk.Computed("1-(实际发生的成本费用/预算成本费用)×100%"), scoring=rule)
    )
    assert (line.value, line.points) == (Fraction(-5, 100), 96)  # 2 points below -3 %, as the overrun scores


def test_no_equity_leaves_the_return_on_it_undefined() -> None:
    """A zero denominator gives neither 0 nor the cap, and the total says why there is none."""
    result = pk.appraise(FINANCE, FIGURES | {"所有者权益": 0})
    assert (result.line("roe").status, result.line("roe").points) == (pk.Status.UNDEFINED, None)
    assert (result.total, result.rating) == (None, None)
    assert "所有者权益" in result.reason.say("zh")


def test_where_the_figures_come_from_stands_on_the_card() -> None:
    """The printed column 信息来源, which is cut off in the last row."""
    assert [item.source for item in FINANCE.indicators()] == [row[-1] for row in PRINTED.values()]
