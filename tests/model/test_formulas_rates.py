"""Ratios, averages, completion, shares, turnover and tests (F1-F6, F11): figures worked out by hand."""

from fractions import Fraction

import pytest

import perfkpi as pk
from perfkpi.testing import card_of

HIGHER, LOWER, ON = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER, pk.Direction.ON_TARGET
OK, NOTHING, MISSING = pk.Status.OK, pk.Status.NOT_APPLICABLE, pk.Status.NOT_MEASURED
UNDEFINED, INVALID, BAD = pk.Status.UNDEFINED, pk.Status.INVALID_VALUE, pk.Status.INVALID_PARAMETER


def line(formula: pk.Formula, **figures: object) -> pk.results.IndicatorLine:
    """The line of a card that scores the formula alone."""
    rule = pk.TargetDelta(
        target=0,
        per=pk.Additive("10%"),
        loss=1,
        base_points=60,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=formula.fits[0],
    )
    return pk.appraise(card_of(rule, formula), figures).lines[0]


AVERAGE = pk.formulas.AverageBalance("opening", "closing")
TURNS = pk.Ratio("revenue", AVERAGE, unit=pk.Unit.TIMES, denominator_sign=pk.choices.Sign.POSITIVE)
MONTHS = ("m0", "m1", "m2", "m3")
SIMPLE = pk.formulas.MeanBalance(MONTHS, averaging=pk.choices.Averaging.SIMPLE)
CHRONOLOGICAL = pk.formulas.MeanBalance(MONTHS, averaging=pk.choices.Averaging.CHRONOLOGICAL)
COMPLETION = pk.formulas.Completion("done", "planned")
HITS = pk.formulas.HitRate("hits", "cases")
SHARE = pk.formulas.Share("part", "whole")
TURNOVER = pk.formulas.TurnoverRate("leavers", "opening", "closing")
CHURN = pk.formulas.ChurnRate("lost", "opening")
RETENTION = pk.formulas.RetentionRate("retained", "opening")
STAYED = pk.formulas.Complement(TURNOVER)
EXAM = pk.formulas.ExamScore("earned", maximum=150)
PAPER = pk.formulas.ExamScore("earned", maximum=pk.Field("full"))

