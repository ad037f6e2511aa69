"""What cannot be constructed: each refusal has its code, its place and a way out, in both languages."""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from pickled import pickled
from refused import placed
from spoken import python_in

import perfkpi as pk

HIGHER, LOWER, ON = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER, pk.Direction.ON_TARGET
PERCENT_RATIO = pk.Ratio("a", "b", unit=pk.Unit.PERCENT)


def delta(**changes: object) -> pk.TargetDelta:
    """A valid target delta, changed."""
    whole: dict[str, object] = {
        "target": "12%",
        "per": pk.Additive("1%"),
        "gain": 2,
        "loss": 3,
        "base_points": 100,
        "cap": 120,
        "counting": pk.choices.Counting.PROPORTIONAL,
        "direction": HIGHER,
        "scale": HUNDRED,
    }
    return pk.TargetDelta(**{**whole, **changes})


def attainment(**changes: object) -> pk.Attainment:
    """A valid attainment, changed."""
    return pk.Attainment(**{"target": 10, "direction": HIGHER, **changes})


def improvement(**changes: object) -> pk.rules.AchievementImprovement:
    """A valid achievement and improvement, changed."""
    whole: dict[str, object] = {"threshold": "0.5", "benchmark": "0.9", "baseline": "before", "direction": HIGHER}
    return pk.rules.AchievementImprovement(**{**whole, **changes})


def indicator(**changes: object) -> pk.Indicator:
    """A valid indicator, changed."""
    return pk.Indicator(
        **{"code": "roe", "name": "净资产收益率", "formula": PERCENT_RATIO, "scoring": delta(), **changes}
    )


SCALE: dict[str, object] = {"scale": pk.Scale(0, 100, up_to=120)}


def card(**changes: object) -> pk.Scorecard:
    """A valid scorecard, changed."""
    whole: dict[str, object] = {"code": "card", "name": "考核表", "items": ((indicator(), 100),)}
    return pk.Scorecard(**{**whole, **SCALE, **changes})


HUNDRED = pk.Scale(0, 100)


def rated(code: str, scale: pk.Scale = HUNDRED) -> pk.Indicator:
    """A rated indicator."""
    return pk.Indicator(code=code, name=code, formula=pk.Actual(code), scoring=pk.DirectPoints(scale=scale))


def bands(*rows: pk.Band) -> pk.RatingScale:
    """A rating scale of explicit bands."""
    return pk.RatingScale(rows)


def ranked(**changes: object) -> pk.rules.RankPoints:
    """A valid rule by rank, changed."""
    whole: dict[str, object] = {
        "direction": HIGHER,
        "ranking": pk.choices.Ranking.COMPETITION,
        "by": pk.rules.BestToWorst(100, 60),
    }
    return pk.rules.RankPoints(**{**whole, **changes})


def percentiles(**changes: object) -> pk.rules.PercentilePoints:
    """A valid rule by percentile, changed."""
    whole: dict[str, object] = {
        "direction": HIGHER,
        "share": pk.choices.PercentileShare.WORSE,
        "edge": pk.choices.EdgeSide.ABOVE,
        "bands": (("90%", 100), ("50%", 80)),
        "others": 60,
    }
    return pk.rules.PercentilePoints(**{**whole, **changes})


def z_scores(**changes: object) -> pk.rules.ZScorePoints:
    """A valid rule by z-score, changed."""
    whole: dict[str, object] = {
        "direction": HIGHER,
        "mean_points": 80,
        "per_sigma": 10,
        "zero_sigma": 80,
        "sigma": pk.choices.Sigma.SAMPLE,
        "places": pk.Rounding(2),
    }
    return pk.rules.ZScorePoints(**{**whole, **changes})


def deciles(*points: object) -> pk.rules.PercentilePoints:
    """Points by tenths."""
    return pk.rules.PercentilePoints.deciles(
        points, share=pk.choices.PercentileShare.WORSE, edge=pk.choices.EdgeSide.ABOVE, direction=HIGHER
    )


