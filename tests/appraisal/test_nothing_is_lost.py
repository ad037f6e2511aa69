"""What decided a score stands in its explanation: equal lines of parts, the figures behind a condition, other rules."""

import pytest
from pages import HIGHER, RATED, item, rows_of, sentence, sheet

import perfkpi as pk
from perfkpi.testing.laws.explanations import check_explained

DETAILS = ("full", "audit")


def rated_by(target: object = 100) -> pk.rules.Attainment:
    """A share of the target."""
    return pk.rules.Attainment(target=target, direction=HIGHER)


def block(result: pk.Appraisal, language: str, detail: str = "full") -> list[str]:
    """The lines of the first item of an explanation."""
    check_explained(result)
    return [line.strip() for line in result.explain(language, detail).split("\n\n")[1].splitlines()[1:]]


def composite(*parts: pk.Indicator) -> pk.formulas.Composite:
    """The mean of some indicators."""
    return pk.formulas.Composite([(part, 1) for part in parts], weighting=pk.choices.Weighting.NORMALISED)


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("named", [("甲", "乙"), ("First", "Second")])
def test_each_part_of_a_composite_has_all_its_lines(named: tuple[str, str], detail: str) -> None:
    """Also where they say the same as those of another part, or of the rule that scores the whole."""
    parts = [
        item(code, zh, en, rated_by(), pk.Actual("a")) for code, zh, en in (("p", "甲", "First"), ("q", "乙", "Second"))
    ]
    result = pk.appraise(sheet(item("x", "综合", "Whole", rated_by(), composite(*parts))), {"a": 80})
    told = block(result, "zh" if named[0] == "甲" else "en", detail)
    first, second = (
        [line.removeprefix(f"{name} · ") for line in told if line.startswith(f"{name} · ")] for name in named
    )
    assert [line.replace(*named) for line in first] == second
    target = "目标值 = 100" if named[0] == "甲" else "target = 100"
    assert target in first
    assert target in told


def test_parts_inside_parts_have_their_own_lines() -> None:
    """And so have two that ask the same conditions."""
    asked = pk.conditions.AllOf([pk.conditions.AtLeast(name, 1) for name in "ab"])
    formula = pk.formulas.Conditional(asked, then=100, otherwise=40)
    outer = [
        item(code, code, code, RATED, composite(*(item(code + each, each, each, rated_by(), formula) for each in "pq")))
        for code in "rs"
    ]
    result = pk.appraise(sheet(item("x", "综合", "Whole", RATED, composite(*outer))), {"a": 1, "b": 0})
    told = block(result, "zh")
    assert len([line for line in told if "达标项数 = 1 + 0 = 1" in line]) == 4
    assert len([line for line in told if line.endswith("目标值 = 100")]) == 4


COND = pk.conditions
BY_TEXT = pk.formulas.Computed


def either(condition: object, then: object = 100, otherwise: object = 50) -> pk.formulas.Conditional:
    """One of two figures."""
    return pk.formulas.Conditional(condition, then=then, otherwise=otherwise)


