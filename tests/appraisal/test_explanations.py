"""Explanations and descriptions: what they say, in both languages, whatever the card."""

from fractions import Fraction

import pytest
from effort import examples
from hypothesis import given, settings

import perfkpi as pk
from perfkpi.language import Input, Named, Power, Role
from perfkpi.testing import cases, scorecards

CHINESE = range(0x4E00, 0xA000)
LANGUAGES = ("zh", "en")
H = pk.Direction.HIGHER_IS_BETTER


def chinese(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return any(ord(character) in CHINESE for character in text)


def labelled(code: str, en: str, **changes: object) -> pk.Indicator:
    """An indicator with a Chinese and an English name."""
    return pk.Indicator(code=code, name=pk.Label(zh=f"指标{code}", en=en), **changes)


def sheet(*indicators: pk.Indicator, **changes: object) -> pk.Scorecard:
    """A card of equal weights."""
    items = tuple((indicator, 1) for indicator in indicators)
    plain = {
        "code": "card",
        "name": pk.Label(zh="考核表", en="Card"),
        "items": items,
        "weighting": pk.choices.Weighting.NORMALISED,
        "measures": (pk.Measure("a", name=pk.Label(zh="数甲", en="Figure A")),),
    }
    return pk.Scorecard(**{**plain, **changes})


@given(scorecards())
@settings(max_examples=examples(40))
def test_a_description_names_every_item_and_nobodys_figures(card: pk.Scorecard) -> None:
    """The rules of any card can be written down in either language."""
    for language in LANGUAGES:
        text = pk.describe(card, language)
        for item in (*card.indicators(), *card.sections()):
            assert f"{item.name.say(language)} ({item.code})" in text
        assert chinese(text) is (language == "zh") or "优秀" in text
        assert "None" not in text
        assert "Undefinedness" not in text
        assert (("优秀（90 分及以上）" if language == "zh" else "优秀 (90 and above)") in text) == (
            card.ratings is not None
        )


@given(cases())
@settings(max_examples=examples(40))
def test_an_explanation_says_everything_in_its_language(case: tuple[pk.Scorecard, dict[str, object]]) -> None:
    """English explanations have no Chinese in them but the codes of ratings; both have the same lines."""
    result = pk.appraise(*case)
    zh, en = (result.explain(language, "audit") for language in LANGUAGES)
    assert len(zh.splitlines()) == len(en.splitlines())
    plain = en
    for band in result.card.ratings.bands:
        plain = plain.replace(band.code, "")
    assert not chinese(plain)
    assert "None" not in en


@pytest.mark.parametrize("language", ["fr", "EN", "", None])
def test_another_language_is_refused(language: object) -> None:
    """The choices are named."""
    card = sheet(labelled("i", "I", formula=pk.Actual("a"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))))
    for attempt in (
        lambda: pk.describe(card, language),
        lambda: pk.appraise(card, {"a": 1}).explain(language, "audit"),
    ):
        with pytest.raises(pk.errors.DefinitionError, match="choose 'zh' or 'en'") as caught:
            attempt()
        assert caught.value.where == "language"


def test_who_and_when_stand_in_the_heading() -> None:
    """Version, subject and period where they are given."""
    card = sheet(
        labelled("i", "I", formula=pk.Actual("a"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))), version="2026-1"
    )
    full = pk.appraise(card, {"a": 1}, subject="E17", period="2026").explain("en", "audit").splitlines()[0]
    assert full == "Card (card) · version 2026-1 · subject E17 · period 2026"
    assert pk.appraise(card, {"a": 1}).explain("zh", "audit").splitlines()[0] == "考核表 (card) · 版本 2026-1"


def lines(result: pk.Appraisal, language: str, name: str) -> list[str]:
    """The lines that compute what goes by the name."""
    return [
        line.strip() for line in result.explain(language, "audit").splitlines() if line.strip().startswith(f"{name} ")
    ]


