"""What could be meant in two ways is refused, with the message that a user gets: the place, the value, the choices."""

from collections.abc import Callable

import pytest
from cards import HIGHER, card, rated, weighed

import perfkpi as pk

LOWER = pk.Direction.LOWER_IS_BETTER


def delta(**choices: object) -> pk.TargetDelta:
    """Points per unit of movement, complete but for what a test leaves out."""
    given = {
        "target": 12,
        "per": pk.Additive(1),
        "gain": 1,
        "base_points": 90,
        "counting": pk.choices.Counting.PROPORTIONAL,
        "direction": HIGHER,
    }
    return pk.TargetDelta(**{name: value for name, value in (given | choices).items() if value is not ...})


def kpi(formula: pk.Formula, scoring: pk.Scoring) -> pk.Indicator:
    """An indicator."""
    return pk.Indicator(code="kpi", name="kpi", formula=formula, scoring=scoring)


AMBIGUOUS: dict[str, tuple[Callable[[], object], str, str, tuple[str, ...]]] = {
    "a negative target": (
        lambda: pk.Attainment(target=-5, direction=HIGHER),
        "TARGET",
        "Attainment.target",
        ("-5", "'distance'", "TargetDelta", "为负"),
    ),
    "a target of zero": (
        lambda: pk.Attainment(target=0, direction=HIGHER),
        "TARGET",
        "Attainment.target",
        ("'met_or_not'", "reference", "不能作除数"),
    ),
    "a share of a target of zero": (
        lambda: delta(target=0, per=pk.Relative("3%")),
        "TARGET",
        "TargetDelta.target",
        ("Additive", "没有相对单位"),
    ),
    "integer bands of ratings": (
        lambda: pk.RatingScale((pk.Band("A", 90, None), pk.Band("B", None, 89, high_belongs=True))),
        "BAND_GAP",
        "RatingScale.bands[1]",
        ("89", "90", "RatingScale.descending", "首尾相接"),
    ),
    "integer tiers of a rule": (
        lambda: pk.Tiers(
            (pk.rules.Tier(60, None, pk.rules.UpTo(89)), pk.rules.Tier(100, pk.rules.From(90))), direction=HIGHER
        ),
        "BAND_GAP",
        "Tiers.tiers[1]",
        ("89", "90"),
    ),
    "an edge of a tier that belongs to neither": (
        lambda: pk.Tiers((pk.rules.Tier(60), pk.rules.Tier(100, 90)), direction=HIGHER),
        "CHOICE_NEEDED",
        "Tier.low",
        ("From(90)", "Above(90)", "以上", "超过"),
    ),
    "ten-point items on a hundred-point card": (
        lambda: card((rated("a", pk.Scale(0, 10)), 100)),
        "SCALE_MISMATCH",
        "items[0].scoring.scale",
        ("0..10", "0–100 分", "'linear'", "折算"),
    ),
    "ratings on another scale": (
        lambda: card(*weighed(a=100), ratings=pk.RatingScale.descending(("A", 900), ("B", 0))),
        "SCALE_MISMATCH",
        "ratings",
        ("900", "0..100", "统一分制"),
    ),
    "a direction against the sign of a deviation": (
        lambda: kpi(
            pk.Deviation("a", "b", sign=pk.choices.DeviationSign.SAVING),
            delta(direction=LOWER, target="5%", per=pk.Additive("1%")),
        ),
        "DIRECTION",
        "scoring.direction",
        ("“lower is better”", "“higher is better”", "“越低越好”", "“预算差异率（节约为正）”矛盾"),
    ),
    "which deviation is meant": (
        lambda: pk.Deviation("a", "b"),
        "CHOICE_NEEDED",
        "Deviation.sign",
        ("'saving'", "'overrun'", "'absolute'", "请选择"),
    ),
    "whether a part of a unit counts": (
        lambda: delta(counting=...),
        "CHOICE_NEEDED",
        "TargetDelta.counting",
        ("'proportional'", "'full_units'", "'started_units'", "请选择"),
    ),
    "what a unit is": (
        lambda: delta(per="1%"),
        "WRONG_TYPE",
        "TargetDelta.per",
        ("Additive('1%')", "Relative('1%')", "百分点"),
    ),
    "which way is better": (
        lambda: pk.Attainment(target=5),
        "CHOICE_NEEDED",
        "Attainment.direction",
        ("'higher'", "'lower'", "请选择"),
    ),
    "how less is attained": (
        lambda: pk.Attainment(target=5, direction=LOWER),
        "CHOICE_NEEDED",
        "Attainment.lower_method",
        ("target_over_actual", "two_minus_ratio", "direction='lower'"),
    ),
    "how points decrease": (
        lambda: pk.rules.FullMarkIfMet(target=5, direction=HIGHER),
        "CHOICE_NEEDED",
        "FullMarkIfMet.decrease",
        ("Proportional(...)", "Stepped(...)", "LineToZero(...)"),
    ),
    "marginal or whole amounts": (
        lambda: pk.rules.TieredAmount((pk.rules.RateTier(1),), base_points=0, direction=HIGHER),
        "CHOICE_NEEDED",
        "TieredAmount.basis",
        ("'marginal'", "'whole'", "请选择"),
    ),
    "what a curve does beyond its knots": (
        lambda: pk.PiecewiseLinear(
            (pk.rules.Knot(0, 0), pk.rules.Knot(1, 100)), below=pk.choices.Extrapolation.HOLD, direction=HIGHER
        ),
        "CHOICE_NEEDED",
        "PiecewiseLinear.above",
        ("above",),
    ),
    "twelve on a percentage": (
        lambda: kpi(pk.Ratio("a", "b", unit=pk.Unit.PERCENT), delta()),
        "BARE_PERCENT",
        "scoring.target",
        ("'12%'", "'1200%'", "百分之几"),
    ),
    "ranks of equals": (
        lambda: pk.rules.RankPoints(direction=HIGHER, by=pk.rules.BestToWorst(100, 60)),
        "CHOICE_NEEDED",
        "RankPoints.ranking",
        ("'competition'", "'dense'"),
    ),
    "pooled or mean of ratios": (
        lambda: pk.formulas.ByDimension(
            members=("n", "s"), numerator="a_{}", denominator="b_{}", absent=pk.choices.AbsentMembers.REFUSE
        ),
        "CHOICE_NEEDED",
        "ByDimension.roll_up",
        ("'pooled'", "'mean_of_ratios'"),
    ),
    "raters alike or roles alike": (
        lambda: pk.formulas.RaterMean((pk.formulas.RaterRole("peer", 60, mean="peers", raters="n", minimum=3),)),
        "CHOICE_NEEDED",
        "RaterMean",
        ("'per_role'", "'per_rater'", "请选择"),
    ),
    "who stands behind a gate": (
        lambda: pk.adjustments.Gate(
            code="g", name="g", opens=pk.conditions.AtLeast("a", 1), closed=pk.adjustments.PayNothing()
        ),
        "CHOICE_NEEDED",
        "Gate.items",
        ("items=", "exempt=", "二者择一"),
    ),
    "no complaints on record": (
        pk.records.CountRecords,
        "CHOICE_NEEDED",
        "CountRecords.no_records",
        ("'zero'", "'not_measured'"),
    ),
    "weights that sum to 99": (
        lambda: card(*weighed(a=50, b=49)),
        "WEIGHT_SUM",
        "items",
        ("99", "weighting='normalised'", "合计"),
    ),
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_an_ambiguous_spelling_is_refused(name: str) -> None:
    """Nothing is guessed: the message has the place, the value and the choices, in both languages."""
    attempt, code, where, says = AMBIGUOUS[name]
    with pytest.raises(pk.errors.DefinitionError) as caught:
        attempt()
    error = caught.value
    assert (error.code, error.where) == (pk.errors.Code[code], where)
    assert error.en != error.zh
    both = f"{error.say('en')}\n{error.say('zh')}"
    assert [text for text in says if text not in both] == []


def test_an_argument_nobody_knows_is_refused() -> None:
    """A misspelt argument names itself, and what may have been meant."""
    with pytest.raises(pk.errors.DefinitionError, match=r"no argument 'countin' \(did you mean 'counting'\?\)"):
        delta(countin=1)
