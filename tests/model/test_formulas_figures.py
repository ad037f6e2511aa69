"""Counts, durations, surveys, ratings, dimensions, usage and corrections (F7-F10, F13-F15), worked out by hand."""

import copy
from fractions import Fraction

import numpy as np
import pytest
from pickled import pickled

import perfkpi as pk
from perfkpi.testing import card_of

OK, NOTHING, MISSING = pk.Status.OK, pk.Status.NOT_APPLICABLE, pk.Status.NOT_MEASURED
FEW, UNDEFINED = pk.Status.INSUFFICIENT, pk.Status.UNDEFINED
INVALID, BAD = pk.Status.INVALID_VALUE, pk.Status.INVALID_PARAMETER
SAVING, OVERRUN, ABSOLUTE = pk.choices.DeviationSign


def card(formula: pk.Formula) -> pk.Scorecard:
    """A card that scores the formula alone."""
    rule = pk.TargetDelta(
        target=0,
        per=pk.Additive("10%"),
        loss=1,
        base_points=60,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=formula.fits[0],
    )
    return card_of(rule, formula)


def line(formula: pk.Formula, figures: dict[str, object]) -> pk.results.IndicatorLine:
    """Its line."""
    return pk.appraise(card(formula), figures).lines[0]


COUNT = pk.formulas.Count("complaints", unit=pk.Unit.COUNT)
DURATION = pk.formulas.Duration("hours", unit=pk.Unit.HOURS)
MEAN_TIME = pk.formulas.MeanDuration("hours", "replies")
ON_TIME = pk.formulas.OnTimeShare("on_time", "payrolls")
FIVE = ((5, "n5"), (4, "n4"), (3, "n3"), (2, "n2"), (1, "n1"))
MEAN = pk.formulas.SurveyMean(FIVE, minimum_answers=5)
TOP = pk.formulas.TopBoxShare(FIVE, at_least=4)
NPS = pk.formulas.NetPromoterScore(promoters="p", passives="n", detractors="d", written=pk.choices.PromoterScale.NUMBER)
NPS_PERCENT = pk.formulas.NetPromoterScore(
    promoters="p", passives="n", detractors="d", written=pk.choices.PromoterScale.PERCENT, minimum_answers=10
)
INDEX = pk.formulas.SurveyIndex("mean", scale=pk.Scale(1, 5), answers="answers", minimum_answers=10)
RATING = pk.formulas.RaterScore("score", scale=pk.Scale(0, 10))
ANSWERS = {"n5": 4, "n4": 3, "n3": 2, "n2": 1, "n1": 0}


def regions(
    roll_up: pk.choices.RollUp, absent: pk.choices.AbsentMembers = pk.choices.AbsentMembers.LEAVE_OUT, **more: object
) -> pk.formulas.ByDimension:
    """Sales by target for three regions."""
    return pk.formulas.ByDimension(
        members=("north", "south", "west"),
        numerator="sales_{}",
        denominator="target_{}",
        roll_up=roll_up,
        absent=absent,
        **more,
    )


POOLED = regions(pk.choices.RollUp.POOLED)
MEAN_OF = regions(pk.choices.RollUp.MEAN_OF_RATIOS, minimum_members=2)
WEIGHTED = regions(pk.choices.RollUp.WEIGHTED_MEAN, weights=(2, 1, 1))
ALL = regions(pk.choices.RollUp.POOLED, pk.choices.AbsentMembers.REFUSE)
ALL_MEAN = regions(pk.choices.RollUp.WEIGHTED_MEAN, pk.choices.AbsentMembers.REFUSE, weights=(2, 1, 1))
SALES = {
    "sales_north": 90,
    "target_north": 100,
    "sales_south": 60,
    "target_south": 50,
    "sales_west": 15,
    "target_west": 10,
}
NO_WEST = SALES | {"target_west": None}
SAVED = pk.formulas.Usage("used", norm="0.5", output="made", sign=SAVING)
OVER = pk.formulas.Usage("used", norm=pk.Field("norm"), sign=OVERRUN)
EFFECT = pk.Label(zh="汇率变动", en="exchange rates")
ADJUSTED = pk.formulas.AdjustedActual(
    "sales",
    corrections=(
        pk.formulas.Correction(pk.Actual("fx"), reason=EFFECT),
        pk.formulas.Correction(-20, reason="一次性订单"),
    ),
)

