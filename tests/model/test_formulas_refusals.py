"""Formulas that cannot be constructed: each refusal has its code, its place and a way out, in both languages."""

import re
from collections.abc import Callable

import pytest
from spoken import python_in

import perfkpi as pk

C = pk.errors.Code
Case = tuple[Callable[[], object], pk.errors.Code, str, str]
TWO = ((1, "n1"), (2, "n2"))
SAVING = pk.choices.DeviationSign.SAVING


def by_region(**changes: object) -> pk.formulas.ByDimension:
    """A valid formula by dimension, changed."""
    whole: dict[str, object] = {
        "members": ("north", "south"),
        "numerator": "sales_{}",
        "denominator": "target_{}",
        "roll_up": pk.choices.RollUp.POOLED,
        "absent": pk.choices.AbsentMembers.REFUSE,
    }
    return pk.formulas.ByDimension(**{**whole, **changes})


def promoters(**changes: object) -> pk.formulas.NetPromoterScore:
    """A valid net promoter score, changed."""
    whole: dict[str, object] = {
        "promoters": "p",
        "passives": "n",
        "detractors": "d",
        "written": pk.choices.PromoterScale.NUMBER,
    }
    return pk.formulas.NetPromoterScore(**{**whole, **changes})


def corrected(*corrections: object) -> pk.formulas.AdjustedActual:
    """An adjusted actual."""
    return pk.formulas.AdjustedActual("sales", corrections=corrections)


