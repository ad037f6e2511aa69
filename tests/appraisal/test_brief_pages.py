"""A page for people, defect by defect: what HR once did not understand on it."""

import re
from fractions import Fraction

import pytest
from pages import (
    HIGHER,
    LANGUAGES,
    LOWER,
    RATED,
    ROE,
    delta,
    item,
    pages_of,
    rows_of,
    sentence,
    sheet,
)
from schemes.sheets.sheet import PEOPLE
from schemes.test_role_sheets import SHEETS, scored

import perfkpi as pk


def vetoed(**changes: object) -> pk.Scorecard:
    """One indicator, a veto and a limit."""
    veto = pk.Veto("v", "一票否决", condition=pk.conditions.AtLeast("cases", 1), **changes)
    return sheet(item("a", "业绩", "Result", RATED), adjustments=(veto, pk.adjustments.ScoreLimit("l", "封顶", cap=95)))


def test_a_step_that_did_not_come_into_play_says_so_once() -> None:
    """In the table, by its name, in place of figures; no sentence repeats it. A display says the same."""
    result = pk.appraise(vetoed(), {"a": 90, "cases": 0})
    assert rows_of(result)["一票否决"] == ["未触发", "–"]
    assert rows_of(result, "en")["一票否决"] == ["not triggered", "–"]
    assert rows_of(result)["封顶"] == ["未触及", "–"]
    assert result.explain("zh").count("一票否决") == 1
    with pk.display("zh"):
        assert re.search(r"一票否决 \(v\) +– +未触发\n", str(result))
        assert re.search(r"封顶 \(l\) +– +未触及\n", str(result))
        assert "未触发" in result._repr_html_()
    with pk.display("en"):
        assert "not triggered" in str(result)
        assert "not triggered" not in str(pk.appraise(vetoed(), {"a": 90, "cases": 1}))


def test_a_veto_that_struck_and_took_nothing_says_so() -> None:
    """The score was below what the veto leaves."""
    result = pk.appraise(vetoed(leaves=60), {"a": 50, "cases": 2})
    assert sentence(result, "zh", "一票否决") == "“cases ≥ 1”成立（2），得分不变"
    assert rows_of(result)["一票否决"] == ["0", "0"]
    assert sentence(pk.appraise(vetoed(), {"a": None, "cases": 2}), "zh", "一票否决") == "“cases ≥ 1”成立（2）"


def test_a_step_of_a_section_stands_below_the_items_of_the_section() -> None:
    """Its sentence tells the condition, too."""
    veto = pk.Veto("v", "一票否决", condition=pk.conditions.AtLeast("cases", 1))
    section = pk.Section("s", "安全类", items=((item("a", "甲", "A", RATED), 1),), adjustments=(veto,))
    card = pk.Scorecard("c", "c", items=((section, 50), (item("b", "乙", "B", RATED), 50)))
    result = pk.appraise(card, {"a": 90, "b": 80, "cases": 1})
    assert [*rows_of(result)] == ["指标", "安全类", "甲", "一票否决", "乙", "总分"]
    assert sentence(result, "zh", "一票否决") == "“cases ≥ 1”成立（1），一票否决，最多计 0 分"
    with pk.display("zh"):
        lines = [line.split()[0] for line in str(result).splitlines()[2:6]]
    assert lines == ["安全类", "甲", "一票否决", "乙"]


def test_a_closed_gate_is_told_with_what_it_leaves() -> None:
    """A hundred points that count as nothing, and why; an open gate says nothing."""
    gate = pk.adjustments.Gate(
        "g", "安全门槛", opens=pk.conditions.AtMost("accidents", 0), closed=pk.adjustments.AtMostPoints(60), exempt=()
    )
    card = sheet(item("a", "业绩", "Result", RATED), gates=(gate,))
    closed = pk.appraise(card, {"a": 90, "accidents": 1})
    assert sentence(closed, "zh", "业绩") == "90 分，“安全门槛”未达到，“accidents ≤ 0”不成立（1），按 60 分计"
    assert sentence(pk.appraise(card, {"a": 90, "accidents": 0}), "zh", "业绩") == "90 分"