HELD_TEXTS = {
    "a branch that is a calculation": (
        BY_TEXT("if(a >= 10, b × 2, c)"),
        {"a": 12, "b": 30, "c": 1},
        ("指标值 = b × 2 = 30 × 2 = 60  (“a ≥ 10”成立（12）)", "value = b × 2 = 30 × 2 = 60  (“a ≥ 10” holds (12))"),
    ),
    "the other branch, which is a name": (
        BY_TEXT("if(a >= 10, b × 2, c)"),
        {"a": 8, "b": 30, "c": 1},
        ("指标值 = c = 1  (“a ≥ 10”不成立（8）；取 c)", "value = c = 1  (“a ≥ 10” does not hold (8); c counts)"),
    ),
    "numbers": (
        BY_TEXT("if(a < b, 100, 50)"),
        {"a": 8, "b": 4},
        ("指标值 = 50  (“a < b”不成立（8、4）；取 50)", "value = 50  (“a < b” does not hold (8, 4); 50 counts)"),
    ),
    "an equality": (
        BY_TEXT("if(a = 10, b, 50)"),
        {"a": 8, "b": 4},
        ("指标值 = 50  (“a = 10”不成立（8）；取 50)", "value = 50  (“a = 10” does not hold (8); 50 counts)"),
    ),
    "an inequality of numbers": (
        BY_TEXT("if(a <> 10, 70, 50)"),
        {"a": 8},
        ("指标值 = 70  (“a ≠ 10”成立（8）；取 70)", "value = 70  (“a ≠ 10” holds (8); 70 counts)"),
    ),
    "several conditions": (
        BY_TEXT("if(a >= 10 且 b < 3, 70, 50)"),
        {"a": 8, "b": 2},
        (
            "指标值 = 50  (“a ≥ 10”不成立（8）；“b < 3”成立（2）；取 50)",
            "value = 50  (“a ≥ 10” does not hold (8); “b < 3” holds (2); 50 counts)",
        ),
    ),
    "neither of two": (
        BY_TEXT("if(not(a >= 10 或 b < 3), 70, 50)"),
        {"a": 8, "b": 2},
        (
            "指标值 = 50  (“a ≥ 10”不成立（8）；“b < 3”成立（2）；取 50)",
            "value = 50  (“a ≥ 10” does not hold (8); “b < 3” holds (2); 50 counts)",
        ),
    ),
    "one inside the other": (
        BY_TEXT("if(a < 5, 0, if(a < 10, 50, 100))"),
        {"a": 8},
        (
            "指标值 = 50  (“a < 5”不成立（8）；“a < 10”成立（8）；取 50)",
            "value = 50  (“a < 5” does not hold (8); “a < 10” holds (8); 50 counts)",
        ),
    ),
    "within a calculation": (
        BY_TEXT("b × if(a / b > 1, 2, 1)"),
        {"a": 3, "b": 7},
        (
            "指标值 = b × 1 = 7 × 1 = 7  (“a ÷ b > 1”不成立（≈0.4286）；取 1)",
            "value = b × 1 = 7 × 1 = 7  (“a ÷ b > 1” does not hold (≈0.4286); 1 counts)",
        ),
    ),
    "a condition of its own": (
        either(COND.AtLeast("a", 10), then=pk.Field("b")),
        {"a": 12, "b": 30},
        ("指标值 = b = 30  (“a ≥ 10”成立（12）；取 b)", "value = b = 30  (“a ≥ 10” holds (12); b counts)"),
    ),
    "the opposite": (
        either(COND.Not(COND.AtLeast("a", 10))),
        {"a": 12},
        ("指标值 = 50  (“a ≥ 10”成立（12）；取 50)", "value = 50  (“a ≥ 10” holds (12); 50 counts)"),
    ),
    "a category": (
        either(COND.IsOneOf("g", ("A", "B"))),
        {"g": "C"},
        ("指标值 = 50  (“g 为 A、B”不成立（C）；取 50)", "value = 50  (“g is A, B” does not hold (C); 50 counts)"),
    ),
    "any of some": (
        either(COND.AnyOf([COND.AtLeast("a", 10), COND.IsOneOf("g", ("A", "B"))])),
        {"a": 8, "g": "C"},
        (
            "指标值 = 50  (“达标项数 ≥ 1”不成立（0）；取 50)",
            "value = 50  (“conditions met ≥ 1” does not hold (0); 50 counts)",
        ),
    ),
}


@pytest.mark.parametrize("name", HELD_TEXTS)
def test_the_figures_that_decided_are_told(name: str) -> None:
    """With the condition, whether it held, and what counted."""
    formula, figures, told = HELD_TEXTS[name]
    result = pk.appraise(sheet(item("x", "指标", "Item", RATED, formula)), figures)
    for language, line in zip(("zh", "en"), told, strict=True):
        assert line in block(result, language)
        check_explained(result)


def test_a_category_that_is_asked_among_others_is_told() -> None:
    """By what was asked, and what is."""
    formula = pk.formulas.ConditionsMet([COND.AtLeast("a", 10), COND.IsOneOf("g", ("A", "B"))])
    result = pk.appraise(sheet(item("x", "指标", "Item", RATED, formula)), {"a": 10, "g": "C"})
    assert "达标项数 = 1 + 0 = 1  (“a ≥ 10”成立（10）；“g 为 A、B”不成立（C）)" in block(result, "zh")
    assert "conditions met = 1 + 0 = 1  (“a ≥ 10” holds (10); “g is A, B” does not hold (C))" in block(result, "en")


def test_a_target_and_a_cap_by_condition_tell_what_decided() -> None:
    """In a brief explanation as well; a cap that was not reached says nothing."""
    rule = pk.rules.Attainment(
        target=either(COND.AtLeast("a", 10), 100, 50), direction=HIGHER, cap=either(COND.AtLeast("b", 1), 120, 90)
    )
    card = sheet(item("x", "指标", "Item", rule), scale=pk.Scale(0, 100, up_to=120))
    high, low = (pk.appraise(card, {"x": x, "a": 8, "b": 0}) for x in (60, 30))
    assert "目标值 = 50  (“a ≥ 10”不成立（8）；取 50)" in block(high, "zh")
    assert any("“b ≥ 1”不成立（0）" in line and "已封顶（最高 90 分）" in line for line in block(high, "zh"))
    assert "“a ≥ 10”不成立（8），取 50" in high.explain("zh")
    assert "“b ≥ 1”不成立（0）" in high.explain("zh")
    assert "“b ≥ 1”" not in low.explain("zh") + low.explain("zh", "full")


