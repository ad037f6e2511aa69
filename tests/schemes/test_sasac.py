"""The comprehensive appraisal of central enterprises, complete: basic indicators, corrections, experts, total, grades.

Source: 国务院国资委《中央企业综合绩效评价实施细则》 (国资发评价〔2006〕157号): eight basic indicators in four parts
(34, 22, 22, 22), fourteen correction indicators, eight qualitative indicators; 70 % financial, 30 % management; grades
from A++ to E.

The basic figures are those of a published calculation (http://youerw.com/kuaiji/lunwen_88833_8.html, 大洋公司), which
prints two standard values around each; the others, the corrections of the first part and the experts are examples,
worked out by hand. That calculation does not hold its correction coefficients to 0.7..1.3; the rules do.
"""

from collections.abc import Mapping
from fractions import Fraction

import attrs
import numpy as np
import pytest
from effort import examples
from evaluated import evaluated
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Const, Expr, Input
from perfkpi.testing.strategies.declarations import declared

HIGHER, LOWER = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER


def indicator(
    code: str, full: int, *standards: object, formula: pk.Formula | None = None, nothing_from: object = None
) -> pk.Indicator:
    """An indicator by standard values; they rise where lower is better."""
    five = pk.rules.FiveStandards(*standards)
    return pk.Indicator(
        code=code,
        name=code,
        formula=formula or pk.Actual(code),
        scoring=pk.rules.EfficacyCoefficient(
            standards=five,
            direction=HIGHER if five.excellent > five.poor else LOWER,
            scale=pk.Scale(0, full),
            nothing_from=nothing_from,
        ),
    )


def part(code: str, *items: pk.Indicator) -> tuple[object, object]:
    """One of the four parts of the financial appraisal; its full mark is the sum of its indicators'."""
    full = sum(item.scale.high for item in items)
    return (pk.Section(code=code, name=code, items=tuple((item, item.scale.high) for item in items)), full)


EARNING = part(
    "盈利能力",
    indicator("净资产收益率", 20, "16.5%", "9.5%", "1.7%", "-3.6%", "-20%"),
    indicator("总资产报酬率", 14, "9.8%", "6.4%", "3.6%", "1.4%", "-1.2%"),
)
ASSETS = part(
    "资产质量",
    indicator("总资产周转率", 10, "1.8", "1.2", "0.8", "0.5", "0.2"),
    indicator("应收账款周转率", 12, 24, 15, 8, 4, 2),
)
DEBT = part(
    "债务风险",
    indicator("资产负债率", 12, "40.2%", "53.4%", "60%", "70%", "80%", nothing_from="100%"),
    indicator("已获利息倍数", 10, 5, "3.4", "2.3", 1, 0),
)
GROWTH = part(
    "经营增长",
    indicator("销售增长率", 12, "30%", "25%", "20%", "14.2%", "3.5%"),
    indicator("资本保值增值率", 10, "112%", "109.2%", "106.1%", "100%", "95%"),
)
FINANCE = pk.Section(
    code="财务绩效",
    name="财务绩效定量评价",
    items=(EARNING, ASSETS, DEBT, GROWTH),
    weighting=pk.choices.Weighting.POINTS,
)

EXPERTS = (
    ("战略管理", 18),
    ("发展创新", 15),
    ("经营决策", 16),
    ("风险控制", 13),
    ("基础管理", 14),
    ("人力资源", 8),
    ("行业影响", 8),
    ("社会贡献", 8),
)
GRADES = (("优", 1), ("良", "0.8"), ("中", "0.6"), ("低", "0.4"), ("差", "0.2"))
PANEL = 7


def opinion(code: str, full: int) -> pk.Indicator:
    """A qualitative indicator: the mean parameter of seven experts, times the full mark."""
    return pk.Indicator(
        code=code,
        name=code,
        formula=pk.formulas.PanelMean(tuple(f"{code}_{expert}" for expert in range(PANEL)), letters=GRADES),
        scoring=pk.rules.LinearEfficacy(
            worst=0, best=1, base_points=0, span=full, direction=HIGHER, scale=pk.Scale(0, full)
        ),
    )


