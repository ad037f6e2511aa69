"""Explanations in three details: a page for people, the derivation in decimals, and the same exactly."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from effort import examples
from hypothesis import given, settings
from pages import HIGHER, LANGUAGES, LOWER, ROE, delta, item, pages_of, sentence, sheet, width

import perfkpi as pk
from perfkpi.language import Caption, Input, Named, Power, Role, Sentence
from perfkpi.testing import cases

PAGES_OF_A_LARGE_SHEET = 2
TERMS = {
    "zh": ("指标", "目标", "实际", "达成率", "得分", "权重", "加权得分"),
    "en": ("indicator", "target", "actual", "attainment", "points", "weight", "weighted points"),
}


@pytest.mark.parametrize("detail", ["page", "", None, "BRIEF", 2, [], float("nan")])
def test_another_detail_is_refused(detail: object) -> None:
    """The choices are named; a detail is also taken as its text."""
    result = pk.appraise(sheet(ROE), {"roe": "13.2%"})
    with pytest.raises(pk.errors.DefinitionError):
        result.explain("zh", detail)
    for known in pk.choices.Detail:
        assert result.explain("zh", known) == result.explain("zh", known.value)
    assert result.explain("zh") == result.explain("zh", "brief")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("13.2%", "高于目标 1.2 个百分点，每 1 个百分点加 2 分：92.4 分",
         "1.2 percentage points above target, +2 for every 1 percentage point: 92.4 points"),
        ("12%", "与目标持平：90 分", "on target: 90 points"),
        ("8.5%", "低于目标 3.5 个百分点，每 1 个百分点扣 3 分：79.5 分",
         "3.5 percentage points below target, -3 for every 1 percentage point: 79.5 points"),
        ("1", "高于目标 88 个百分点，每 1 个百分点加 2 分，已封顶（最高 100 分）：100 分",
         "88 percentage points above target, +2 for every 1 percentage point, capped at 100: 100 points"),
        (None, "缺少数据", "not measured"),
    ],
)  # fmt: skip
def test_a_sentence_says_how_the_points_came_about(value: str | None, zh: str, en: str) -> None:
    """The gap to the target, what a unit is worth, and the limit that cut; worked out by hand."""
    result = pk.appraise(sheet(ROE), {"roe": value})
    assert sentence(result, "zh", "净") == zh
    assert sentence(result, "en", "Return") == en


@pytest.mark.parametrize(
    ("direction", "value", "said"),
    [
        (LOWER, 5, "高于目标 3，每 1 扣 3 分：81 分"),
        (LOWER, 1, "低于目标 1，每 1 加 2 分：92 分"),
        (pk.Direction.ON_TARGET, 5, "偏离目标 3，每 2 扣 3 分：85.5 分"),
        (pk.Direction.ON_TARGET, 1, "偏离目标 1，每 2 扣 3 分：88.5 分"),
        (pk.Direction.ON_TARGET, 2, "与目标持平：90 分"),
    ],
)
def test_above_and_below_are_the_sides_of_the_target(direction: pk.Direction, value: int, said: str) -> None:
    """Whichever of them is better; ten times as many complaints are above the target and cost points."""
    on_target = direction is pk.Direction.ON_TARGET
    rule = delta(target=2, per=pk.Additive(2 if on_target else 1), gain=None if on_target else 2, direction=direction)
    result = pk.appraise(sheet(item("n", "投诉量", "Complaints", rule)), {"n": value})
    assert sentence(result, "zh", "投") == said


def test_losses_by_a_unit_of_their_own_say_so() -> None:
    """Two points for each percentage point more, three for each half point less."""
    rule = delta(loss_per=pk.Additive("0.5%"))
    result = pk.appraise(sheet(item("x", "利润率", "Margin", rule, pk.Actual("x", unit=pk.Unit.PERCENT))), {"x": "11%"})
    assert sentence(result, "zh", "利") == "低于目标 1 个百分点，每 0.5 个百分点扣 3 分：84 分"


def test_a_page_has_the_columns_that_have_something_in_them() -> None:
    """An indicator with a target, one with an attainment, one with neither: seven columns, in the words of a sheet."""
    rate = item("rate", "回款率", "Collection", pk.Attainment(target=80, direction=HIGHER))
    rated = item("boss", "上级评价", "RaterScore", pk.DirectPoints(scale=pk.Scale(0, 100)))
    result = pk.appraise(sheet(ROE, rate, rated), {"roe": "13.2%", "rate": 60, "boss": 88}, subject="E1")
    for language in LANGUAGES:
        table = result.explain(language).split("\n\n")[1].splitlines()
        assert tuple(re.split(r"\s{2,}", table[0])) == TERMS[language]
        assert len({width(line) for line in table}) == 1
    row = next(line for line in result.explain("zh").splitlines() if line.startswith("回款率"))
    assert row.split() == ["回款率", "80", "60", "75%", "75", "33.33%", "25"]
    alone = pk.appraise(sheet(rated), {"boss": 88}).explain("en").split("\n\n")[1].splitlines()
    assert re.split(r"\s{2,}", alone[0]) == ["indicator", "actual", "points", "weight", "weighted points"]


def test_what_is_done_to_the_total_stands_in_the_table_and_is_said() -> None:
    """A bonus, a coefficient, a limit and a veto, with the figures of the condition."""
    named = {code: {"code": code, "name": pk.Label(zh=zh, en=code)} for code, zh in
             (("bonus", "专项奖励"), ("factor", "难度系数"), ("limit", "封顶"), ("veto", "不正当手段"))}  # fmt: skip
    steps = (
        pk.Bonus(**named["bonus"], formula=pk.Actual("bonus"), floor=0, cap=10),
        pk.adjustments.Multiplier(**named["factor"], factor=pk.Actual("factor"), floor="0.5", cap="1.5"),
        pk.adjustments.ScoreLimit(**named["limit"], floor=0, cap=100),
        pk.Veto(**named["veto"], condition=pk.conditions.AtLeast("cases", 1)),
    )
    card = sheet(item("a", "业绩", "Result", pk.DirectPoints(scale=pk.Scale(0, 100))), adjustments=steps)
    result = pk.appraise(card, {"a": 90, "bonus": 5, "factor": "1.2", "cases": 1})
    # (90 + 5) × 1.2 = 114, held at 100, and nothing is left
    page = result.explain("zh")
    rows = {line.split()[0]: line.split()[1:] for line in page.split("\n\n")[1].splitlines()}
    assert rows["专项奖励"] == ["+5", "+5"]
    assert rows["难度系数"] == ["+19", "+19"]
    assert rows["封顶"] == ["-14", "-14"]
    assert rows["不正当手段"] == ["-100", "-100"]
    assert rows["总分"] == ["0.00"]
    assert page.endswith(
        "难度系数    乘以系数 1.2\n"
        "封顶        超过封顶分，按 100 分计\n"
        "不正当手段  “cases ≥ 1”成立（1），一票否决，最多计 0 分"
    )
    low = pk.appraise(sheet(item("a", "业", "R", pk.DirectPoints(scale=pk.Scale(0, 100))), adjustments=(
        pk.adjustments.ScoreLimit(code="l", name="保底", floor=60),)), {"a": 10})  # fmt: skip
    assert sentence(low, "zh", "保底") == "低于保底分，按 60 分计"


def test_a_reason_that_stops_everything_is_said_once_and_at_the_top() -> None:
    """With the name of the indicator; its own line says what sort of gap it is."""
    card = sheet(item("x", "人均利润", "Profit", pk.DirectPoints(scale=pk.Scale(0, 100)), pk.Ratio("a", "b")))
    result = pk.appraise(card, {"a": 1, "b": 0})
    assert result.explain("zh").splitlines()[1] == "暂无总分。人均利润：分母为零（b = 0） · 数据完整度 0%"
    assert sentence(result, "zh", "人均利润") == "无法计算"
    for detail in pk.choices.Detail:
        assert result.explain("zh", detail).count("分母为零") == 1


def test_an_item_that_is_left_out_says_what_becomes_of_its_weight() -> None:
    """It is not due yet: the others carry its weight, and their weights are worked out without it."""
    rated = pk.DirectPoints(scale=pk.Scale(0, 100))
    card = sheet(item("a", "满意度", "Satisfaction", rated), item("b", "业绩", "Result", rated), missing=pk.Reweight())
    result = pk.appraise(card, {"a": pk.missing.Absent.NOT_DUE, "b": 80})
    assert sentence(result, "zh", "满意度") == "未到考核期（a），不计，其余权重按比例放大"
    assert "   权重 = 50% ÷ 50% = 100%" in result.explain("zh", "full")
    both = pk.appraise(card, {"a": 60, "b": 80}).explain("en", "full")
    assert "weight =" not in both


def test_what_is_no_sum_is_called_what_it_is() -> None:
    """A geometric mean, the lowest of the points and a product, in the whole and in sections."""
    rated = pk.DirectPoints(scale=pk.Scale(0, 100))
    items = item("a", "甲", "A", rated), item("b", "乙", "B", rated)
    of = pk.choices.Aggregation
    said = {
        of.GEOMETRIC_MEAN: "加权几何平均 = 甲计入得分 ^ 0.5 × 乙计入得分 ^ 0.5 = 80 ^ 0.5 × 20 ^ 0.5 = 40",
        of.MINIMUM: "最低分 = 最小值(甲计入得分, 乙计入得分) = 最小值(80, 20) = 20",
        of.PRODUCT: "连乘得分 = 100 × 甲计入得分 ÷ 100 × 乙计入得分 ÷ 100 = 100 × 80 ÷ 100 × 20 ÷ 100 = 16",
    }
    for aggregation, line in said.items():
        text = pk.appraise(sheet(*items, aggregation=aggregation), {"a": 80, "b": 20}).explain("zh", "full")
        assert line in text
        assert "合计" not in text
        inner = pk.Section(code="s", name="s", items=tuple((each, 1) for each in items), aggregation=aggregation)
        assert line in pk.appraise(sheet(inner), {"a": 80, "b": 20}).explain("zh", "full")


def test_hr_finds_where_figures_come_from() -> None:
    """Source, frequency and owner stand below the indicator, where they were given."""
    known = item(
        "a",
        "甲",
        "A",
        pk.DirectPoints(scale=pk.Scale(0, 100)),
        source="财务报表",
        owner="财务部",
        frequency=pk.choices.Frequency.QUARTERLY,
    )
    text = pk.describe(sheet(known, item("b", "乙", "B", pk.DirectPoints(scale=pk.Scale(0, 100)))), "zh")
    assert "\n   数据来源 财务报表；考核周期 季度；责任人 财务部\n" in text
    assert text.count("数据来源") == 1
    assert all(frequency.label.zh != frequency.label.en for frequency in pk.choices.Frequency)


def test_sections_say_their_inner_weights() -> None:
    """40 % within a section of 20 % is 8 % of the total."""
    rated = pk.DirectPoints(scale=pk.Scale(0, 100))
    inner = tuple((item(code, code, code, rated), weight) for code, weight in (("a", 40), ("b", 60)))
    section = pk.Section(code="s", name=pk.Label(zh="客户类", en="Customers"), items=inner)
    card = pk.Scorecard(code="c", name="c", items=((section, 20), (item("x", "x", "x", rated), 80)))
    result = pk.appraise(card, {"a": 90, "b": 80, "x": 70})
    text = result.explain("zh", "full")
    assert "1.1 a (a) · 类别内权重 40%，占总分 8%" in text
    assert "计入总分 = 7.2" in text
    rows = [line for line in result.explain("zh").split("\n\n")[1].splitlines() if line.startswith("  a")]
    assert [row.split() for row in rows] == [["a", "90", "90", "8%", "7.2"]]


def test_percentage_points_are_a_word_of_their_own() -> None:
    """A percentage less a percentage is no percentage: 13.2% is 1.2 percentage points above 12%, not 1.2%."""
    text = pk.appraise(sheet(ROE), {"roe": "13%"}).explain("en", "audit")
    assert "gap to target = value - target = 13% - 12% = 1 percentage point  (1 percentage point above target)" in text
    assert "unit = 1 percentage point\n" in text
    assert "units = gap to target ÷ unit = 1 percentage point ÷ 1 percentage point = 1\n" in text


def test_the_parts_of_a_composite_are_told_by_their_names() -> None:
    """Each of two parts has a sentence of its own."""
    two = (
        item(code, zh, code, delta(target=10, per=pk.Additive(1))) for code, zh in (("a", "满意度"), ("b", "投诉处理"))
    )
    whole = pk.formulas.Composite(items=tuple((each, 50) for each in two))
    card = sheet(item("x", "服务质量", "Service", pk.DirectPoints(scale=pk.Scale(0, 100)), whole))
    said = sentence(pk.appraise(card, {"a": 11, "b": 9}), "zh", "服务质量")
    assert said == (
        "满意度 · 高于目标 1，满意度 · 每 1 加 2 分，投诉处理 · 低于目标 1，投诉处理 · 每 1 扣 3 分：89.5 分"
    )


def test_enough_places_are_printed_for_the_total() -> None:
    """Three contributions of a third of 0.014999...: two places would add up to 0.00 or to 0.03, never to 0.01."""
    rated = pk.DirectPoints(scale=pk.Scale(0, 100))
    items = tuple(item(code, code, code, rated) for code in "abc")
    result = pk.appraise(sheet(*items), dict.fromkeys("abc", Fraction("0.01499999")))
    assert result.total == Decimal("0.01")
    for language in LANGUAGES:
        assert "0.01499999" in result.explain(language, "full")
        ends = [line.split()[-1] for line in result.explain(language).split("\n\n")[1].splitlines()[1:]]
        added = sum(map(Decimal, ends[:-1]))
        assert added.quantize(Decimal("0.01")) == Decimal(ends[-1]) == result.total


def test_what_is_rounded_has_the_places_that_decide() -> None:
    """One third of 0.0149999997 is below a half step: 0.0050 would be rounded up, and is not what is printed."""
    card = sheet(
        item("x", "x", "x", pk.DirectPoints(scale=pk.Scale(0, 100)), pk.Ratio("a", "b")),
        rounding=pk.RoundingPolicy(points=pk.Rounding(2)),
    )
    result = pk.appraise(card, {"a": "0.0149999997", "b": 3 * 7})
    assert result.lines[0].points == 0
    assert pk.appraise(card, {"a": "0.1049999997", "b": 3 * 7}).lines[0].points == 0
    text = pk.appraise(card, {"a": "0.1049999999", "b": 21}).explain("en", "full")
    assert "points = value rounded half up to 2 places = 0.005000 rounded" not in text
    assert "0.0049999999" in text


def test_a_number_of_the_rule_has_the_places_that_decide() -> None:
    """Twenty-five thirds of a point, rounded up to four places, are 8.3334, which 8.3333 would not be."""
    tiers = pk.Tiers((pk.rules.Tier("25/3"), pk.rules.Tier(10, pk.rules.From(90))), direction=HIGHER)
    up = pk.Rounding(4, mode=pk.choices.RoundingMode.CEILING)
    card = sheet(item("x", "x", "x", tiers), rounding=pk.RoundingPolicy(points=up))
    text = pk.appraise(card, {"x": 80}).explain("zh", "full")
    assert "得分 = 8.333333 向上取整保留四位小数 = 8.3334  (指标值 < 90)" in text


def test_an_edge_that_is_no_decimal_is_printed_as_a_fraction() -> None:
    """A third, rounded down to thirds, is a third: of no decimal before it would that be true."""
    thirds = pk.Rounding(step="1/3", mode=pk.choices.RoundingMode.DOWN)
    third = item("x", "x", "x", pk.DirectPoints(scale=pk.Scale(0, 100)), pk.Ratio("a", "b"))
    by_points = sheet(third, rounding=pk.RoundingPolicy(points=thirds))
    text = pk.appraise(by_points, {"a": 1, "b": 3}).explain("en", "full")
    assert "points = value rounded towards 0 to multiples of 1/3 = 1/3 rounded towards 0" in text
    by_total = sheet(third, rounding=pk.RoundingPolicy(total=thirds))
    assert "weighted points = weight × points = 100% × (1/3) = 1/3" in pk.appraise(by_total, {"a": 1, "b": 3}).explain(
        "en", "full"
    )


def test_a_root_is_cut_like_any_number() -> None:
    """A geometric mean of two figures has no last place; four are printed, and on a page two."""
    mean = pk.Computed(Power(Input("a") * Input("b"), "1/2"))
    result = pk.appraise(sheet(item("x", "x", "x", pk.DirectPoints(scale=pk.Scale(0, 100)), mean)), {"a": 80, "b": 90})
    assert "value = (a × b) ^ 0.5 = (80 × 90) ^ 0.5 ≈ 84.8528" in result.explain("en", "full")
    assert re.search(r"x +84.85 +84.85 +100% +84.85\n", result.explain("en"))


def test_a_sentence_of_ones_own_is_said() -> None:
    """A mark may carry sentences for what is above 0, 0 and below; a blank that nobody fills stays as it is."""
    told = Caption(
        "x",
        pk.Label(zh="差", en="gap"),
        sentence=Sentence(
            pk.Label(zh="多 {size}", en="{size} more"), None, pk.Label(zh="少 {size}", en="{size} less {y}")
        ),
    )

    class Gap(pk.Scoring):
        """The value less 50, and 50 more."""

        def express(self, value: pk.Expr) -> pk.Expr:
            """Twice the same."""
            return Named(Role.STEP, told, value - 50) + 50

    card = sheet(item("a", "甲", "A", Gap(scale=pk.Scale(0, 100))))
    assert sentence(pk.appraise(card, {"a": 60}), "zh", "甲") == "多 10：60 分"
    assert sentence(pk.appraise(card, {"a": 50}), "zh", "甲") == "50 分"
    assert sentence(pk.appraise(card, {"a": 40}), "en", "A") == "10 less {y}: 40 points"


def test_eighteen_indicators_stay_under_two_pages() -> None:
    """The page of a large sheet, with a sentence for each."""
    items = (item(f"i{place}", f"指标{place}", f"Item {place}", delta(), pk.Actual(f"i{place}", unit=pk.Unit.PERCENT))
             for place in range(18))  # fmt: skip
    result = pk.appraise(sheet(*items), {f"i{place}": Fraction(place, 130) for place in range(18)})
    for language in LANGUAGES:
        assert pages_of(result.explain(language)) < PAGES_OF_A_LARGE_SHEET


@given(cases())
@settings(max_examples=examples(40))
def test_a_page_is_said_in_its_language(case: tuple[pk.Scorecard, dict[str, object]]) -> None:
    """As many lines in both; a line for each item and each step in the table."""
    result = pk.appraise(*case)
    zh, en = (result.explain(language) for language in LANGUAGES)
    assert len(zh.splitlines()) == len(en.splitlines())
    rows = len(result.lines) + len(result.sections) + len(result.adjustments) + (result.status is pk.Status.OK)
    assert len(en.split("\n\n")[1].splitlines()) == 1 + rows


def test_a_deduction_is_told_with_what_it_costs() -> None:
    """The kind that the value counts by the indicator's name, others by their codes; nothing of what cost nothing."""
    event = pk.rules.Event("slight", loss=5, counting="whole_only")
    other = pk.rules.Event("serious", loss=20, of="serious", counting="whole_only")
    complaints = pk.Indicator(
        "count", pk.Label(zh="投诉", en="Complaints"), scoring=pk.rules.Deductions([event, other])
    )
    card = pk.Scorecard("card", "card", items={complaints: 1})

    def told(count: int, serious: int, language: str) -> str:
        name = complaints.name.say(language)
        return sentence(pk.appraise(card, {"count": count, "serious": serious}), language, name)

    assert told(2, 1, "zh") == "扣 10 分（2 × 5），serious 扣 20 分（1 × 20）：70 分"
    assert told(2, 0, "en") == "10 points off (2 × 5): 90 points"
    assert told(0, 0, "zh") == "100 分"