def test_a_brief_explanation_tells_what_decided_a_value_or_points() -> None:
    """The condition, its figures and what counted."""
    points = pk.rules.ComputedPoints("if(value >= a, 100, value/a*100)", direction=HIGHER, scale=pk.Scale(0, 100))
    card = sheet(item("x", "甲", "One", RATED, either("a >= 10")), item("y", "乙", "Two", points))
    result = pk.appraise(card, {"a": 80, "y": 30})
    assert sentence(result, "zh", "甲") == "“a ≥ 10”成立（80），取 100：100 分"
    assert sentence(result, "en", "One") == "“a ≥ 10” holds (80), 100 counts: 100 points"
    assert sentence(result, "zh", "乙") == "“指标值 ≥ a”不成立（30、80）：37.5 分"


def alternatives(chosen: str, target: object = 100, **ratio: object) -> pk.rules.Alternatives:
    """By the deviation, or by the ratio."""
    deviation = pk.rules.TargetDelta(
        target=target,
        per=pk.rules.Additive(1),
        gain=2,
        loss=2,
        base_points=100,
        counting="proportional",
        direction=HIGHER,
        cap=120,
    )
    rules = [pk.rules.Alternative("delta", deviation), pk.rules.Alternative("ratio", rated_by(target))]
    return pk.rules.Alternatives(rules, chosen=chosen, **ratio)


def on_wide_scale(rule: pk.Scoring) -> pk.Scorecard:
    """One indicator that may earn 120."""
    return sheet(item("x", "销售额", "Sales", rule), scale=pk.Scale(0, 100, up_to=120))


def test_the_rule_that_was_chosen_and_what_the_other_would_have_given_are_told() -> None:
    """In every detail; of a description, which one counts."""
    card = on_wide_scale(alternatives("ratio"))
    result = pk.appraise(card, {"x": 90})
    zh = "按考核表所选的“{}（ratio）”计分；若按“{}（delta）”得 80 分"
    names = [rule.label for rule in (pk.rules.Attainment, pk.rules.TargetDelta)]
    assert f"备选规则 → {zh.format(*(name.zh for name in names))}" in block(result, "zh")
    assert zh.format(*(name.zh for name in names)).replace("；", "，") in sentence(result, "zh", "销售额")
    assert f"“{names[1].en} (delta)” would give 80 points" in sentence(result, "en", "Sales")
    assert "按考核表所选的“" in pk.describe(card, "zh")
    assert "若按" not in pk.describe(card, "zh")


def test_what_another_rule_would_have_given_may_be_no_number() -> None:
    """Where figures are missing, where the rule reads what nothing else does, and where it does not fit its place."""
    missing = pk.appraise(on_wide_scale(alternatives("ratio")), {"x": None})
    assert "（delta）”则缺少数据" in missing.explain("zh", "full")
    own = [
        pk.rules.Alternative("plain", pk.DirectPoints()),
        pk.rules.Alternative("field", rated_by(pk.Field("t"))),
        pk.rules.Alternative("wide", pk.rules.Attainment(target=40, direction=HIGHER, cap=150)),
    ]
    told = pk.appraise(sheet(item("x", "甲", "A", pk.rules.Alternatives(own, chosen="plain"))), {"x": 50})
    assert "（field）”未采用" in told.explain("zh", "full")
    assert "（wide）”未采用" in told.explain("zh", "full")


def test_another_rule_may_refer_to_other_items() -> None:
    """They stay what they are, also where they have no figure."""
    rule = alternatives("delta")
    rules = [*rule.rules, pk.rules.Alternative("other", rated_by(pk.formulas.ValueOf("y")))]
    several = pk.rules.Alternatives(rules, chosen="delta")
    card = sheet(item("x", "甲", "A", several), item("y", "乙", "B", RATED), scale=pk.Scale(0, 100, up_to=120))
    assert "（other）”得 50 分" in pk.appraise(card, {"x": 40, "y": 80}).explain("zh", "full")
    text = pk.appraise(card, {"x": 40, "y": None}).explain("zh", "full")
    assert f"（other）”则{pk.Status.INVALID_PARAMETER.label.zh}" in text
    root = item("y", "乙", "B", RATED, BY_TEXT("y^0.5"))
    card = sheet(item("x", "甲", "A", several), root, scale=pk.Scale(0, 100, up_to=120))
    assert "（other）”得 50 分" in pk.appraise(card, {"x": 40, "y": 6400}).explain("zh", "full")
    assert "（other）”未采用" in pk.appraise(card, {"x": 40, "y": 2}).explain("zh", "full")


