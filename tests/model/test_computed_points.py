"""Points typed as text: hand examples, both languages, refusals."""

import re
from collections.abc import Callable
from fractions import Fraction

import pytest

import perfkpi as pk
from perfkpi.language import Const, Input
from perfkpi.testing import card_of

HIGHER, LOWER = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER
C = pk.errors.Code


def points(text: object, *, direction: pk.Direction = HIGHER, **more: object) -> pk.rules.ComputedPoints:
    """A rule by its text."""
    return pk.rules.ComputedPoints(text, direction=direction, **more)


def line(rule: pk.Scoring, value: object, **row: object) -> pk.results.IndicatorLine:
    """What a rule makes of one value."""
    return pk.appraise(card_of(rule), {"value": value} | row).lines[0]


HAND: dict[str, tuple[pk.Scoring, dict[str, object], str]] = {
    # 100 - 2 x 15 = 70
    "two late days": (points("100 - value × 15", direction=LOWER), {"value": 2}, "70"),
    "ten late days, held by the floor": (points("100 - value × 15", direction=LOWER, floor=10), {"value": 10}, "10"),
    "the same in Chinese": (points("100 - 指标值×15", direction=LOWER), {"value": 2}, "70"),
    "90 % itself is enough": (points("if(指标值 ≥ 90%, 100, 60)"), {"value": "90%"}, "100"),
    "just below 90 %": (points("if(指标值 ≥ 90%, 100, 60)"), {"value": "89.999%"}, "60"),
    # half way from 80 % to 90 %: 60 + 40 x 0.05/0.1
    "a line between two steps": (
        points("if(value >= 90%, 100, if(value > 80%, 60 + 40 × (value - 80%)/10%, 0))"),
        {"value": "85%"},
        "80",
    ),
    # 100 x 18/20, at one place
    "a target": (points("round(100 × value / target, 1)", target=20), {"value": 18}, "90"),
    "a personal target": (
        points("round(100 × 指标值 / 目标值, 1)", target=pk.Field("own")),
        {"value": 17, "own": 18},
        "94.4",
    ),
    "another measure": (points("if(投诉 = 0 且 value >= 1, 100, 50)"), {"value": 1, "投诉": 0}, "100"),
    "another measure, missed": (points("if(投诉 = 0 且 value >= 1, 100, 50)"), {"value": 1, "投诉": 1}, "50"),
    "an expression": (points(Input("value") * Const(10)), {"value": 3}, "30"),
    "a cap above the full mark": (points("value × 100", cap=120), {"value": 2}, "120"),
}


@pytest.mark.parametrize("name", HAND)
def test_points_worked_out_by_hand(name: str) -> None:
    """A text is worth what it says, within the floor and the cap."""
    rule, row, expected = HAND[name]
    assert line(rule, **row).points == Fraction(expected)


def test_a_text_that_divides_by_nothing_has_no_points() -> None:
    """Undefined is undefined here, too; so is a personal target that is missing."""
    assert line(points("60 / value"), 0).status is pk.Status.UNDEFINED
    rule = points("value / target", target=pk.Field("own"))
    assert line(rule, 1, own=None).status is pk.Status.INVALID_PARAMETER


def test_readings_are_kept() -> None:
    """What could have been meant otherwise is told, as of a formula; a text says that it promises nothing."""
    rule = points("if(value×100% >= 90%, 100, 60)")
    assert [reading.code for reading in rule.parsed.readings] == ["percent-inside"]
    assert points(Input("value") + 1).parsed is None
    assert not rule.promises_direction


def test_the_text_is_explained_with_its_figures() -> None:
    """The chosen branch is what the explanation calculates."""
    rule = points("if(value >= target, 100, 100 × value / target)", target=20)
    text = pk.appraise(card_of(rule), {"value": 18}).explain("en", "audit")
    assert "100 × 18 ÷ 20 = 90" in text


def indicator(text: str, **more: object) -> pk.Indicator:
    """An indicator whose value is a percentage."""
    formula = pk.Ratio("a", "b", unit=pk.Unit.PERCENT)
    return pk.Indicator(code="x", name="x", formula=formula, scoring=points(text, **more))


Case = tuple[Callable[[], object], pk.errors.Code, str, str]
REFUSED: dict[str, Case] = {
    "no text": (lambda: points(90), C.WRONG_TYPE, "ComputedPoints.text", "if(value"),
    "no value": (lambda: points("100 - 投诉"), C.CHOICE_NEEDED, "ComputedPoints.text", "value or 指标值"),
    "no target": (lambda: points("value / 目标值"), C.CHOICE_NEEDED, "ComputedPoints.target", "Field('target')"),
    "an idle target": (lambda: points("value", target=3), C.CHOICE_NEEDED, "ComputedPoints.target", "leave target="),
    "percent for points": (lambda: points("value/2×100%"), C.SCALE_MISMATCH, "ComputedPoints.text", "×100"),
    "a floor above the cap": (lambda: points("value", floor=90, cap=80), C.LIMITS, "ComputedPoints.floor", "exchange"),
    "a category": (
        lambda: pk.Indicator(code="x", name="x", formula=pk.formulas.Category("a"), scoring=points("value")),
        C.WRONG_TYPE,
        "scoring",
        "Category",
    ),
    "a bare percentage compared": (
        lambda: indicator("if(value >= 90, 100, 60)"),
        C.BARE_PERCENT,
        "scoring.text",
        "90%",
    ),
    "a bare percentage bounded": (lambda: indicator("max(value, 60) × 100"), C.BARE_PERCENT, "scoring.text", "60%"),
    "a bare percentage first": (lambda: indicator("if(90 <= value, 100, 60)"), C.BARE_PERCENT, "scoring.text", "90%"),
    "a bare target": (lambda: indicator("value / target", target=12), C.BARE_PERCENT, "scoring.target", "12%"),
    "a slip in the text": (lambda: points("if(value >= , 1, 0)"), C.GRAMMAR, "character 13", "before ,"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_name_place_and_way_out(name: str) -> None:
    """A refusal has the code, the place, a way out, and a sentence in each language."""
    build, code, where, advice = REFUSED[name]
    with pytest.raises(pk.PerfKpiError) as caught:
        build()
    error = caught.value
    assert (error.code, error.where) == (code, where)
    assert advice in error.en
    assert re.search(r"[\u4e00-\u9fff]", error.zh)


def test_a_percentage_above_one_is_no_bare_number() -> None:
    """150% is written with its sign, and points of 60 are no shares of the value."""
    assert indicator("if(value >= 150%, 100, max(60, 40))").scale.high == 100
