"""An explanation names the indicator, its target, the number of units, and a limit that was reached."""

from fractions import Fraction

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import line_of

import perfkpi as pk
from perfkpi.language import Status
from perfkpi.testing import card_of, rules, values_for

WORDS = {
    "zh": {"name": "单项", "target": "目标值", "units": "单位数", "cap": "已封顶", "floor": "已保底"},
    "en": {
        "name": "Single item",
        "target": "target",
        "units": "units",
        "cap": "capped at",
        "floor": "raised to the floor",
    },
}


def decimal(number: Fraction) -> str | None:
    """A number as a short decimal, if it is one."""
    scaled = number * 10**9
    if scaled.denominator != 1 or abs(number) >= 10**6:
        return None
    return f"{float(number):.9f}".rstrip("0").rstrip(".").replace("-0", "-0") if number else "0"


def step(text: str, name: str) -> str:
    """The line of the text that computes what goes by the name."""
    return next(line for line in text.splitlines() if line.strip().startswith(f"{name} ="))


@pytest.mark.parametrize("language", ["zh", "en"])
@given(data=st.data())
@settings(max_examples=examples(30))
def test_the_text_names_indicator_target_units_and_limits(data: st.DataObject, language: str) -> None:
    """Both languages name what was measured against what, how many units that is, and the limit that cut."""
    words = WORDS[language]
    rule = data.draw(rules(pk.TargetDelta))
    result = pk.appraise(card_of(rule), {"value": data.draw(values_for(rule))})
    text, line = result.explain(language, "audit"), result.lines[0]
    assert words["name"] in text
    assert "(item)" in text
    target = decimal(rule.target)
    if target is not None:
        assert step(text, words["target"]).strip() == f"{words['target']} = {target}"
    floor = rule.points_scale.low if rule.floor is None else rule.floor
    cap = rule.points_scale.high if rule.cap is None else rule.cap
    assert words["cap"] not in text or line.points == cap
    assert words["floor"] not in text or line.points == floor


@pytest.mark.parametrize(
    ("counting", "units"),
    [
        (pk.choices.Counting.PROPORTIONAL, "1.8"),
        (pk.choices.Counting.FULL_UNITS, "1"),
        (pk.choices.Counting.STARTED_UNITS, "2"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_number_of_units_is_printed(counting: pk.choices.Counting, units: str, language: str) -> None:
    """1.8 percentage points above the target are 1.8 units, one full unit, or two started ones."""
    rule = pk.TargetDelta(
        target="12%",
        per=pk.Additive("1%"),
        gain=2,
        base_points=100,
        cap=120,
        counting=counting,
        direction=pk.Direction.HIGHER_IS_BETTER,
    )
    result = pk.appraise(card_of(rule, pk.Actual("value", unit=pk.Unit.PERCENT)), {"value": "13.8%"})
    text = result.explain(language, "audit")
    assert step(text, WORDS[language]["units"]).endswith(f" = {units}")
    assert step(text, WORDS[language]["target"]).endswith(" = 12%")
    assert "13.8%" in text


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [("25%", "已封顶（最高 120 分）", "capped at 120"), ("-50%", "已保底（最低 0 分）", "raised to the floor of 0")],
)
def test_a_limit_that_was_reached_is_told(value: str, zh: str, en: str) -> None:
    """126 points become 120 and -86 become 0, and the text says which limit that was."""
    rule = pk.TargetDelta(
        target="12%",
        per=pk.Additive("1%"),
        gain=2,
        loss=3,
        base_points=100,
        floor=0,
        cap=120,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=pk.Direction.HIGHER_IS_BETTER,
    )
    result = pk.appraise(card_of(rule), {"value": value})
    for detail in pk.choices.Detail:
        assert zh in result.explain("zh", detail)
        assert en in result.explain("en", detail)


@pytest.mark.parametrize("value", ["22%", "12%"])
def test_a_limit_that_cut_nothing_is_not_told(value: str) -> None:
    """Ten points above the target earn 120 points exactly, and who meets it 100."""
    rule = pk.TargetDelta(
        target="12%",
        per=pk.Additive("1%"),
        gain=2,
        base_points=100,
        cap=120,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=pk.Direction.HIGHER_IS_BETTER,
    )
    result = pk.appraise(card_of(rule), {"value": value})
    assert all("120 分）" not in result.explain("zh", detail) for detail in pk.choices.Detail)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_missing_figure_is_named(language: str) -> None:
    """The text names the measure that is missing, its status, and gives no points."""
    rule = pk.DirectPoints(scale=pk.Scale(0, 100))
    text = pk.appraise(card_of(rule), {"value": None}).explain(language, "audit")
    assert "value" in text
    assert Status.NOT_MEASURED.label.say(language) in text
    assert line_of(rule, None).points is None