def test_a_ceiling_is_told_in_one_line() -> None:
    """The condition with its figure, and the best rating that is left; or why there is none."""
    ceiling = pk.adjustments.RatingCeiling("c", "违规", condition=pk.conditions.AtLeast("n", 1), best="合格")
    bands = pk.RatingScale.descending(("优秀", 90), ("合格", 60), ("不合格", 0))
    card = sheet(item("a", "业绩", "Result", RATED), ratings=bands, ceilings=(ceiling,))
    assert sentence(pk.appraise(card, {"a": 95, "n": 2}), "zh", "违规") == "“n ≥ 1”成立（2），等级不得高于“合格”"
    assert sentence(pk.appraise(card, {"a": 95, "n": None}), "zh", "等级") == "违规：缺少数据（n）"


@pytest.mark.parametrize(
    ("direction", "value", "zh"),
    [
        (HIGHER, 3, "达到 4 得满分、0 为零分线，按比例得 75%：75 分"),
        (HIGHER, 5, "达到目标：100 分"),
        (HIGHER, 4, "达到目标：100 分"),
        (HIGHER, 0, "只达到零分线 0：0 分"),
        (HIGHER, -1, "未达到零分线 0，已保底（最低 0 分）：0 分"),
    ],
)
def test_a_line_to_zero_tells_where_its_ratio_comes_from(direction: pk.Direction, value: int, zh: str) -> None:
    """From the two ends of the line; beyond them no ratio is told."""
    rule = pk.rules.FullMarkIfMet(4, decrease=pk.rules.LineToZero(at=0), direction=direction)
    assert sentence(pk.appraise(sheet(item("n", "新项目", "New", rule)), {"n": value}), "zh", "新项目") == zh


def test_a_share_of_the_full_mark_is_said_to_be_capped() -> None:
    """130 % of the target is attained, and pays the full mark."""
    rule = pk.rules.FullMarkIfMet(100, decrease=pk.rules.Proportional(), direction=HIGHER)
    result = pk.appraise(sheet(item("n", "销售", "Sales", rule)), {"n": 130})
    assert sentence(result, "zh", "销售") == "目标达成率 130%，已封顶（最高 100 分）：100 分"


def test_interpolated_points_name_the_two_knots() -> None:
    """Nobody has to look up the table."""
    rule = pk.rules.PiecewiseLinear(
        (pk.rules.Knot(60, 0), pk.rules.Knot(90, 100)), below="hold", above="hold", direction=HIGHER
    )
    result = pk.appraise(sheet(item("n", "及时", "Punctual", rule)), {"n": 75})
    assert sentence(result, "zh", "及时") == "60 得 0 分、90 得 100 分，按比例插值：50 分"
    assert sentence(result, "en", "Punctual") == "0 points at 60, 100 at 90, in proportion: 50 points"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (10, "指标值不满 20", "value below 20"),
        (20, "指标值在 20 及以上、不满 50", "value 20 and above, below 50"),
        (50, "指标值在 50 及以上", "value 50 and above"),
    ],
)
def test_tiers_are_told_as_hr_says_them(value: int, zh: str, en: str) -> None:
    """No inequality stands on a page."""
    tiers = pk.Tiers((pk.rules.Tier(0), pk.rules.Tier(60, pk.rules.From(20)), pk.rules.Tier(100, pk.rules.From(50))),
                     direction=HIGHER)  # fmt: skip
    result = pk.appraise(sheet(item("n", "曝光", "Media", tiers)), {"n": value})
    points = rows_of(result)["曝光"][1]
    assert sentence(result, "zh", "曝光") == f"{zh}：{points} 分"
    assert sentence(result, "en", "Media") == f"{en}: {points} points"