def test_one_is_told_in_the_singular() -> None:
    """One time, one point, on every page."""
    turnover = item("x", "周转率", "Turnover", pk.DirectPoints(), pk.Actual("a", unit=pk.Unit.TIMES))
    losing = pk.rules.Deductions(events=[pk.rules.Event("late", loss=1, counting="whole_only")])
    result = pk.appraise(sheet(turnover, item("y", "考勤", "Attendance", losing, pk.Actual("b"))), {"a": 1, "b": 1})
    assert "value = a = 1 time" in block(result, "en")
    assert rows_of(result, "en")["Turnover"][0] == "1 time"
    assert sentence(result, "en", "Turnover") == "1 point"
    assert sentence(result, "en", "Attendance") == "1 point off (1 × 1): 99 points"
    assert rows_of(result)["周转率"][0] == "1 次"


def test_a_kind_of_event_goes_by_its_name() -> None:
    """In lines, in sentences and in reasons; without one by its code, by which the parts of a line are found."""
    late = pk.rules.Event(
        "late", name=pk.Label(zh="迟到", en="late arrival"), of="late_n", loss=2, counting="whole_only"
    )
    kinds = [pk.rules.Event("complaint", loss=5, counting="whole_only"), late]
    card = sheet(item("x", "服务", "Service", pk.rules.Deductions(events=kinds)))
    result = pk.appraise(card, {"x": 2, "late_n": 1})
    assert result.lines[0].parts["late"] == 2
    assert "迟到 = late_n × 2 = 1 × 2 = 2" in block(result, "zh")
    assert "complaint = value × 5 = 2 × 5 = 10" in block(result, "en")
    assert sentence(result, "zh", "服务") == "扣 10 分（2 × 5），迟到扣 2 分（1 × 2）：88 分"
    assert (
        sentence(result, "en", "Service") == "10 points off (2 × 5), 2 points off for late arrival (1 × 2): 88 points"
    )
    broken = pk.appraise(card, {"x": 2, "late_n": "1.5"})
    assert "“迟到”的次数不是整数" in broken.explain("zh")
    assert pk.loads(pk.dumps(card)) == card


@pytest.mark.parametrize(
    ("text", "figures", "told"),
    [
        ("if(x >= 3, x / 7, 50)", {"x": "2.999"}, "“x ≥ 3”不成立（2.999）"),
        ("if(x >= 99.995, 100, 50)", {"x": "99.991"}, "“x ≥ 99.995”不成立（99.99）"),
        ("if(x / y >= 0.105, 100, 50)", {"x": 1045, "y": 10000}, "“x ÷ y ≥ 0.105”不成立（0.10）"),
        ("if(x / y >= 12.5%, 100, 50)", {"x": 12499, "y": 100000}, "“x ÷ y ≥ 12.5%”不成立（12.499%）"),
        ("if(x > y, 100, 50)", {"x": "1.0001", "y": "1.0002"}, "“x > y”不成立（1.0001、1.0002）"),
        ("if(x^0.5 >= 1.4143, 100, 50)", {"x": 2}, "“x ^ 0.5 ≥ 1.4143”不成立（1.41）"),
        ("if(x = y, 100, 50)", {"x": "1.0001", "y": "1.0001"}, "“x = y”成立（1.0001、1.0001）"),
    ],
)
def test_a_comparison_is_seen_in_its_figures(text: str, figures: dict[str, object], told: str) -> None:
    """A number of the rule stands as it was declared, and figures have as many places as the answer needs."""
    result = pk.appraise(sheet(item("x", "甲", "A", RATED, pk.Computed(text))), figures)
    assert told in sentence(result, "zh", "甲")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1 - ifmissing(x - y, z)", "1 - [x - y (or z if not due, not applicable, not measured, too little data)]"),
        ("ifmissing(x / y, 0)", "[x ÷ y (or 0 if not due, not applicable, not measured, too little data)]"),
        ("x / ifmissing(y, 1)", "x ÷ [y (or 1 if not due, not applicable, not measured, too little data)]"),
    ],
)
def test_what_stands_in_inside_of_a_formula_is_bracketed(text: str, told: str) -> None:
    """A reader sees of what it takes the place."""
    assert f"value = {told}\n" in pk.describe(sheet(item("x", "甲", "A", RATED, pk.Computed(text))), "en")


def test_a_description_tells_who_leaves() -> None:
    """Where only some gaps do, these are named."""
    missing = {"not_applicable": pk.Reweight(), "not_measured": pk.missing.ZeroPoints()}
    card = sheet(item("x", "甲", "A", RATED), missing=missing)
    assert "[甲并非不适用]" in pk.describe(card, "zh")
    assert "计入得分 = 得分（不适用时取 0）（缺少数据时取 0）" in pk.describe(card, "zh")