def test_every_node_of_a_formula_has_words() -> None:
    """Powers, floors, absolute values, the smallest and the largest, and nested brackets."""
    formula = pk.Computed("floor(abs(a) / b^2 - min(a, b) × (a - (b - 1)) - -a) + max(a, b)^(1/2)", unit=pk.Unit.TIMES)
    card = sheet(
        labelled("i", "I", formula=formula, scoring=pk.DirectPoints(scale=pk.Scale(-99, 99))), scale=pk.Scale(-99, 99)
    )
    result = pk.appraise(card, {"a": -3, "b": 4})
    # 3/16 - (-3) x (-3 - 3) - 3 = -20.8125, so -21; the root of 4 is 2
    names = (
        "(|Figure A| ÷ b ^ 2 - smallest of (Figure A, b) × (Figure A - (b - 1)) - (-Figure A)"
        " rounded down to a whole number) + largest of (Figure A, b) ^ 0.5"
    )
    figures = (
        "(|-3| ÷ 4 ^ 2 - smallest of (-3, 4) × (-3 - (4 - 1)) - (-(-3))"
        " rounded down to a whole number) + largest of (-3, 4) ^ 0.5"
    )
    assert lines(result, "en", "value") == [f"value = {names} = {figures} = -19 times"]
    assert "(|数甲| ÷ b ^ 2" in pk.describe(card, "zh")


def test_a_description_says_how_a_formula_was_read() -> None:
    """HR sees that 1-(actual/budget)×100% is one minus the ratio."""
    formula = pk.Computed("1-(实际/预算)×100%")
    rule = pk.Attainment(target="10%", direction=H)
    card = sheet(labelled("x", "X", formula=formula, scoring=rule))
    assert "读法：“1-(实际/预算)×100%”读作“(1-(实际/预算))×100%”" in pk.describe(card, "zh")
    assert "reading: “1-(实际/预算)×100%” is read as" in pk.describe(card, "en")
    assert "读法" not in pk.appraise(card, {"实际": 1, "预算": 2}).explain("zh", "audit")


def test_a_grade_is_told() -> None:
    """The letter that was given and what it is worth; a letter that does not exist, with those that do."""
    rule = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 100), ("B", 80)))
    card = sheet(labelled("g", "Category", formula=pk.formulas.Category("grade"), scoring=rule))
    result = pk.appraise(card, {"grade": "B"})
    assert lines(result, "en", "value") == ["value = grade = B"]
    assert lines(result, "en", "points") == ["points = 80  (rated “B”)"]
    unknown = pk.appraise(card, {"grade": "C"})
    assert lines(unknown, "en", "points") == ["points → invalid figure"]
    assert unknown.explain("en", "audit").count("there is no such grade; choose A, B (grade = C)") == 1
    assert lines(pk.appraise(card, {"grade": None}), "zh", "得分") == ["得分 → 缺少数据"]
    assert "80 if value is B; else [invalid figure]" in pk.describe(card, "en")


def test_a_policy_is_told_where_it_had_something_to_do() -> None:
    """Neutral points come with their reason, and weights are worked out where they moved."""
    rule = pk.DirectPoints(scale=pk.Scale(0, 100))
    card = sheet(
        labelled("x", "X", formula=pk.Actual("a"), scoring=rule, missing=pk.missing.NeutralPoints(60)),
        labelled("y", "Y", formula=pk.Actual("b"), scoring=rule, missing=pk.Reweight()),
        labelled("z", "Z", formula=pk.Actual("c"), scoring=rule),
    )
    result = pk.appraise(card, {"a": None, "b": pk.missing.Absent.NOT_DUE, "c": 80})
    assert result.total == 70
    assert lines(result, "en", "counted")[0] == "counted points = 60  (not measured (Figure A))"
    assert lines(result, "zh", "计入得分")[0] == "计入得分 = 60  (缺少数据（数甲）)"
    assert lines(result, "en", "weight")[1].endswith("= 0%")
    assert len(lines(pk.appraise(card, {"a": 70, "b": 70, "c": 70}), "en", "counted")) == 0


def test_a_policy_that_has_no_points_to_give_hands_on_why() -> None:
    """A policy that stands in with something undefined says so."""
    rule = pk.rules.AchievementImprovement(threshold=1, benchmark=5, baseline="before", direction=H)
    card = sheet(labelled("x", "X", formula=pk.Ratio("a", "b"), scoring=rule), scale=pk.Scale(0, 10))
    result = pk.appraise(card, {"a": 1, "b": 0, "before": None})
    assert result.status is pk.Status.UNDEFINED
    assert "the denominator is 0 (b = 0)" in result.explain("en", "audit")
    assert "分母为零（b = 0）" in result.explain("zh", "audit")