MANAGEMENT = pk.Section(
    code="管理绩效",
    name="管理绩效定性评价",
    items=tuple((opinion(code, full), full) for code, full in EXPERTS),
    weighting=pk.choices.Weighting.POINTS,
)
RATINGS = pk.RatingScale.descending(
    ("A++", 95),
    ("A+", 90),
    ("A", 85),
    ("B+", 80),
    ("B", 75),
    ("B-", 70),
    ("C", 60),
    ("C-", 50),
    ("D", 40),
    ("E", 0),
)
RATES = ("净资产收益率", "总资产报酬率", "资产负债率", "销售增长率", "资本保值增值率")
CARD = pk.Scorecard(
    code="sasac",
    name=pk.Label(zh="企业综合绩效评价", en="Comprehensive appraisal of an enterprise"),
    version="2006",
    items=((FINANCE, "70%"), (MANAGEMENT, "30%")),
    ratings=RATINGS,
    measures=tuple(pk.Measure(code, recorded_in=pk.Unit.NUMBER) for code in RATES),
)

BASIC = {
    "净资产收益率": "18%",
    "总资产报酬率": "10%",
    "总资产周转率": 2,
    "应收账款周转率": 30,
    "资产负债率": "52%",
    "已获利息倍数": "2.82",
    "销售增长率": "5.26%",
    "资本保值增值率": "109.1%",
}
# The first expert gives 优 everywhere, the next three 良, two 中, the last one 低: (1 + 2.4 + 1.2 + 0.4)/7 = 5/7.
VOTES = ("优", "良", "良", "良", "中", "中", "低")
FIGURES = BASIC | {f"{code}_{expert}": VOTES[expert] for code, _ in EXPERTS for expert in range(PANEL)}

PUBLISHED = {
    "净资产收益率": "20",
    "总资产报酬率": "14",
    "总资产周转率": "10",
    "应收账款周转率": "12",
    "资产负债率": "9.85",
    "已获利息倍数": "6.95",
    "销售增长率": "2.79",
    "资本保值增值率": "7.94",
}


def places(number: Fraction) -> str:
    """A positive number at two places, half-up."""
    cents = (number * 200 + 1) // 2
    return f"{cents // 100}.{cents % 100:02}".rstrip("0").rstrip(".")


@pytest.mark.parametrize("code", PUBLISHED)
def test_the_basic_indicators_are_those_published(code: str) -> None:
    """Each of the eight basic indicators has the points that were printed."""
    line = pk.appraise(CARD, FIGURES).line(code)
    assert places(line.points) == PUBLISHED[code]


def test_the_parts_are_those_published() -> None:
    """34, 22, 16.8 and 10.73 points, 83.53 in all."""
    scores = {section.code: section.points for section in pk.appraise(CARD, FIGURES).sections}
    published = {"盈利能力": "34", "资产质量": "22", "债务风险": "16.8", "经营增长": "10.73", "财务绩效": "83.53"}
    assert {code: places(scores[code]) for code in published} == published


def test_the_experts_give_their_mean() -> None:
    """Seven experts with a mean of 5/7 give 500/7 of 100 points, and 18 x 5/7 for the strategy."""
    result = pk.appraise(CARD, FIGURES)
    assert result.line("战略管理").value == Fraction(5, 7)
    assert result.line("战略管理").points == Fraction(90, 7)
    assert {section.code: section.points for section in result.sections}["管理绩效"] == Fraction(500, 7)


def test_the_total_is_seventy_and_thirty() -> None:
    """70 % of 83.5303... and 30 % of 71.4285... are 79.90: the grade is B."""
    result = pk.appraise(CARD, FIGURES)
    assert (str(result.total), result.rating) == ("79.90", "B")


GIVEN = [(100, "A++"), (95, "A++"), (90, "A+"), (85, "A"), (80, "B+"), (75, "B"), (70, "B-"), (60, "C"), (50, "C-")]


@pytest.mark.parametrize(("total", "grade"), [*GIVEN, ("94.99", "A+"), ("84.99", "B+"), (40, "D"), ("39.99", "E")])
def test_each_grade_begins_at_its_own_edge(total: object, grade: str) -> None:
    """85 and more are A, 70 and more B, 50 and more C, 40 and more D; the steps between them likewise."""
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    card = pk.Scorecard(code="grades", name="等级", items=((item, 100),), ratings=RATINGS)
    assert pk.appraise(card, {"x": total}).rating == grade


# ---------------------------------------------------------------------------------------------------- the corrections


def correction(code: str, weight: int, *standards: object, **more: object) -> pk.adjustments.CorrectionIndicator:
    """A correction indicator by standard values."""
    return pk.adjustments.CorrectionIndicator(indicator(code, 100, *standards), weight, **more)