def test_the_ends_of_tiers_where_lower_is_better() -> None:
    """35 % belongs to the tier below, 60 % likewise; a tolerance is told in figures, a target by its name."""
    tiers = pk.Tiers(
        (pk.rules.Tier(100), pk.rules.Tier(60, pk.rules.Above(3)), pk.rules.Tier(0, pk.rules.Above(5))), direction=LOWER
    )
    card = sheet(item("n", "差错", "Errors", tiers))
    said = {value: sentence(pk.appraise(card, {"n": value}), "zh", "差错") for value in (3, 4, 6)}
    assert said == {
        3: "指标值在 3 及以下：100 分", 4: "指标值高于 3、5 及以下：60 分", 6: "指标值高于 5：0 分",
    }  # fmt: skip
    near = pk.rules.MetOrNot(5, missed=0, tolerance=pk.Additive("0.1"), direction=pk.Direction.ON_TARGET)
    card = sheet(item("n", "偏差", "Deviation", near))
    assert sentence(pk.appraise(card, {"n": "5.05"}), "zh", "偏差") == "指标值在 4.9 及以上、5.1 及以下：100 分"
    for at, direction, value, zh in (
        ("met", HIGHER, 5, "不低于目标值"), ("met", HIGHER, 4, "低于目标值"), ("missed", HIGHER, 6, "高于目标值"),
        ("met", LOWER, 5, "不高于目标值"),
    ):  # fmt: skip
        rule = pk.rules.MetOrNot(5, missed=0, direction=direction, at_target=at)
        said = sentence(pk.appraise(sheet(item("n", "数", "N", rule)), {"n": value}), "zh", "数")
        assert said.startswith(f"指标值{zh}：")


def test_how_many_conditions_were_missed_is_told_once() -> None:
    """The number, not in which interval it lies."""
    rule = pk.rules.AllMet(of=3, decrease=pk.rules.PointsByMissed((80, 30, 0)))
    conditions = pk.formulas.ConditionsMet([pk.conditions.AtLeast(name, 1) for name in "abc"])
    result = pk.appraise(sheet(item("x", "合规", "Rules", rule, conditions)), {"a": 1, "b": 0, "c": 0})
    assert sentence(result, "zh", "合规").endswith("“c ≥ 1”不成立（0），2 项未达标：30 分")


@pytest.mark.parametrize(
    ("target", "value", "cells", "gap"),
    [
        ("1.5", "1.579", ["1.5", "1.579"], "0.079"),
        ("12%", "13.2%", ["12%", "13.2%"], "1.2"),
        ("0.25", Fraction(1, 3), ["0.25", "0.333"], "0.083"),
        ("12%", "12.001%", ["12%", "12.001%"], "0.001"),
    ],
)
def test_actual_target_and_gap_agree(target: str, value: object, cells: list[str], gap: str) -> None:
    """The actual less the target is the printed gap, on any pocket calculator."""
    percent = target.endswith("%")
    unit = pk.Unit.PERCENT if percent else pk.Unit.NUMBER
    rule = delta(target=target, per=pk.Additive("1%" if percent else 1))
    card = sheet(item("n", "周转率", "Turnover", rule, pk.Actual("n", unit=unit)))
    result = pk.appraise(card, {"n": value})
    assert rows_of(result)["周转率"][:2] == cells
    assert sentence(result, "zh", "周转率").startswith(f"高于目标 {gap}{' 个百分点' if percent else '，'}")


def test_the_figures_beneath_have_more_places_where_they_need_them() -> None:
    """Two thirds less one third is a third: 0.67 less 0.33 is not 0.33, and only 0.6667 less 0.3333 gives it."""
    rule = delta(target=pk.Field("t"), per=pk.Additive(1))
    result = pk.appraise(sheet(item("n", "比", "N", rule)), {"n": Fraction(2, 3), "t": Fraction(1, 3)})
    assert rows_of(result)["比"][:2] == ["0.3333", "0.6667"]


def test_actual_and_target_give_the_attainment() -> None:
    """1.1 of 3.3 is a third; 0.0333 of 0.1 is printed with the places that tell it."""
    rule = pk.Attainment(target="0.1", direction=HIGHER)
    result = pk.appraise(sheet(item("n", "比", "N", rule)), {"n": "0.0333"})
    assert rows_of(result)["比"][:3] == ["0.1", "0.0333", "33.3%"]