def test_enormous_and_tiny_numbers_are_written_briefly() -> None:
    """Figures of any size are explained: exactly where that is short, else cut and marked."""
    card = sheet(
        labelled("x", "X", formula=pk.Ratio("a", "b"), scoring=pk.DirectPoints(scale=pk.Scale(0, 10**6))),
        scale=pk.Scale(0, 10**6),
        rounding=pk.RoundingPolicy(total=None),
    )
    tiny = pk.appraise(card, {"a": 1, "b": 3 * 10**9}).explain("en", "audit")
    assert "≈0.000000000333333" in tiny
    nothing = pk.appraise(card, {"a": 1, "b": Fraction(3 * 10**399)})
    assert "≈0" in nothing.explain("en", "audit")
    assert nothing.total != 0
    huge = pk.appraise(card, {"a": 10**399, "b": 3})
    assert huge.line("x").value == Fraction(10**399, 3)
    assert "≈" in huge.explain("zh", "audit")
    assert "≈" in repr(huge)


def test_a_root_that_is_scored_is_explained() -> None:
    """An exact root goes through units, floor and cap; its figures carry ≈."""
    mean = pk.Computed(Power(Input("a") * Input("b"), "1/2"))
    rule = pk.TargetDelta(
        target=80,
        per=pk.Additive(1),
        gain=2,
        loss=2,
        base_points=80,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=H,
    )
    card = sheet(labelled("x", "X", formula=mean, scoring=rule))
    # the root of 80 x 85 is 82.4621...: 2.4621 above 80, 2 points each
    result = pk.appraise(card, {"a": 80, "b": 85})
    assert str(result.total) == "84.92"
    assert lines(result, "en", "units")[0].endswith("≈ 2.462113")
    capped = pk.appraise(card, {"a": 100, "b": 101})
    assert capped.total == 100
    assert "capped at 100" in capped.explain("en", "audit")


def test_a_target_may_be_a_formula() -> None:
    """What is to be reached can be worked out from the data, and is told like the value."""
    rule = pk.Attainment(target=pk.Computed("plan / 2"), direction=H)
    card = sheet(labelled("x", "X", formula=pk.Actual("a"), scoring=rule))
    result = pk.appraise(card, {"a": 30, "plan": 80})
    assert result.total == 75
    assert lines(result, "en", "target") == ["target = plan ÷ 2 = 80 ÷ 2 = 40"]
    assert pk.appraise(card, {"a": 30, "plan": 0}).status is pk.Status.INVALID_PARAMETER


class Doubled(pk.Scoring):
    """A rule of a company's own."""

    def express(self, value: object) -> object:
        """Twice the value, marked with a step that the vocabulary does not know."""
        return Named(Role.STEP, "doubled", value + value)


def test_a_step_of_a_companys_own_is_called_by_its_code() -> None:
    """Unknown steps are explained like any other."""
    rule = Doubled(scale=pk.Scale(0, 100), direction=H)
    card = sheet(labelled("x", "X", formula=pk.Actual("a"), scoring=rule))
    result = pk.appraise(card, {"a": 20})
    assert result.total == 40
    assert lines(result, "en", "doubled") == ["doubled = value + value = 20 + 20 = 40"]


def test_a_value_beside_a_percentage_is_shown_as_one() -> None:
    """A target of 90% makes 45 of 100 a 45%, also where the formula says no unit."""
    rated = pk.Indicator("rate", "rate", pk.Ratio("a", "b"), scoring=pk.Attainment("90%", direction="higher"), weight=1)
    result = pk.appraise(pk.Scorecard("card", "card", items=[rated]), {"a": 45, "b": 100})
    assert "value = a ÷ b = 45 ÷ 100 = 45%" in result.explain("en", "full")
    assert result.explain("en").splitlines()[4].split()[:4] == ["rate", "90%", "45%", "50%"]
