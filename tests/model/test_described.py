"""Described cases (R12, 说明法): a rater chooses one."""

from families import line_of, points_of, text_of

import perfkpi as pk

REPORT = pk.rules.DescribedCases(
    (
        pk.rules.DescribedCase("on-time", pk.Label(zh="按时完成，无差错", en="on time, without errors"), 10),
        pk.rules.DescribedCase("late", pk.Label(zh="延迟不超过三天", en="up to three days late"), 6),
        pk.rules.DescribedCase("none", "未完成", 0),
    ),
    scale=pk.Scale(0, 10),
)


def test_each_case_has_its_points() -> None:
    """The data name the case by its code."""
    assert [points_of(REPORT, case) for case in ("on-time", "late", "none")] == [10, 6, 0]


def test_a_case_that_nobody_described_is_invalid_and_the_choices_are_named() -> None:
    """With their descriptions, in both languages."""
    line = line_of(REPORT, "early")
    assert line.status is pk.Status.INVALID_VALUE
    assert "没有这种情况；可选 on-time（按时完成，无差错）；late（延迟不超过三天）" in text_of(REPORT, "early", "zh")
    assert "choose on-time (on time, without errors); late (up to three days late)" in text_of(REPORT, "early", "en")


def test_no_choice_is_no_case() -> None:
    """A rater who did not answer is missing data, not the worst case."""
    assert line_of(REPORT, None).status is pk.Status.NOT_MEASURED


def test_a_description_names_no_measure() -> None:
    """What looks like a placeholder in it is said as it stands."""
    rule = pk.rules.DescribedCases(
        (pk.rules.DescribedCase("a", "{0} of {names}", 100), pk.rules.DescribedCase("b", "late", 0))
    )
    item = pk.Indicator(code="i", name="i", formula=pk.formulas.Category("grade"), scoring=rule)
    result = pk.appraise(pk.Scorecard(code="c", name="c", items=((item, 100),)), {"grade": "z"})
    assert "a ({0} of {names}); b (late)" in result.reasons[0].say("en")