def test_what_is_left_out_has_no_weight_and_what_counts_instead_is_said() -> None:
    """Not 0 % and 0 points, but nothing; a policy that counts something says how much."""
    card = sheet(item("a", "满意度", "Satisfaction", RATED), item("b", "业绩", "Result", RATED), missing=pk.Reweight())
    result = pk.appraise(card, {"a": pk.missing.Absent.NOT_DUE, "b": 80})
    assert rows_of(result)["满意度"] == ["–", "–", "–", "–"]
    assert rows_of(result)["业绩"] == ["80", "80", "100%", "80"]
    with pk.display("zh"):
        assert re.search(r"满意度 \(a\) +– +– +– +– +未到考核期", str(result))
    zeros = sheet(item("a", "满意度", "Satisfaction", RATED), missing=pk.missing.ZeroPoints())
    none = pk.appraise(zeros, {"a": None})
    assert sentence(none, "zh", "满意度") == "缺少数据（a），按 0 分计"
    assert rows_of(none)["满意度"] == ["–", "100%", "0"]


def test_a_total_that_is_no_sum_stands_among_the_points() -> None:
    """There are no weighted points; how the total came about is said."""
    items = item("a", "甲", "A", RATED), item("b", "乙", "B", RATED)
    bonus = pk.Bonus("c", "加分", floor=0, cap=5)
    card = sheet(*items, aggregation="minimum", beyond_scale="allow", adjustments=(bonus,))
    result = pk.appraise(card, {"a": 90, "b": 60, "c": 2})
    assert rows_of(result) == {
        "指标": ["实际", "得分"], "甲": ["90", "90"], "乙": ["60", "60"], "加分": ["+2"], "总分": ["62.00"],
    }  # fmt: skip
    assert sentence(result, "zh", "总分") == "最低分"


def test_a_negative_figure_has_the_sign_of_a_calculator() -> None:
    """One sign for what is below 0 and for what is subtracted, which a spreadsheet reads."""
    for detail in pk.choices.Detail:
        for language in LANGUAGES:
            text = pk.appraise(sheet(ROE), {"roe": "-3%"}).explain(language, detail)
            assert "-3%" in text
            assert not {"−", "－"} & set(text)


TWO = 2


def test_a_grade_stands_as_it_was_given() -> None:
    """Not the number behind it."""
    graded = item("g", "态度", "Attitude", pk.rules.LetterPoints({"A": 100, "B": 80}), pk.formulas.Category("g"))
    result = pk.appraise(sheet(graded), {"g": "B"})
    assert rows_of(result)["态度"] == ["B", "80", "100%", "80"]
    assert sentence(result, "zh", "态度") == "评定为“B”：80 分"


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("code", SHEETS)
def test_a_role_sheet_stays_under_two_pages(code: str, person: str) -> None:
    """Each of the 21, among them one of 18 indicators in six sections, for each of four people."""
    for language in LANGUAGES:
        assert pages_of(scored(SHEETS[code], person).explain(language)) < TWO


def test_a_rule_is_called_as_hr_calls_it() -> None:
    """In displays of a card and in descriptions; one of one's own that says no name goes by its class."""

    class Own(pk.Scoring):
        """The value."""

        def express(self, value: pk.Expr) -> pk.Expr:
            """The value itself."""
            return value

    rule = delta(target=12, per=pk.Additive(1))
    card = sheet(item("a", "甲", "A", rule), item("b", "乙", "B", Own(scale=pk.Scale(0, 100))))
    assert "   公式 实际值；计分规则 加减分法\n" in pk.describe(card, "zh")
    assert "   formula: actual figure; scoring rule: target delta\n" in pk.describe(card, "en")
    with pk.display("zh"):
        assert "实际值 → 加减分法" in str(card)
        assert "实际值 → Own" in str(card)
        assert "实际值 → 加减分法" in card._repr_html_()
    with pk.display("en"):
        assert "actual figure → target delta" in str(card)


def test_where_everything_is_left_out_nothing_is_said_to_count() -> None:
    """There is no total to which 0 points were added; not in a section that leaves as a whole, either."""
    items = item("a", "甲", "A", RATED), item("b", "乙", "B", RATED)
    nothing = pk.appraise(sheet(*items, missing=pk.Reweight()), {"a": None, "b": None})
    assert sentence(nothing, "zh", "甲") == "缺少数据（a）"
    assert sentence(nothing, "en", "B") == "not measured (b)"
    section = pk.Section("s", "服务类", items=tuple((each, 1) for each in items), missing=pk.Reweight(),
                         weighting="normalised")  # fmt: skip
    part = pk.appraise(
        sheet(section, item("c", "丙", "C", RATED), missing=pk.Reweight()), {"a": None, "b": None, "c": 9}
    )
    assert sentence(part, "zh", "甲") == "缺少数据（a）"
    assert sentence(part, "zh", "服务类").endswith("不计，其余权重按比例放大")
    least = sheet(*items, missing=pk.missing.ZeroPoints(), aggregation="minimum")
    assert sentence(pk.appraise(least, {"a": None, "b": 5}), "zh", "甲") == "缺少数据（a），按 0 分计"