CASES: dict[str, Case] = {
    "one balance twice": (
        lambda: pk.formulas.AverageBalance("a", " a"),
        C.DUPLICATE_CODE,
        "AverageBalance.closing",
        "two different",
    ),
    "a mean of one": (
        lambda: pk.formulas.MeanBalance(("a",), averaging=pk.choices.Averaging.SIMPLE),
        C.EMPTY,
        "MeanBalance.balances",
        "balances has 1 entry and needs at least 2; write for example 'january'",
    ),
    "a month twice": (
        lambda: pk.formulas.MeanBalance(("a", "b", "a"), averaging=pk.choices.Averaging.SIMPLE),
        C.DUPLICATE_CODE,
        "MeanBalance.balances[2]",
        "'a' stands twice; make it one, or tell them apart",
    ),
    "months in a text": (
        lambda: pk.formulas.MeanBalance("ab", averaging=pk.choices.Averaging.SIMPLE),
        C.WRONG_TYPE,
        "MeanBalance.balances",
        "[a]",
    ),
    "an unknown average": (
        lambda: pk.formulas.MeanBalance(("a", "b"), averaging="weighted"),
        C.WRONG_TYPE,
        "MeanBalance.averaging",
        "chronological",
    ),
    "done of done": (lambda: pk.formulas.Completion("a", "a"), C.DUPLICATE_CODE, "Completion.planned", "two different"),
    "hits of hits": (lambda: pk.formulas.HitRate("a", "a"), C.DUPLICATE_CODE, "HitRate.cases", "two different"),
    "a nameless measure": (lambda: pk.formulas.HitRate("", "a"), C.CODE, "HitRate.hits", "short name"),
    "a part of itself": (lambda: pk.formulas.Share("a", "a"), C.DUPLICATE_CODE, "Share.whole", "two different"),
    "a complement of a name": (
        lambda: pk.formulas.Complement("turnover"),
        C.WRONG_TYPE,
        "Complement.of",
        "TurnoverRate",
    ),
    "one headcount": (
        lambda: pk.formulas.TurnoverRate("a", "b", "b"),
        C.DUPLICATE_CODE,
        "TurnoverRate.closing",
        "opening",
    ),
    "lost of lost": (lambda: pk.formulas.ChurnRate("a", "a"), C.DUPLICATE_CODE, "ChurnRate.opening", "two different"),
    "retained of retained": (
        lambda: pk.formulas.RetentionRate("a", "a"),
        C.DUPLICATE_CODE,
        "RetentionRate.opening",
        "two different",
    ),
    "a time by itself": (
        lambda: pk.formulas.MeanDuration("a", "a"),
        C.DUPLICATE_CODE,
        "MeanDuration.cases",
        "two different",
    ),
    "in time of in time": (
        lambda: pk.formulas.OnTimeShare("a", "a"),
        C.DUPLICATE_CODE,
        "OnTimeShare.cases",
        "two different",
    ),
    "a survey of one answer": (
        lambda: pk.formulas.SurveyMean(((1, "n"),)),
        C.EMPTY,
        "SurveyMean.counts",
        "counts has 1 entry and needs at least 2; write for example (5, 'very_good')",
    ),
    "an answer twice": (
        lambda: pk.formulas.SurveyMean(((1, "a"), (1, "b"))),
        C.DUPLICATE_CODE,
        "SurveyMean.counts[1]",
        "stands twice",
    ),
    "a count twice": (
        lambda: pk.formulas.SurveyMean(((1, "a"), (2, "a"))),
        C.DUPLICATE_CODE,
        "SurveyMean.counts[1]",
        "'a' stands twice; make it one, or tell them apart",
    ),
    "answers without counts": (lambda: pk.formulas.SurveyMean((1, 2)), C.WRONG_TYPE, "SurveyMean.counts", "very_good"),
    "an answer that is no number": (
        lambda: pk.formulas.SurveyMean((("good", "a"), (2, "b"))),
        C.NOT_A_NUMBER,
        "SurveyMean.counts",
        "not a number",
    ),
    "a minimum of nobody": (
        lambda: pk.formulas.SurveyMean(TWO, minimum_answers=0),
        C.LIMITS,
        "SurveyMean.minimum_answers",
        "from 1 on",
    ),
    "a minimum that is true": (
        lambda: pk.formulas.SurveyMean(TWO, minimum_answers=True),
        C.LIMITS,
        "SurveyMean.minimum_answers",
        "from 1 on",
    ),
    "all boxes": (
        lambda: pk.formulas.TopBoxShare(TWO, at_least=1),
        C.LIMITS,
        "TopBoxShare.at_least",
        "all of the answers are at least 1; give the lowest of the top boxes, such as 4 of 5",
    ),
    "no boxes": (lambda: pk.formulas.TopBoxShare(TWO, at_least=3), C.LIMITS, "TopBoxShare.at_least", "none"),
    "a top box of one answer": (
        lambda: pk.formulas.TopBoxShare(((1, "a"),), at_least=1),
        C.EMPTY,
        "TopBoxShare.counts",
        "counts has 1 entry and needs at least 2; write for example (5, 'very_good')",
    ),
    "promoters twice": (lambda: promoters(passives="p"), C.DUPLICATE_CODE, "NetPromoterScore.passives", "promoters"),
    "a number in percent": (
        lambda: promoters(unit=pk.Unit.PERCENT),
        C.SCALE_MISMATCH,
        "NetPromoterScore.unit",
        "leave it out",
    ),
    "percent in points": (
        lambda: promoters(written=pk.choices.PromoterScale.PERCENT, unit=pk.Unit.POINTS),
        C.SCALE_MISMATCH,
        "NetPromoterScore.unit",
        "'percent'",
    ),
    "promoters written somehow": (
        lambda: promoters(written="letters"),
        C.WRONG_TYPE,
        "NetPromoterScore.written",
        "PromoterScale",
    ),
    "a minimum of what nobody counts": (
        lambda: pk.formulas.SurveyIndex("m", scale=pk.Scale(1, 5), minimum_answers=5),
        C.CHOICE_NEEDED,
        "SurveyIndex.minimum_answers",
        "answers='answers'",
    ),
    "a mean that counts itself": (
        lambda: pk.formulas.SurveyIndex("m", scale=pk.Scale(1, 5), answers="m"),
        C.DUPLICATE_CODE,
        "SurveyIndex.answers",
        "two different",
    ),
    "an index without a scale": (
        lambda: pk.formulas.SurveyIndex("m", scale=5),
        C.WRONG_TYPE,
        "SurveyIndex.scale",
        "Scale(1, 5)",
    ),
    "a rating without a scale": (
        lambda: pk.formulas.RaterScore("m", scale=10),
        C.WRONG_TYPE,
        "RaterScore.scale",
        "Scale(1, 5)",
    ),
    "a test of no marks": (lambda: pk.formulas.ExamScore("m", maximum=0), C.SCALE, "ExamScore.maximum", "maximum=100"),
    "a test of named marks": (
        lambda: pk.formulas.ExamScore("m", maximum="full"),
        C.NOT_A_NUMBER,
        "ExamScore.maximum",
        "not a number",
    ),
    "no members": (
        lambda: by_region(members=()),
        C.EMPTY,
        "ByDimension.members",
        "members has 0 entries and needs at least 1; write for example 'north'",
    ),
    "a member twice": (
        lambda: by_region(members=("a", "a")),
        C.DUPLICATE_CODE,
        "ByDimension.members[1]",
        "'a' stands twice; make it one, or tell them apart",
    ),
    "a name without a place": (lambda: by_region(numerator="sales"), C.CODE, "ByDimension.numerator", "sales_{}"),
    "a name with two places": (lambda: by_region(denominator="{}_{}"), C.CODE, "ByDimension.denominator", "once"),
    "above as below": (
        lambda: by_region(denominator="sales_{}"),
        C.DUPLICATE_CODE,
        "ByDimension.denominator",
        "two different",
    ),
    "a roll-up left open": (lambda: by_region(roll_up=None), C.WRONG_TYPE, "ByDimension.roll_up", "pooled"),
    "absent members left open": (lambda: by_region(absent=None), C.WRONG_TYPE, "ByDimension.absent", "refuse"),
    "a minimum beside all": (
        lambda: by_region(minimum_members=2),
        C.LIMITS,
        "ByDimension.minimum_members",
        "'refuse'",
    ),
    "more than there are": (
        lambda: by_region(minimum_members=3, absent=pk.choices.AbsentMembers.LEAVE_OUT),
        C.LIMITS,
        "ByDimension.minimum_members",
        "from 1 to 2 members can be asked for, not 3 (absent='refuse' asks for all anyway)",
    ),
    "weights without use": (lambda: by_region(weights=(1, 2)), C.WEIGHT, "ByDimension.weights", "no use"),
    "a weighted mean without weights": (
        lambda: by_region(roll_up=pk.choices.RollUp.WEIGHTED_MEAN),
        C.WEIGHT,
        "ByDimension.weights",
        "needs weights",
    ),
    "too few weights": (
        lambda: by_region(roll_up=pk.choices.RollUp.WEIGHTED_MEAN, weights=(1,)),
        C.WEIGHT,
        "ByDimension.weights",
        "as many",
    ),
    "a weight of 0": (
        lambda: by_region(roll_up=pk.choices.RollUp.WEIGHTED_MEAN, weights=(1, 0)),
        C.WEIGHT,
        "ByDimension.weights",
        "greater than 0",
    ),
    "a norm of 0": (lambda: pk.formulas.Usage("u", norm=0, sign=SAVING), C.TARGET, "Usage.norm", "greater than 0"),
    "usage as output": (
        lambda: pk.formulas.Usage("u", norm=1, output="u", sign=SAVING),
        C.DUPLICATE_CODE,
        "Usage.output",
        "two different",
    ),
    "a usage without a sign": (lambda: pk.formulas.Usage("u", norm=1, sign=None), C.WRONG_TYPE, "Usage.sign", "saving"),
    "nothing corrected": (corrected, C.EMPTY, "AdjustedActual.corrections", "reason="),
    "a bare correction": (lambda: corrected(5), C.WRONG_TYPE, "AdjustedActual.corrections[0]", "reason"),
    "a reason twice": (
        lambda: corrected(pk.formulas.Correction(1, reason="x"), pk.formulas.Correction(2, reason="x")),
        C.DUPLICATE_CODE,
        "AdjustedActual.corrections[1].reason",
        "a Label “x” stands twice; make it one, or tell them apart",
    ),
    "a correction without a reason": (
        lambda: pk.formulas.Correction(1, reason=" "),
        C.LABEL,
        "Correction.reason",
        "needs a reason",
    ),
    "a correction for no reason": (
        lambda: pk.formulas.Correction(1, reason=None),
        C.LABEL,
        "Correction.reason",
        "exchange rates",
    ),
    "a correction by a name": (
        lambda: pk.formulas.Correction("fx", reason="x"),
        C.NOT_A_NUMBER,
        "Correction.amount",
        "number",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_refusals_name_place_and_way_out(case: Case) -> None:
    """A refusal has the code, the place, a way out, and a sentence in each language."""
    build, code, where, advice = case
    with pytest.raises(pk.PerfKpiError) as caught:
        build()
    error = caught.value
    assert (error.code, error.where) == (code, where)
    assert not python_in(error)
    assert advice in error.say("en")
    assert re.search(r"[\u4e00-\u9fff]", error.say("zh"))


NOTHING_TO_SHOW = {
    "no members",
    "a roll-up left open",
    "absent members left open",
    "a weighted mean without weights",
    "a usage without a sign",
    "nothing corrected",
    "a correction for no reason",
}
"""What is refused because something is missing."""


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_carries_what_was_refused(name: str) -> None:
    """The refused value is at hand as data, wherever there is one."""
    with pytest.raises(pk.PerfKpiError) as caught:
        CASES[name][0]()
    assert (caught.value.value is None) == (name in NOTHING_TO_SHOW)