CASES = {
    "an average": (AVERAGE, {"opening": 100, "closing": 150}, 125),
    "an average of what is not known": (AVERAGE, {"opening": 100, "closing": None}, MISSING),
    "turns of average assets": (TURNS, {"revenue": 300, "opening": 100, "closing": 150}, "12/5"),
    "turns of average assets that are none": (TURNS, {"revenue": 300, "opening": 100, "closing": -100}, UNDEFINED),
    "turns of negative assets": (TURNS, {"revenue": 300, "opening": 100, "closing": -150}, UNDEFINED),
    "four month-ends": (SIMPLE, {"m0": 100, "m1": 110, "m2": 130, "m3": 140}, 120),
    # a third of 50 and 110 and 130 and 70
    "four month-ends in time": (CHRONOLOGICAL, {"m0": 100, "m1": 110, "m2": 130, "m3": 140}, 120),
    # a third of 50 and 110 and 130 and 80
    "the ends count half": (CHRONOLOGICAL, {"m0": 100, "m1": 110, "m2": 130, "m3": 160}, "370/3"),
    "a completed plan": (COMPLETION, {"done": 46, "planned": 40}, "115%"),
    "a loss of a planned profit": (COMPLETION, {"done": -10, "planned": 40}, "-25%"),
    "nothing planned": (COMPLETION, {"done": 3, "planned": 0}, NOTHING),
    "a planned loss": (COMPLETION, {"done": -5, "planned": -10}, UNDEFINED),
    "hits": (HITS, {"hits": 47, "cases": 50}, "94%"),
    "nothing but misses": (HITS, {"hits": 0, "cases": 50}, 0),
    "no cases": (HITS, {"hits": 0, "cases": 0}, NOTHING),
    "hits without cases": (HITS, {"hits": 1, "cases": 0}, INVALID),
    "more hits than cases": (HITS, {"hits": 51, "cases": 50}, INVALID),
    "negative hits": (HITS, {"hits": -1, "cases": 50}, INVALID),
    "half a case": (HITS, {"hits": 1, "cases": 1.5}, INVALID),
    "unknown hits": (HITS, {"hits": None, "cases": 50}, MISSING),
    "unknown hits of half a case": (HITS, {"hits": None, "cases": 1.5}, INVALID),
    "half a hit of unknown cases": (HITS, {"hits": 0.5, "cases": None}, INVALID),
    "unknown hits of no cases": (HITS, {"hits": None, "cases": 0}, MISSING),
    "a share": (SHARE, {"part": 0.3, "whole": 1.2}, "25%"),
    "all of it": (SHARE, {"part": 1.2, "whole": 1.2}, 1),
    "no whole": (SHARE, {"part": 0, "whole": 0}, NOTHING),
    "more than the whole": (SHARE, {"part": 1.3, "whole": 1.2}, INVALID),
    "a negative part": (SHARE, {"part": -1, "whole": 2}, INVALID),
    "turnover": (TURNOVER, {"leavers": 6, "opening": 35, "closing": 45}, "15%"),
    "turnover of part-time staff": (TURNOVER, {"leavers": 6, "opening": 35.5, "closing": 44.5}, "15%"),
    "everybody left twice": (TURNOVER, {"leavers": 40, "opening": 15, "closing": 25}, 2),
    "no staff": (TURNOVER, {"leavers": 0, "opening": 0, "closing": 0}, NOTHING),
    "half a leaver": (TURNOVER, {"leavers": 0.5, "opening": 10, "closing": 10}, INVALID),
    "a negative headcount": (TURNOVER, {"leavers": 1, "opening": -10, "closing": 30}, INVALID),
    "churn": (CHURN, {"lost": 3, "opening": 60}, "5%"),
    "more lost than there were": (CHURN, {"lost": 61, "opening": 60}, INVALID),
    "nobody to lose": (CHURN, {"lost": 0, "opening": 0}, NOTHING),
    "retention": (RETENTION, {"retained": 57, "opening": 60}, "95%"),
    "more stayed than there were": (RETENTION, {"retained": 61, "opening": 60}, INVALID),
    "what a turnover leaves": (STAYED, {"leavers": 6, "opening": 35, "closing": 45}, "85%"),
    "what a turnover of 100 % leaves": (STAYED, {"leavers": 20, "opening": 15, "closing": 25}, 0),
    "what a turnover of 200 % leaves": (STAYED, {"leavers": 40, "opening": 15, "closing": 25}, UNDEFINED),
    "a test": (EXAM, {"earned": 120}, "80%"),
    "a perfect test": (EXAM, {"earned": 150}, 1),
    "more than the full mark": (EXAM, {"earned": 150.5}, INVALID),
    "less than nothing": (EXAM, {"earned": -1}, INVALID),
    "a test not taken": (EXAM, {"earned": None}, MISSING),
    "a paper of its own": (PAPER, {"earned": 30, "full": 40}, "75%"),
    "more than the full mark of the paper": (PAPER, {"earned": 41, "full": 40}, INVALID),
    "a paper without marks": (PAPER, {"earned": 0, "full": 0}, BAD),
    "a paper with negative marks": (PAPER, {"earned": -2, "full": -1}, BAD),
    "a paper that nobody filled in": (PAPER, {"earned": 30, "full": None}, BAD),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_by_hand(case: tuple[pk.Formula, dict[str, object], object]) -> None:
    """A value, or the status for which there is none, with a reason that names the figures."""
    formula, figures, expected = case
    found = line(formula, **figures)
    if isinstance(expected, pk.Status):
        assert (found.value, found.status) == (None, expected)
        assert found.reason is not None
        assert set(found.reason.names) <= set(figures)
    else:
        number = str(expected)
        exact = Fraction(number[:-1]) / 100 if number.endswith("%") else Fraction(number)
        assert (found.value, found.status) == (exact, OK)


def test_all_that_is_wrong_is_told() -> None:
    """Every figure that is wrong stands in the reasons, in both languages."""
    reasons = line(HITS, hits=-1, cases=0.5).reasons
    assert {reason.say("en") for reason in reasons} == {
        "Single item: a count is a whole number, 0 or more (hits = -1)",
        "Single item: a count is a whole number, 0 or more (cases = 0.5)",
    }
    assert "单项：计数应为非负整数（hits = -1）" in {reason.say("zh") for reason in reasons}


FITS = {
    AVERAGE: (HIGHER, LOWER, ON),
    COMPLETION: (HIGHER, ON),
    HITS: (HIGHER, ON),
    SHARE: (HIGHER, LOWER, ON),
    TURNOVER: (LOWER, ON),
    CHURN: (LOWER, ON),
    RETENTION: (HIGHER, ON),
    STAYED: (HIGHER, ON),
    pk.formulas.Complement(HITS): (LOWER, ON),
    EXAM: (HIGHER, ON),
    pk.formulas.Duration("d"): (LOWER, ON),
    pk.formulas.MeanDuration("d", "n"): (LOWER, ON),
    pk.formulas.OnTimeShare("t", "n"): (HIGHER, ON),
    pk.formulas.SurveyIndex("m", scale=pk.Scale(1, 5)): (HIGHER, ON),
    pk.formulas.TopBoxShare(((1, "a"), (2, "b")), at_least=2): (HIGHER, ON),
    pk.formulas.NetPromoterScore(
        promoters="p", passives="n", detractors="d", written=pk.choices.PromoterScale.NUMBER
    ): (HIGHER, ON),
    pk.formulas.Usage("u", norm=1, sign=pk.choices.DeviationSign.SAVING): (HIGHER, ON),
    pk.formulas.Usage("u", norm=1, sign=pk.choices.DeviationSign.OVERRUN): (LOWER, ON),
    pk.formulas.Usage("u", norm=1, sign=pk.choices.DeviationSign.ABSOLUTE): (LOWER,),
}


@pytest.mark.parametrize("place", range(len(FITS)))
def test_directions(place: int) -> None:
    """A direction that a value cannot mean is refused by the indicator."""
    formula, fits = list(FITS.items())[place]
    assert formula.fits == fits


def test_a_direction_that_contradicts_is_refused() -> None:
    """More turnover is not better; the message names the complement."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.Indicator(
            code="turnover", name="流失率", formula=TURNOVER, scoring=pk.Attainment(target="10%", direction=HIGHER)
        )
    assert caught.value.code is pk.errors.Code.DIRECTION
    assert "Complement" in caught.value.say("en")
    assert "Complement" in caught.value.say("zh")


@pytest.mark.parametrize(
    "formula",
    [COMPLETION, HITS, SHARE, TURNOVER, CHURN, RETENTION, STAYED, EXAM],
    ids=lambda formula: type(formula).__name__,
)
def test_rates_are_percentages(formula: pk.Formula) -> None:
    """A target of 95 on a rate is 9500 %, and refused as on any percentage."""
    assert formula.unit == pk.Unit.PERCENT
    direction = formula.fits[0]
    method = pk.choices.LowerMethod.TWO_MINUS_RATIO if direction is LOWER else None
    rule = pk.Attainment(target=95, direction=direction, lower_method=method)
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.Indicator(code="x", name="x", formula=formula, scoring=rule)
    assert caught.value.code is pk.errors.Code.BARE_PERCENT