def test_a_reason_with_a_figure_is_told_once() -> None:
    """With the figure, and not once more without it."""
    share = item("a", "及时率", "On time", pk.Attainment("90%", direction=HIGHER), pk.formulas.OnTimeShare("done", "n"))
    for policy, rest in ((pk.Reweight(), "不计，其余权重按比例放大"), (pk.missing.ZeroPoints(), "按 0 分计")):
        result = pk.appraise(sheet(share, item("b", "乙", "B", RATED), missing=policy), {"done": 0, "n": 0, "b": 4})
        assert sentence(result, "zh", "及时率") == f"不适用，没有发生任何案例（n = 0），{rest}"


@pytest.mark.parametrize("rate_on", pk.choices.RateOn)
def test_a_rating_under_a_ceiling_has_no_scores_that_are_not_the_persons(rate_on: pk.choices.RateOn) -> None:
    """95 points are not “below 90”; whoever is below has the scores, whatever the ceiling says."""
    ceiling = pk.adjustments.RatingCeiling("c", "违规", condition=pk.conditions.AtLeast("n", 1), best="良")
    card = sheet(item("a", "业绩", "Result", RATED), ratings={"优": 90, "良": 0}, ceilings=(ceiling,), rate_on=rate_on)
    barred, below, free = (pk.appraise(card, {"a": a, "n": n}) for a, n in ((90, 1), (89, 1), (90, 0)))
    assert "总分 90.00 · 等级 良 · " in barred.explain("zh")
    assert "rating 良 · " in barred.explain("en")
    assert barred.explain("zh", "full").endswith("\n等级 = 良")
    assert "等级 良（不满 90 分） · " in below.explain("zh")
    assert "等级 优（90 分及以上） · " in free.explain("zh")
    inclusive = pk.RatingScale((pk.Band("优", 90, None, low_belongs=False), pk.Band("良", None, 90, high_belongs=True)))
    card = sheet(item("a", "业绩", "Result", RATED), ratings=inclusive, ceilings=(ceiling,), rate_on=rate_on)
    assert "等级 良（90 分及以下） · " in pk.appraise(card, {"a": 90, "n": 1}).explain("zh")
    assert "等级 良 · " in pk.appraise(card, {"a": 91, "n": 1}).explain("zh")


CALMED = pk.rules.DescribedCase("l", pk.Label(zh="24小时内平息", en="settled within a day"), 60)
OPEN = pk.rules.DescribedCase("o", pk.Label(zh="{未}平息", en="not {settled}"), 0)


@pytest.mark.parametrize(("language", "told"), [("zh", "评定情形为“{}”"), ("en", "rated as “{}”")])
@pytest.mark.parametrize("detail", pk.choices.Detail)
def test_a_described_case_is_told_as_it_is_described(detail: pk.choices.Detail, language: str, told: str) -> None:
    """Nobody knows what “l” stands for; the description says it, whatever is in it."""
    card = sheet(item("a", "舆情", "Crisis", pk.rules.DescribedCases((CALMED, OPEN)), pk.formulas.Category("a")))
    for case in (CALMED, OPEN):
        text = pk.appraise(card, {"a": case.code}).explain(language, detail)
        assert told.format(case.description.say(language)) in text
    assert "l（24小时内平息）" in pk.describe(card, "zh")
    assert "l (settled within a day)" in pk.describe(card, "en")