CASH, PROFIT = "经营现金净流量", "净利润"
COVER = pk.adjustments.CorrectionIndicator(
    indicator("盈余现金保障倍数", 100, 3, 2, 1, 0, -1, formula=pk.Ratio(CASH, PROFIT)),
    9,
    special=(
        pk.adjustments.SpecialCoefficient(
            pk.conditions.AllOf((pk.conditions.MoreThan(CASH, 0), pk.conditions.LessThan(PROFIT, 0))), "1.1"
        ),
        pk.adjustments.SpecialCoefficient(
            pk.conditions.AllOf((pk.conditions.LessThan(CASH, 0), pk.conditions.MoreThan(PROFIT, 0))), "0.9"
        ),
        pk.adjustments.SpecialCoefficient(
            pk.conditions.AllOf((pk.conditions.LessThan(CASH, 0), pk.conditions.LessThan(PROFIT, 0))), "0.8"
        ),
    ),
)
MARGIN = correction("销售利润率", 10, "25%", "20%", "15%", "11.4%", "7%")
COSTS = correction("成本费用利润率", 8, "15%", "10%", "5%", "2%", "0%")
CAPITAL = correction("资本收益率", 7, "65%", "52%", "39.24%", "20%", "5%")
EARNING_CORRECTION = pk.adjustments.EfficacyCorrection(
    code="盈利能力修正", name="盈利能力修正", corrections=(MARGIN, COVER, COSTS, CAPITAL)
)
ASSETS_CORRECTION = pk.adjustments.EfficacyCorrection(
    code="资产质量修正",
    name="资产质量修正",
    corrections=(
        correction("不良资产比率", 9, "0.5%", "2%", "4%", "8%", "15%"),
        correction("流动资产周转率", 7, 4, 3, 2, 1, "0.5"),
        correction("资产现金回收率", 6, "20%", "12%", "6%", "2%", "-3%"),
    ),
)
DEBT_CORRECTION = pk.adjustments.EfficacyCorrection(
    code="债务风险修正",
    name="债务风险修正",
    corrections=(
        correction("速动比率", 6, "140%", "110%", "80%", "60%", "40%"),
        correction("现金流动负债比率", 6, "30%", "20%", "10%", "5%", "-5%"),
        correction("带息负债比率", 5, "20%", "35%", "50%", "65%", "80%"),
        pk.adjustments.FixedCorrection("或有负债比率", 5, name="或有负债比率"),
    ),
)
GROWTH_CORRECTION = pk.adjustments.EfficacyCorrection(
    code="经营增长修正",
    name="经营增长修正",
    corrections=(
        correction("销售利润增长率", 10, "40%", "29.1%", "2.1%", "-5%", "-20%"),
        correction("总资产增长率", 7, "22.3%", "16.7%", "10%", "5%", "0%"),
        correction("技术投入比率", 5, "3%", "2%", "1%", "0.5%", "0.2%"),
    ),
)

CORRECTING = {
    "销售利润率": "10.9%",
    CASH: 50,
    PROFIT: 100,
    "成本费用利润率": "-1%",
    "资本收益率": "58.88%",
    "不良资产比率": "0.3%",
    "流动资产周转率": 4,
    "资产现金回收率": "25%",
    "速动比率": "150%",
    "现金流动负债比率": "2%",
    "带息负债比率": "20%",
    "销售利润增长率": "2.82%",
    "总资产增长率": "19.05%",
    "技术投入比率": "1%",
}


def worth(expression: Expr, figures: Mapping[str, object]) -> Fraction:
    """What an expression is worth for one enterprise."""
    value = evaluated(expression, {node.name: Const(figures[node.name]).value for node in expression.inputs()})
    assert isinstance(value, Fraction)
    return value


def coefficients(
    step: pk.adjustments.EfficacyCorrection, basic: object, weight: int, **figures: object
) -> dict[str, Fraction]:
    """Each correction coefficient of a part with a basic score, and under the step's code the difference it adds."""
    running = Const(basic).value
    analysis = Const(running / weight)
    found = {
        each.code: worth(each.express(analysis, step.low, step.high), CORRECTING | figures) for each in step.corrections
    }
    difference = step.express(Const(running), pk.Scale(0, weight))
    return found | {step.code: worth(difference, CORRECTING | figures)}


def figures_of(**figures: str | Fraction) -> dict[str, Fraction]:
    """Figures by name."""
    return {name: Fraction(number) for name, number in figures.items()}