CASES = {
    "a count": (COUNT, {"complaints": 3}, 3),
    "no complaints": (COUNT, {"complaints": 0}, 0),
    "half a complaint": (COUNT, {"complaints": 2.5}, INVALID),
    "negative complaints": (COUNT, {"complaints": -1}, INVALID),
    "complaints that nobody counted": (COUNT, {"complaints": None}, MISSING),
    "a duration": (DURATION, {"hours": 2.5}, "5/2"),
    "a negative duration": (DURATION, {"hours": -0.1}, INVALID),
    "a mean time": (MEAN_TIME, {"hours": 7, "replies": 2}, "7/2"),
    "a time of no replies": (MEAN_TIME, {"hours": 0, "replies": 0}, NOTHING),
    "a time of half a reply": (MEAN_TIME, {"hours": 1, "replies": 0.5}, INVALID),
    "a negative time": (MEAN_TIME, {"hours": -1, "replies": 2}, INVALID),
    "in time": (ON_TIME, {"on_time": 11, "payrolls": 12}, "11/12"),
    "nothing to be in time": (ON_TIME, {"on_time": 0, "payrolls": 0}, NOTHING),
    "more in time than there were": (ON_TIME, {"on_time": 13, "payrolls": 12}, INVALID),
    # 20 and 12 and 6 and 2, by 10 people
    "a survey": (MEAN, ANSWERS, 4),
    "a survey that nobody answered": (MEAN, dict.fromkeys(ANSWERS, 0), NOTHING),
    "a survey that few answered": (MEAN, dict.fromkeys(ANSWERS, 0) | {"n5": 4}, FEW),
    "a survey with half an answer": (MEAN, ANSWERS | {"n1": 0.5}, INVALID),
    "a survey with a count missing": (MEAN, ANSWERS | {"n1": None}, MISSING),
    "top two boxes": (TOP, ANSWERS, "7/10"),
    "top boxes of nobody": (TOP, dict.fromkeys(ANSWERS, 0), NOTHING),
    "promoters": (NPS, {"p": 12, "n": 5, "d": 3}, 45),
    "nothing but detractors": (NPS, {"p": 0, "n": 0, "d": 3}, -100),
    "promoters of nobody": (NPS, {"p": 0, "n": 0, "d": 0}, NOTHING),
    "promoters in percent": (NPS_PERCENT, {"p": 12, "n": 5, "d": 3}, "9/20"),
    "too few promoters": (NPS_PERCENT, {"p": 5, "n": 3, "d": 1}, FEW),
    "a negative detractor": (NPS, {"p": 5, "n": 3, "d": -1}, INVALID),
    "an index": (INDEX, {"mean": 3, "answers": 10}, 50),
    "an index of few": (INDEX, {"mean": 3, "answers": 9}, FEW),
    "an index of nobody": (INDEX, {"mean": None, "answers": 0}, NOTHING),
    "an index off the scale": (INDEX, {"mean": 5.1, "answers": 10}, INVALID),
    "an index of a ready mean": (pk.formulas.SurveyIndex("mean", scale=pk.Scale(1, 5)), {"mean": "4.2"}, 80),
    "an index of a survey": (pk.formulas.SurveyIndex(MEAN, scale=pk.Scale(1, 5)), ANSWERS, 75),
    "a rating": (RATING, {"score": 8.5}, "17/2"),
    "the best rating": (RATING, {"score": 10}, 10),
    "a rating off the scale": (RATING, {"score": 10.5}, INVALID),
    "a rating below the scale": (RATING, {"score": -1}, INVALID),
    "nobody rated": (RATING, {"score": pk.missing.Absent.NOT_DUE}, pk.Status.NOT_DUE),
    # 165 by 160
    "pooled": (POOLED, SALES, "33/32"),
    # a third of 0.9 and 1.2 and 1.5
    "mean of ratios": (MEAN_OF, SALES, "6/5"),
    # a quarter of twice 0.9 and 1.2 and 1.5
    "weighted mean": (WEIGHTED, SALES, "9/8"),
    "weighted mean of all": (ALL_MEAN, SALES, "9/8"),
    "pooled without the west": (POOLED, NO_WEST, 1),
    "mean of ratios without the west": (MEAN_OF, NO_WEST, "21/20"),
    # a third of twice 0.9 and 1.2
    "weighted mean without the west": (WEIGHTED, NO_WEST, 1),
    "all without the west": (ALL, NO_WEST, MISSING),
    "mean of all without the west": (ALL_MEAN, NO_WEST, MISSING),
    "mean of ratios of one": (MEAN_OF, NO_WEST | {"sales_north": None}, FEW),
    "pooled of nobody": (POOLED, dict.fromkeys(SALES), FEW),
    "a member with a wrong figure": (POOLED, SALES | {"sales_west": "many"}, INVALID),
    "a member with a wrong and an absent figure": (POOLED, NO_WEST | {"sales_west": "many"}, INVALID),
    "a member without a target": (MEAN_OF, SALES | {"target_west": 0}, UNDEFINED),
    "a pool with a member without a target": (POOLED, SALES | {"target_west": 0}, "11/10"),
    "a pool without targets": (
        POOLED,
        SALES | dict.fromkeys(("target_north", "target_south", "target_west"), 0),
        UNDEFINED,
    ),
    # 45 of 50
    "a saving": (SAVED, {"used": 45, "made": 100}, "1/10"),
    "no output": (SAVED, {"used": 0, "made": 0}, NOTHING),
    "a negative output": (SAVED, {"used": 1, "made": -1}, INVALID),
    "a negative usage": (SAVED, {"used": -1, "made": 1}, INVALID),
    "an overrun": (OVER, {"used": 55, "norm": 50}, "1/10"),
    "a norm of 0": (OVER, {"used": 55, "norm": 0}, BAD),
    "a negative norm": (OVER, {"used": 55, "norm": -1}, BAD),
    "a norm that is missing": (OVER, {"used": 55, "norm": None}, BAD),
    "less than the norm": (pk.formulas.Usage("used", norm=50, sign=ABSOLUTE), {"used": 45}, "1/10"),
    "more than the norm": (pk.formulas.Usage("used", norm=50, sign=ABSOLUTE), {"used": 55}, "1/10"),
    "an adjusted actual": (ADJUSTED, {"sales": 500, "fx": "12.5"}, "985/2"),
    "an adjustment that is not known": (ADJUSTED, {"sales": 500, "fx": None}, pk.Status.INVALID_PARAMETER),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_by_hand(case: tuple[pk.Formula, dict[str, object], object]) -> None:
    """A value, or the status for which there is none, with a reason."""
    formula, figures, expected = case
    found = line(formula, figures)
    if isinstance(expected, pk.Status):
        assert (found.value, found.status) == (None, expected)
        assert found.reason is not None
        assert found.reason.say("zh")
    else:
        assert (found.value, found.status) == (Fraction(str(expected)), OK)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_by_hand_in_columns(case: tuple[pk.Formula, dict[str, object], object]) -> None:
    """The same rows beside each other, and one by one, have the same statuses and points."""
    formula, figures, _ = case
    named = all(isinstance(figure, (int, float, str)) for figure in figures.values())
    if not named or "many" in figures.values():
        return  # what is no number stands in columns of objects, which other laws are about
    table = {name: np.array([float(figure)] * 3) for name, figure in figures.items()}
    scores = pk.score_batch(card(formula), table)
    result = pk.appraise(card(formula), figures)
    assert set(scores.status_codes) == {result.status}
    assert scores.appraisal(1).total == result.total


@pytest.mark.parametrize(
    "number", [0.0, -0.0, 1.0, 0.5, 4.4e11, 4.4e11 + 0.5, 2.0**52 + 0.5, 2.0**53, 1e22, 1e23, 5e-324, -1e-9]
)
def test_counts_of_any_size(number: float) -> None:
    """A column tells whole numbers as one person's figures do, however large they are."""
    scores = pk.score_batch(card(COUNT), {"complaints": np.array([number, 3.0, number])})
    assert scores.status_codes[0] == scores.status_codes[2] == line(COUNT, {"complaints": number}).status
    assert scores.status_codes[1] == OK


def test_a_dimension_says_what_it_reads() -> None:
    """Every name that the data must have, in the order of the members."""
    assert POOLED.reads == tuple(SALES)
    assert {node.name for node in POOLED.express().inputs()} == set(SALES)


@pytest.mark.parametrize(("language", "said"), [("zh", "汇率变动"), ("en", "exchange rates")])
def test_the_reason_of_a_correction_stands_in_the_explanation(language: str, said: str) -> None:
    """Both for one person, with the amount, and in the description of the card."""
    figures = {"sales": 500, "fx": 12}
    text = pk.appraise(card(ADJUSTED), figures).explain(language, "audit")
    assert f"{said} = fx = 12" in text
    assert "一次性订单 = -20" in text
    assert f"sales + {said} + 一次性订单 = 500 + 12 + (-20) = 492" in text
    assert f"{said} = fx" in pk.describe(card(ADJUSTED), language)


def test_a_marked_reason_can_be_copied() -> None:
    """The expression goes to workers, reasons and all."""
    expression = ADJUSTED.express()
    again = pickled(expression)
    assert again == copy.deepcopy(expression) == expression


@pytest.mark.parametrize(
    ("language", "calculation", "note"),
    [
        ("zh", "指标值 = n5 + n4", "不适用：没有答卷"),
        ("en", "value = (n5 + n4) ÷ answers", "not applicable: nobody answered"),
        ("en", "answers = n5 + n4 + n3 + n2 + n1", "invalid figure: a count is a whole number, 0 or more (n1)"),
    ],
)
def test_a_description_says_when_there_is_no_value(language: str, calculation: str, note: str) -> None:
    """The calculation stands there plainly, and what it asks of the figures in a note behind it."""
    text = pk.describe(card(TOP), language)
    assert calculation.removeprefix("指标值 = ") in text
    assert note in text


def test_all_refused_is_refused() -> None:
    """A rule that has no number either way says so twice, and what it is decided on."""
    text = pk.describe(
        card(pk.Ratio("a", pk.formulas.Completion("b", "c"), denominator_sign=pk.choices.Sign.POSITIVE)), "en"
    )
    assert "value = a ÷ (b ÷ c)" in text
    assert "nothing was planned (c)" in text
    assert "the plan is negative" in text