Case = tuple[Callable[[], object], pk.errors.Code, str, str]
C = pk.errors.Code
CASES: dict[str, Case] = {
    "NaN target": (lambda: delta(target=float("nan")), C.NOT_FINITE, "TargetDelta.target", "None"),
    "infinite cap": (lambda: delta(cap=float("inf")), C.NOT_FINITE, "TargetDelta.cap", "finite"),
    "text NaN": (lambda: delta(target="nan"), C.NOT_FINITE, "TargetDelta.target", "finite"),
    "Decimal NaN": (lambda: delta(target=Decimal("NaN")), C.NOT_FINITE, "TargetDelta.target", "finite"),
    "True": (lambda: delta(gain=True), C.BOOLEAN_NUMBER, "TargetDelta.gain", "1 or 0"),
    "numpy True": (lambda: delta(gain=np.True_), C.BOOLEAN_NUMBER, "TargetDelta.gain", "1 or 0"),
    "complex": (lambda: delta(gain=1j), C.NOT_A_NUMBER, "TargetDelta.gain", "Decimal"),
    "no number": (lambda: delta(gain="two"), C.NOT_A_NUMBER, "TargetDelta.gain", "'12%'"),
    "thousands": (lambda: delta(gain="1,000"), C.NOT_A_NUMBER, "TargetDelta.gain", "thousands"),
    "division by zero": (lambda: delta(gain="1/0"), C.NOT_A_NUMBER, "TargetDelta.gain", "number"),
    "huge Decimal": (lambda: delta(target=Decimal("1e999999999")), C.NUMBER_TOO_LARGE, "TargetDelta.target", "10^400"),
    "tiny Decimal": (lambda: delta(target=Decimal("1e-999999")), C.NUMBER_TOO_LARGE, "TargetDelta.target", "10^400"),
    "huge text": (lambda: delta(target="1e999999999"), C.NUMBER_TOO_LARGE, "TargetDelta.target", "10^400"),
    "long text": (lambda: delta(target="1" * 5000), C.NUMBER_TOO_LARGE, "TargetDelta.target", "10^400"),
    "huge integer": (lambda: delta(target=10**100000), C.NUMBER_TOO_LARGE, "TargetDelta.target", "×10^100000 "),
    "huge fraction": (
        lambda: delta(target=Fraction(1, 10**9000)),
        C.NUMBER_TOO_LARGE,
        "TargetDelta.target",
        "×10^-9000 ",
    ),
    "long decimals": (lambda: delta(target="1." + "1" * 850), C.NUMBER_TOO_LARGE, "TargetDelta.target", "10^400"),
    "bare target": (lambda: indicator(scoring=delta(target=12)), C.BARE_PERCENT, "scoring.target", "'12%'"),
    "bare unit": (lambda: indicator(scoring=delta(per=pk.Additive(1))), C.BARE_PERCENT, "scoring.per", "'1%'"),
    "direction against sign": (
        lambda: indicator(
            formula=pk.Deviation("a", "b", sign=pk.choices.DeviationSign.SAVING, unit=pk.Unit.PERCENT),
            scoring=delta(direction=LOWER),
        ),
        C.DIRECTION,
        "scoring.direction",
        "“higher is better”",
    ),
    "a category scored as a number": (
        lambda: indicator(formula=pk.formulas.Category("g")),
        C.WRONG_TYPE,
        "scoring",
        "LetterPoints",
    ),
    "text for a formula": (lambda: indicator(formula="a/b"), C.CHOICE_NEEDED, "Indicator.formula", "Computed('a/b')"),
    "a number for a name": (lambda: indicator(name=5), C.LABEL, "Indicator.name", "Label"),
    "an empty label": (lambda: pk.Label(zh=" "), C.LABEL, "Label", "one language"),
    "an empty code": (lambda: indicator(code=" "), C.CODE, "Indicator.code", "short name"),
    "a number for text": (lambda: indicator(source=5), C.WRONG_TYPE, "Indicator.source", "str"),
    "zero unit": (lambda: pk.Additive(0), C.RATE, "Additive.step", "greater than 0"),
    "negative share": (lambda: pk.Relative("-3%"), C.RATE, "Relative.share", "greater than 0"),
    "share of a zero target": (
        lambda: delta(target=0, per=pk.Relative("3%")),
        C.TARGET,
        "TargetDelta.target",
        "Additive",
    ),
    "a bare number for a unit": (lambda: delta(per="1%"), C.WRONG_TYPE, "TargetDelta.per", "Relative"),
    "negative rate": (lambda: delta(loss=-3), C.RATE, "TargetDelta.loss", "direction"),
    "no rate": (lambda: delta(gain=None, loss=None), C.CHOICE_NEEDED, "TargetDelta.gain", "at least one"),
    "gain on target": (lambda: delta(direction=ON), C.DIRECTION, "TargetDelta.gain", "loss"),
    "dead gain": (lambda: delta(cap=None), C.LIMITS, "TargetDelta.gain", "cap="),
    "dead loss": (lambda: delta(base_points=0), C.LIMITS, "TargetDelta.loss", "floor="),
    "floor at the cap": (lambda: delta(floor=50, cap=50), C.LIMITS, "TargetDelta.floor", "not below the cap 50"),
    "cap below the scale": (lambda: delta(cap=-1, floor=-5), C.LIMITS, "TargetDelta.cap", "low end"),
    "floor at the full mark": (lambda: delta(floor=100), C.LIMITS, "TargetDelta.floor", "full mark"),
    "rates of 0": (lambda: delta(gain=0, loss=0), C.CHOICE_NEEDED, "TargetDelta.gain", "at least one"),
    "base above the cap": (lambda: delta(gain=None, cap=90), C.LIMITS, "TargetDelta.base_points", "above the cap 90"),
    "base below the floor": (
        lambda: delta(loss=None, base_points=-5),
        C.LIMITS,
        "TargetDelta.base_points",
        "below the floor 0",
    ),
    "a rating that is better when lower": (
        lambda: pk.DirectPoints(scale=HUNDRED, direction=LOWER),
        C.DIRECTION,
        "DirectPoints.direction",
        "LetterPoints",
    ),
    "floor above cap": (lambda: delta(floor=60, cap=50), C.LIMITS, "TargetDelta.floor", "exchange"),
    "zero target": (lambda: attainment(target=0), C.TARGET, "Attainment.target", "met_or_not"),
    "negative target": (lambda: attainment(target=-5), C.TARGET, "Attainment.target", "distance"),
    "no lower method": (lambda: attainment(direction=LOWER), C.CHOICE_NEEDED, "Attainment.lower_method", "two_minus"),
    "no points at zero": (
        lambda: attainment(direction=LOWER, lower_method=pk.choices.LowerMethod.TARGET_OVER_ACTUAL),
        C.CHOICE_NEEDED,
        "Attainment.at_zero",
        "at_zero",
    ),
    "the best case scores less": (
        lambda: attainment(direction=LOWER, lower_method=pk.choices.LowerMethod.TARGET_OVER_ACTUAL, at_zero=50),
        C.LIMITS,
        "Attainment.at_zero",
        "best case",
    ),
    "a reference without its policy": (
        lambda: attainment(zero_reference=5),
        C.CHOICE_NEEDED,
        "Attainment.zero_reference",
        "both",
    ),
    "a negative reference": (
        lambda: attainment(target=0, zero_target=pk.choices.ZeroTarget.REFERENCE, zero_reference=-5),
        C.TARGET,
        "Attainment.zero_reference",
        "greater than 0",
    ),
    "no decrease": (
        lambda: pk.rules.FullMarkIfMet(target=1, decrease="slowly", direction=HIGHER),
        C.CHOICE_NEEDED,
        "FullMarkIfMet.decrease",
        "LineToZero",
    ),
    "a line on the wrong side": (
        lambda: pk.rules.FullMarkIfMet(target=1, decrease=pk.rules.LineToZero(at=2), direction=HIGHER),
        C.TARGET,
        "FullMarkIfMet.decrease.at",
        (
            "the target 1 is not better than the value 2 that is worth "
            "nothing; exchange them, or change the direction “higher is better”"
        ),
    ),
    "a line on both sides": (
        lambda: pk.rules.FullMarkIfMet(target=1, decrease=pk.rules.LineToZero(at=0), direction=ON),
        C.DIRECTION,
        "FullMarkIfMet.decrease",
        "Stepped",
    ),
    "a borrowed refusal": (
        lambda: pk.rules.FullMarkIfMet(target=-1, decrease=pk.rules.Proportional(), direction=HIGHER),
        C.TARGET,
        "FullMarkIfMet.target",
        "no share of a target",
    ),
    "a letter off the scale": (
        lambda: pk.LetterPoints(scale=pk.Scale(0, 10), letters=(("A", 11),)),
        C.LIMITS,
        "LetterPoints.letters",
        "off the scale",
    ),
    "a letter twice": (
        lambda: pk.LetterPoints(scale=pk.Scale(0, 10), letters=(("A", 9), ("A", 8))),
        C.DUPLICATE_CODE,
        "LetterPoints.letters[1]",
        "twice",
    ),
    "letters that are no pairs": (
        lambda: pk.LetterPoints(scale=pk.Scale(0, 10), letters=("A",)),
        C.WRONG_TYPE,
        "LetterPoints.letters",
        "{'A': 100",
    ),
    "a benchmark worse than its threshold": (
        lambda: improvement(direction=LOWER),
        C.TARGET,
        "AchievementImprovement.benchmark",
        "better",
    ),
    "improvement on target": (
        lambda: improvement(direction=ON),
        C.DIRECTION,
        "AchievementImprovement.direction",
        "one side",
    ),
    "improvement on a broken scale": (
        lambda: improvement(scale=pk.Scale(1, 10)),
        C.SCALE,
        "AchievementImprovement.scale",
        "Scale(0, 10)",
    ),
    "a label that is no text": (lambda: pk.Label(zh=5), C.LABEL, "Label.zh", "Net profit"),
    "an English label that is no text": (lambda: pk.Label(en=None), C.LABEL, "Label.en", "Net profit"),
    "an array of no dimension": (lambda: card(items=np.array(1.5)), C.WRONG_TYPE, "Scorecard.items", "[a]"),
    "a status for a number": (lambda: delta(target=pk.Status.UNDEFINED), C.NOT_A_NUMBER, "TargetDelta.target", "'12%'"),
    "a negative loss": (
        lambda: pk.rules.Stepped(per=pk.Additive(1), loss=-2, counting=pk.choices.Counting.PROPORTIONAL),
        C.RATE,
        "Stepped.loss",
        "direction",
    ),
    "no letters": (
        lambda: pk.LetterPoints(scale=HUNDRED, letters=()),
        C.EMPTY,
        "LetterPoints.letters",
        "letters has 0 entries and needs at least 1; write for example ('A', 100)",
    ),
    "a policy for nothing": (lambda: pk.Reweight(on=()), C.EMPTY, "Reweight.on", "Refuse()"),
    "a factor of 0": (lambda: pk.Unit("x", factor=0), C.SCALE, "Unit.factor", "100 for percent"),
    "a scale upside down": (lambda: pk.Scale(100, 0), C.SCALE, "Scale", "Scale(0, 100)"),
    "half a place": (lambda: pk.Rounding(0.5), C.ROUNDING, "Rounding.places", "step"),
    "a zero step": (lambda: pk.Rounding(step=0), C.ROUNDING, "Rounding.step", "0.5"),
    "places and step": (lambda: pk.Rounding(2, step="0.5"), C.ROUNDING, "Rounding", "one of them"),
    "no bands": (
        pk.RatingScale.descending,
        C.EMPTY,
        "RatingScale.bands",
        "bands has 0 entries and needs at least 1; write for example Band('优秀', 90, None)",
    ),
    "a rating without edge": (
        lambda: pk.RatingScale.descending("优秀"),
        C.WRONG_TYPE,
        "RatingScale.descending[0]",
        "('优秀', 90)",
    ),
    "ratings from the worst up": (
        lambda: pk.RatingScale.descending(("差", 0), ("优", 90)),
        C.BAND_ORDER,
        "RatingScale.descending[1]",
        "best",
    ),
    "a rating twice": (
        lambda: pk.RatingScale.descending(("优", 90), ("优", 0)),
        C.DUPLICATE_CODE,
        "RatingScale.bands[1].code",
        "'优' stands twice; make it one, or tell them apart",
    ),
    "integer bands": (
        lambda: bands(pk.Band("优", 90, None), pk.Band("良", None, 89, high_belongs=True)),
        C.BAND_GAP,
        "RatingScale.bands[1]",
        "descending",
    ),
    "an edge in both bands": (
        lambda: bands(pk.Band("优", 90, None), pk.Band("良", None, 90, high_belongs=True)),
        C.BAND_OVERLAP,
        "RatingScale.bands[1]",
        (
            "90 itself lies in both of 优 [90, ∞), 良 (-∞, 90]; let one end where the "
            "other begins: low_belongs=True, high_belongs=False (RatingScale.descending)"
        ),
    ),
    "an edge in no band": (
        lambda: bands(pk.Band("优", 90, None, low_belongs=False), pk.Band("良", None, 90)),
        C.BAND_GAP,
        "RatingScale.bands[1]",
        (
            "90 itself lies in neither of 优 (90, ∞), 良 (-∞, 90); let one end where the "
            "other begins: low_belongs=True, high_belongs=False (RatingScale.descending)"
        ),
    ),
    "overlapping bands": (
        lambda: bands(pk.Band("优", 80, None), pk.Band("良", None, 90)),
        C.BAND_OVERLAP,
        "RatingScale.bands[1]",
        "begins",
    ),
    "bands out of order": (
        lambda: bands(pk.Band("良", None, 90), pk.Band("优", 90, None)),
        C.BAND_ORDER,
        "RatingScale.bands[1]",
        "best",
    ),
    "a better band after a worse one": (
        lambda: bands(pk.Band("良", 0, 90), pk.Band("优", 90, 100)),
        C.BAND_ORDER,
        "RatingScale.bands[1]",
        "best",
    ),
    "a closed top": (
        lambda: bands(pk.Band("优", 90, 100), pk.Band("良", None, 90)),
        C.BAND_GAP,
        "RatingScale.bands[0]",
        "open",
    ),
    "weights of 99": (
        lambda: card(items=((rated("a"), 60), (rated("b"), "39.5"))),
        C.WEIGHT_SUM,
        "items",
        "normalised",
    ),
    "full marks off the scale": (
        lambda: card(items=((rated("a", pk.Scale(0, 60)), 60),), weighting=pk.choices.Weighting.POINTS),
        C.WEIGHT_SUM,
        "items",
        "scale",
    ),
    "a zero weight": (lambda: card(items=((rated("a"), 0),)), C.WEIGHT, "Scorecard.items[0].weight", "leave"),
    "a weighted text": (lambda: card(items=(("a", 1),)), C.WRONG_TYPE, "Scorecard.items[0]", "Indicator"),
    "no items": (
        lambda: card(items=()),
        C.EMPTY,
        "Scorecard.items",
        "items has 0 entries and needs at least 1; write for example Indicator('roe', ..., weight=20)",
    ),
    "an empty section": (
        lambda: pk.Section(code="s", name="s", items=()),
        C.EMPTY,
        "Section.items",
        "items has 0 entries and needs at least 1; write for example Indicator('roe', ..., weight=20)",
    ),
    "enormous weights": (
        lambda: card(items=((rated("a"), Fraction(10**399, 3)), (rated("b"), 1))),
        C.WEIGHT_SUM,
        "items",
        "normalised",
    ),
    "many digits, far behind the point": (
        lambda: delta(target=Decimal("1" * 790 + "e-839")),
        C.NUMBER_TOO_LARGE,
        "TargetDelta.target",
        "decimals",
    ),
    "a text for items": (lambda: card(items="ab"), C.WRONG_TYPE, "Scorecard.items", "[a]"),
    "an indicator without weight": (
        lambda: card(items=(rated("a"),)),
        C.CHOICE_NEEDED,
        "Scorecard.items[0]",
        "weight=20",
    ),
    "a code twice": (
        lambda: card(items=((rated("a"), 50), (rated("a"), 50))),
        C.DUPLICATE_CODE,
        "items[1]",
        "item 1",
    ),
    "a measure twice": (
        lambda: card(measures=(pk.Measure("a"), pk.Measure("a"))),
        C.DUPLICATE_CODE,
        "measures[1]",
        "rename",
    ),
    "points on another scale, deep": (
        lambda: card(items=((pk.Section(code="s", name="s", items=((rated("a", pk.Scale(0, 10)), 1),)), 100),)),
        C.SCALE_MISMATCH,
        "items[0].items[0].scoring.scale",
        "linear",
    ),
    "ratings on another scale": (
        lambda: card(
            items=((rated("a", pk.Scale(0, 10)), 1),),
            scale=pk.Scale(0, 10),
            ratings=pk.RatingScale.descending(("优", 90), ("差", 0)),
        ),
        C.SCALE_MISMATCH,
        "ratings",
        "one scale",
    ),
    "ratings that begin above the scale": (
        lambda: card(ratings=pk.RatingScale.descending(("优", 90), ("差", 60))),
        C.BAND_GAP,
        "ratings",
        "60",
    ),
    "zero points off the scale": (
        lambda: card(items=((rated("a", pk.Scale(1, 5)), 1),), scale=pk.Scale(1, 5), missing=pk.missing.ZeroPoints()),
        C.MISSING_POLICY,
        "items[0].missing",
        "NeutralPoints",
    ),
    "a number and a category": (
        lambda: card(
            items=(
                (rated("a"), 50),
                (
                    pk.Indicator(
                        code="b",
                        name="b",
                        formula=pk.formulas.Category("a"),
                        scoring=pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 100),)),
                    ),
                    50,
                ),
            )
        ),
        C.WRONG_TYPE,
        "items",
        "another name",
    ),
    "a policy for invalid data": (
        lambda: pk.missing.ZeroPoints(on={pk.Status.INVALID_VALUE}),
        C.MISSING_POLICY,
        "ZeroPoints.on",
        "mended",
    ),
    "a policy for nonsense": (lambda: pk.Reweight(on=3), C.WRONG_TYPE, "Reweight.on", "[a]"),
    "a status that is none": (lambda: pk.Reweight(on="ab"), C.WRONG_TYPE, "Reweight.on", "Status.NOT_DUE"),
    "statuses that are none": (lambda: pk.Reweight(on=("a",)), C.WRONG_TYPE, "Reweight.on", "Status"),
    "no minimum count": (lambda: pk.Reweight(minimum_count=0), C.MISSING_POLICY, "Reweight.minimum_count", "from 1"),
    "a minimum weight of 60": (
        lambda: pk.Reweight(minimum_weight=60),
        C.MISSING_POLICY,
        "Reweight.minimum_weight",
        "60%",
    ),
    "a policy by name": (lambda: card(missing="zero"), C.WRONG_TYPE, "Scorecard.missing", "Reweight"),
    "an adjustment upside down": (
        lambda: pk.Bonus(code="x", name="x", formula=pk.Actual("x"), floor=5, cap=0),
        C.LIMITS,
        "Bonus.floor",
        "exchange",
    ),
    "an adjustment that gives its weight away": (
        lambda: pk.Bonus(code="x", name="x", formula=pk.Actual("x"), floor=0, cap=5, missing=pk.Reweight()),
        C.MISSING_POLICY,
        "Bonus.missing",
        "ZeroPoints",
    ),
    "a formula that is none": (lambda: pk.Computed(5), C.WRONG_TYPE, "Computed.text", "text"),
    "a rank without a better end": (lambda: ranked(direction=ON), C.DIRECTION, "RankPoints.direction", "Deviation"),
    "no ranking": (lambda: ranked(ranking="fractional"), C.WRONG_TYPE, "RankPoints.ranking", "'competition'"),
    "no points of a rank": (lambda: ranked(by=100), C.CHOICE_NEEDED, "RankPoints.by", "BestToWorst"),
    "more for the last": (lambda: pk.rules.BestToWorst(60, 100), C.DIRECTION, "BestToWorst.worst", "best down"),
    "a rank above the cap": (lambda: ranked(by=pk.rules.BestToWorst(120, 0)), C.LIMITS, "RankPoints.by", "cap="),
    "a rank below the floor": (lambda: ranked(floor=70), C.LIMITS, "RankPoints.floor", "floor="),
    "no ranks": (
        lambda: pk.rules.RankTable((), others=0),
        C.EMPTY,
        "RankTable.rows",
        "rows has 0 entries and needs at least 1; write for example (1, 120)",
    ),
    "half a rank": (lambda: pk.rules.RankTable((("1/2", 9),), others=0), C.LIMITS, "RankTable.rows", "whole number"),
    "rank 0": (lambda: pk.rules.RankTable(((0, 9),), others=0), C.LIMITS, "RankTable.rows", "from 1 on"),
    "ranks out of order": (
        lambda: pk.rules.RankTable(((3, 9), (1, 9)), others=0),
        C.BAND_ORDER,
        "RankTable.rows",
        "best",
    ),
    "a rank that is no pair": (
        lambda: pk.rules.RankTable((1, 9), others=0),
        C.WRONG_TYPE,
        "RankTable.rows",
        "(1, 120)",
    ),
    "more for a worse rank": (
        lambda: pk.rules.RankTable(((1, 8), (2, 9)), others=0),
        C.DIRECTION,
        "RankTable.rows",
        "best down",
    ),
    "more for the others": (
        lambda: pk.rules.RankTable(((1, 8),), others=9),
        C.DIRECTION,
        "RankTable.others",
        "best down",
    ),
    "a table for a distribution": (
        lambda: ranked(distribution=[1, 2]),
        C.WRONG_TYPE,
        "RankPoints.distribution",
        "Distribution",
    ),
    "a percentile of 90": (lambda: percentiles(bands=((90, 100),)), C.LIMITS, "PercentilePoints.bands", "'90%'"),
    "all percentiles": (lambda: percentiles(bands=((0, 100),)), C.LIMITS, "PercentilePoints.bands", "between 0 and 1"),
    "no percentiles": (
        lambda: percentiles(bands=((1, 100),), edge=pk.choices.EdgeSide.BELOW),
        C.LIMITS,
        "PercentilePoints.bands",
        "between 0 and 1",
    ),
    "percentiles out of order": (
        lambda: percentiles(bands=(("50%", 80), ("90%", 100))),
        C.BAND_ORDER,
        "PercentilePoints.bands",
        "best",
    ),
    "others above the bands": (lambda: percentiles(others=90), C.DIRECTION, "PercentilePoints.others", "best down"),
    "others below the floor": (lambda: percentiles(floor=70), C.LIMITS, "PercentilePoints.floor", "floor="),
    "z-scores beyond the scale": (
        lambda: z_scores(mean_points=101),
        C.LIMITS,
        "ZScorePoints.mean_points",
        "0",
    ),
    "points for no spread beyond the scale": (
        lambda: z_scores(zero_sigma=-1),
        C.LIMITS,
        "ZScorePoints.zero_sigma",
        "0",
    ),
    "nine tenths": (lambda: deciles(*range(9, 0, -1)), C.LIMITS, "PercentilePoints.deciles", "ten points"),
    "points per no deviation": (lambda: z_scores(per_sigma=0), C.RATE, "ZScorePoints.per_sigma", "direction"),
    "a mean above the cap": (lambda: z_scores(cap=70), C.LIMITS, "ZScorePoints.cap", "cap="),
    "a deviation that is not rounded": (lambda: z_scores(places=2), C.WRONG_TYPE, "ZScorePoints.places", "Rounding(4)"),
    "percent in turns": (
        lambda: pk.Computed("a/b×100%", unit=pk.Unit.TIMES),
        C.SCALE_MISMATCH,
        "Computed.unit",
        "unit='percent'",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_refusals_name_place_and_way_out(case: Case) -> None:
    """A refusal has the code, the place, a way out, and a sentence in each language."""
    build, code, where, advice = case
    with pytest.raises(pk.PerfKpiError) as caught:
        placed(build())
    error = caught.value
    assert isinstance(error, ValueError)
    assert (error.code, error.where) == (code, where)
    assert not python_in(error)
    assert advice in str(error)
    assert str(error).startswith(f"[{code}] {where}: ")
    assert re.search(r"[\u4e00-\u9fff]", error.say("zh"))
    assert f"{where}: " not in error.say("zh")


def test_errors_survive_pickling() -> None:
    """An error that a worker process raises arrives whole."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        card(items=[(rated("a"), -1)])
    again = pickled(caught.value)
    assert (type(again), again.say("zh"), again.where) == (
        pk.errors.DefinitionError,
        caught.value.say("zh"),
        caught.value.where,
    )


NOTHING_TO_SHOW = {
    "an empty label",
    "no rate",
    "no lower method",
    "no points at zero",
    "an English label that is no text",
    "no letters",
    "no bands",
    "no items",
    "an empty section",
    "no ranks",
}
"""What is refused because something is missing."""


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_carries_what_was_refused(name: str) -> None:
    """The refused value is at hand as data, wherever there is one."""
    with pytest.raises(pk.PerfKpiError) as caught:
        placed(CASES[name][0]())
    assert (caught.value.value is None) == (name in NOTHING_TO_SHOW)