def test_the_corrections_of_earning_power() -> None:
    """A part at its full mark, whose analysis coefficient is 1: what falls below 0.7 is held there.

    Margin 1 + (0.2 + 3.9/4.4 x 0.2 - 1) = 0.3772..., published without the bound; held to 0.7. Cover 0.5:
    1 + (0.4 + 0.5 x 0.2 - 1) = 0.5, held to 0.7. Costs below the poor value: 1 - 1 = 0, held to 0.7. Capital
    1 + (0.8 + 6.88/13 x 0.2 - 1) = 0.8 + 1.376/13.
    34 x ((10 + 9 + 8) x 0.7 + 7 x that)/34 = 18.9 + 5.6 + 9.632/13; less 34 the step takes 9.5 - 9.632/13 away.
    """
    assert coefficients(EARNING_CORRECTION, 34, 34) == figures_of(
        销售利润率="0.7",
        盈余现金保障倍数="0.7",
        成本费用利润率="0.7",
        资本收益率=Fraction("0.8") + Fraction("1.376") / 13,
        盈利能力修正=Fraction("9.632") / 13 - Fraction("9.5"),
    )


def test_the_corrections_of_assets_are_those_published() -> None:
    """From the excellent value on, itself included: 1.2 + 1 - 22/22 = 1.2 for all three, and 22 points become 26.4."""
    assert coefficients(ASSETS_CORRECTION, 22, 22) == figures_of(
        不良资产比率="1.2", 流动资产周转率="1.2", 资产现金回收率="1.2", 资产质量修正="4.4"
    )


def test_the_corrections_of_debt() -> None:
    """16.8 of 22 points: above the excellent value 1.2 + 1 - 16.8/22 = 1.4363..., published as 1.44, held to 1.3.

    2 % between 5 % and -5 %: 1 + (0.2 + 7/10 x 0.2 - 16.8/22) = 1.34 - 42/55 = 0.5763..., held to 0.7. Contingent debts
    have no standard: 1. 16.8 x ((6 + 5) x 1.3 + 6 x 0.7 + 5)/22 - 16.8 = 16.8 x 1.5/22.
    """
    assert coefficients(DEBT_CORRECTION, "16.8", 22) == figures_of(
        速动比率="1.3", 现金流动负债比率="0.7", 带息负债比率="1.3", 或有负债比率="1", 债务风险修正=Fraction("25.2") / 22
    )


def test_the_corrections_of_growth_are_those_published() -> None:
    """10.73 of 22 points: 1.12, 1.40 (held to 1.3) and 1.11 were printed."""
    found = coefficients(GROWTH_CORRECTION, "10.73", 22)
    assert places(found["销售利润增长率"]) == "1.12"
    assert places(found["技术投入比率"]) == "1.11"
    assert found["总资产增长率"] == Fraction("1.3")
    free = pk.adjustments.EfficacyCorrection(
        code="free", name="free", corrections=GROWTH_CORRECTION.corrections, low=0, high=3
    )
    assert places(coefficients(free, "10.73", 22)["总资产增长率"]) == "1.4"


def test_a_published_coefficient_of_return_on_capital() -> None:
    """An analysis coefficient of 0.66 gives a return on capital of 58.88 % the coefficient 1.25.

    Source: https://m.qiqiwenku.com/doc/746378.html; it rounds the analysis coefficient 22.59/34 to 0.66 first.
    """
    basic = 34 * Fraction("0.66")
    assert places(coefficients(EARNING_CORRECTION, basic, 34)["资本收益率"]) == "1.25"


@pytest.mark.parametrize(
    ("cash", "profit", "coefficient"),
    [(50, -100, "1.1"), (-50, 100, "0.9"), (-50, -100, "0.8"), (250, 100, "1.3"), (150, 100, "0.7"), (0, 100, "0.7")],
)
def test_cash_cover_has_coefficients_of_its_own(cash: int, profit: int, coefficient: str) -> None:
    """The signs of cash flow and profit fix the coefficient, whatever their ratio; otherwise the ratio decides.

    2.5 of 3 and 2: 1 + (0.8 + 0.5 x 0.2 - analysis); the analysis coefficients here are 0.6 for that and 1 otherwise.
    """
    basic = 20.4 if cash == 250 else 34  # the case with an analysis coefficient of 0.6
    found = coefficients(EARNING_CORRECTION, basic, 34, **{CASH: cash, PROFIT: profit})
    assert found["盈余现金保障倍数"] == Fraction(coefficient)