@pytest.mark.parametrize(
    ("counting", "value", "zh", "en"),
    [
        ("proportional", 97, "高于目标 7，每 5 加 2 分：82.8 分", "7 above target, +2 for every 5: 82.8 points"),
        ("full_units", 97, "高于目标 7，每 5 加 2 分，不足一个单位不计：82 分",
         "7 above target, +2 for every 5, only full units count: 82 points"),
        ("full_units", 91, "高于目标 1，每 5 加 2 分，不足一个单位不计：80 分",
         "1 above target, +2 for every 5, only full units count: 80 points"),
        ("full_units", 83, "低于目标 7，每 5 扣 3 分，不足一个单位不计：77 分",
         "7 below target, -3 for every 5, only full units count: 77 points"),
        ("started_units", 97, "高于目标 7，每 5 加 2 分，不足一个单位按一个计：84 分",
         "7 above target, +2 for every 5, a started unit counts as a full one: 84 points"),
        ("full_units", 100, "高于目标 10，每 5 加 2 分：84 分", "10 above target, +2 for every 5: 84 points"),
        ("started_units", 100, "高于目标 10，每 5 加 2 分：84 分", "10 above target, +2 for every 5: 84 points"),
        ("full_units", 90, "与目标持平：80 分", "on target: 80 points"),
    ],
)  # fmt: skip
def test_a_broken_unit_is_told_where_it_does_not_count_in_proportion(
    counting: str, value: int, zh: str, en: str
) -> None:
    """One sheet, three ways to count, three results: the sentence says which."""
    rule = delta(target=90, per=pk.Additive(5), base_points=80, counting=counting)
    result = pk.appraise(sheet(item("n", "数量", "Number", rule)), {"n": value})
    assert sentence(result, "zh", "数量") == zh
    assert sentence(result, "en", "Number") == en


def test_a_broken_unit_of_a_stepped_decrease_is_told_and_no_other_rounding() -> None:
    """The rule borrows the counting; a value that was rounded before breaks no unit."""
    steps = pk.rules.Stepped(per=pk.Additive(1), loss=5, counting="started_units")
    rule = pk.rules.FullMarkIfMet(4, decrease=steps, direction=HIGHER)
    said = {
        value: sentence(pk.appraise(sheet(item("n", "新项目", "New", rule)), {"n": value}), "zh", "新项目")
        for value in ("2.5", 3)
    }
    assert said == {
        "2.5": "低于目标 1.5，每 1 扣 5 分，不足一个单位按一个计：90 分", 3: "低于目标 1，每 1 扣 5 分：95 分",
    }  # fmt: skip
    rounded = item("n", "新项目", "New", rule, pk.Computed("round(n, 1)"))
    assert sentence(pk.appraise(sheet(rounded), {"n": "2.97"}), "zh", "新项目").startswith("低于目标 1，每 1 扣 5 分：")


@pytest.mark.parametrize(
    ("direction", "value", "zh", "en"),
    [
        (HIGHER, "120%", "超过 100%，按 95 分计：95 分", "above 100%, counted as 95 points: 95 points"),
        (HIGHER, "50%", "低于 60%，按 10 分计：10 分", "below 60%, counted as 10 points: 10 points"),
        (LOWER, "120%", "超过 100%，按 10 分计：10 分", "above 100%, counted as 10 points: 10 points"),
        (LOWER, "50%", "低于 60%，按 95 分计：95 分", "below 60%, counted as 95 points: 95 points"),
        (HIGHER, "100%", "80% 得 20 分、100% 得 95 分，按比例插值：95 分",
         "20 points at 80%, 95 at 100%, in proportion: 95 points"),
    ],
)  # fmt: skip
def test_what_is_held_beyond_the_knots_is_neither_interpolated_nor_capped(
    direction: pk.Direction, value: str, zh: str, en: str
) -> None:
    """Nobody declared a cap, and no line runs there; a cap that was declared is told as such."""
    points = (10, 20, 95) if direction is HIGHER else (95, 20, 10)
    knots = tuple(pk.rules.Knot(at, each) for at, each in zip(("60%", "80%", "100%"), points, strict=True))
    rule = pk.rules.PiecewiseLinear(knots, below="hold", above="hold", direction=direction)
    result = pk.appraise(sheet(item("n", "完成率", "Done", rule, pk.Actual("n", unit=pk.Unit.PERCENT))), {"n": value})
    assert sentence(result, "zh", "完成率") == zh
    assert sentence(result, "en", "Done") == en