def test_the_corrected_total() -> None:
    """The four corrected parts, the experts, 70 % and 30 %: the whole appraisal of one enterprise.

    Basic scores are exact here, so that only the printed ones above were rounded.
    """
    sections = {section.code: section.points for section in pk.appraise(CARD, FIGURES).sections}
    steps = {
        "盈利能力": (EARNING_CORRECTION, 34),
        "资产质量": (ASSETS_CORRECTION, 22),
        "债务风险": (DEBT_CORRECTION, 22),
        "经营增长": (GROWTH_CORRECTION, 22),
    }
    corrected = {
        code: sections[code] + coefficients(step, sections[code], weight)[step.code]
        for code, (step, weight) in steps.items()
    }
    # 34 - 9.5 + 9.632/13 = 25.2409...; 22 x 1.2 = 26.4; 542/55 + 382/55 = 16.8, and 25.2/22 more = 17.9454...;
    # 7476/2675 + 246/31 = 10.7302..., analysis 0.48773..., (10 x 1.11759... + 7 x 1.3 + 5 x 1.11226...)/22 = 1.17442...
    assert [places(score) for score in corrected.values()] == ["25.24", "26.4", "17.95", "12.6"]
    total = sum(corrected.values()) * Fraction(7, 10) + sections["管理绩效"] * Fraction(3, 10)
    # 82.1882... x 70 % + 500/7 x 30 % = 57.5317... + 21.4285...
    assert places(total) == "78.96"


@attrs.frozen
class Corrected(pk.Formula):
    """The corrected score of a part whose basic score is a measure: the step alone, so that a batch can run it."""

    step: pk.adjustments.EfficacyCorrection
    weight: int

    def express(self) -> Expr:
        """The basic score and what the step adds."""
        running = Input("basic")
        return running + self.step.express(running, pk.Scale(0, self.weight))


STEPS = ((EARNING_CORRECTION, 34), (ASSETS_CORRECTION, 22), (DEBT_CORRECTION, 22), (GROWTH_CORRECTION, 22))


@pytest.mark.parametrize("place", range(len(STEPS)))
@given(data=st.data())
@settings(max_examples=examples(20))
def test_corrections_in_a_batch_are_the_exact_ones(data: st.DataObject, place: int) -> None:
    """Figures in tenths of a percent meet standard values, bounds and special cases; the digits are the same."""
    step, weight = STEPS[place]
    item = pk.Indicator(
        code="part", name="part", formula=Corrected(step, weight), scoring=pk.DirectPoints(scale=pk.Scale(-50, 100))
    )
    card = pk.Scorecard(code="card", name="card", items=((item, 1),), measures=declared(item), scale=pk.Scale(-50, 100))
    seed = data.draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    table = {node.name: np.round(random.integers(-300, 900, 40) / 1000, 3) for node in card.express().inputs()}
    table["basic"] = np.round(random.integers(0, 100 * weight + 1, 40) / 100, 2)
    scores = pk.score_batch(card, table)
    for row in range(40):
        expected = pk.appraise(card, {name: column[row] for name, column in table.items()})
        assert scores.status_codes[row] == expected.status
        if expected.total is not None:
            assert scores.totals[row] == float(expected.total)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=examples(10))
def test_enterprises_in_a_batch_are_the_exact_ones(seed: int) -> None:
    """The whole card, basic indicators and experts, for many enterprises at once."""
    random = np.random.default_rng(seed)
    table = {code: np.round(random.integers(-300, 1200, 20) / 1000, 3) for code in BASIC}
    votes = [grade for grade, _ in GRADES]
    table |= {name: random.choice(votes, 20).astype(object) for name in FIGURES if name not in BASIC}
    scores = pk.score_batch(CARD, table)
    for row in range(20):
        expected = pk.appraise(CARD, {name: column[row] for name, column in table.items()})
        assert scores.totals[row] == float(expected.total)
        assert RATINGS.bands[scores.rating_codes[row]].code == expected.rating


def test_the_appraisal_is_explained_in_words() -> None:
    """Base points, efficacy coefficient and adjustment points of each indicator, in both languages."""
    result = pk.appraise(CARD, FIGURES)
    chinese, english = result.explain("zh", "audit"), result.explain("en", "audit")
    assert "功效系数 = " in chinese
    assert "本档基础分 = 9.6" in chinese
    assert "efficacy coefficient = " in english
    assert "B" in english
