"""Every rule agrees with a straight-line calculation of the sentence it implements."""

import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from references import TABLES, bounded
from strategies import LETTERS, POINTS, concrete, line_of

import perfkpi as pk
from perfkpi.testing import numbers, rules, values_for

HIGHER, LOWER, ON = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER, pk.Direction.ON_TARGET
Points = Fraction | None


def better_by(direction: pk.Direction, value: Fraction, target: Fraction) -> Fraction:
    """How much better than the target a value is."""
    return {HIGHER: value - target, LOWER: target - value, ON: -abs(value - target)}[direction]


def unit_of(unit: pk.Additive | pk.Relative, target: Fraction) -> Fraction:
    """The size of one unit."""
    return unit.step if isinstance(unit, pk.Additive) else unit.share * abs(target)


def counted(units: Fraction, counting: pk.choices.Counting) -> Fraction:
    """The units that count."""
    if counting is pk.choices.Counting.PROPORTIONAL:
        return units
    size = math.floor(abs(units)) if counting is pk.choices.Counting.FULL_UNITS else math.ceil(abs(units))
    return Fraction(size if units > 0 else -size)


def target_delta(rule: pk.TargetDelta, value: Fraction, baseline: Fraction) -> Points:
    """Base points, more for each unit better, fewer for each unit worse."""
    del baseline
    gap = better_by(rule.direction, value, rule.target)
    if gap >= 0:
        moved = counted(gap / unit_of(rule.per, rule.target), rule.counting) * (rule.gain or 0)
    else:
        moved = counted(gap / unit_of(rule.loss_per or rule.per, rule.target), rule.counting) * (rule.loss or 0)
    return bounded(rule, rule.base_points + moved)


def attainment(rule: pk.Attainment, value: Fraction, baseline: Fraction) -> Points:
    """The attained share of the full mark."""
    del baseline
    full = rule.points_scale.high if rule.full_mark is None else rule.full_mark
    gap = better_by(rule.direction, value, rule.target)
    if rule.target == 0 and rule.zero_target is pk.choices.ZeroTarget.MET_OR_NOT:
        return bounded(rule, full if gap >= 0 else Fraction(0))
    if rule.target == 0 and rule.zero_target is pk.choices.ZeroTarget.NOT_APPLICABLE:
        return None
    if rule.target == 0:
        return bounded(rule, full * (1 + gap / rule.zero_reference))
    if rule.target > 0 and rule.lower_method is pk.choices.LowerMethod.TARGET_OVER_ACTUAL:
        if value < 0:
            return None
        return bounded(rule, rule.at_zero if value == 0 else full * rule.target / value)
    return bounded(rule, full * (1 + gap / abs(rule.target)))


def full_mark(rule: pk.rules.FullMarkIfMet, value: Fraction, baseline: Fraction) -> Points:
    """The full mark where the target is met, fewer where it is not."""
    del baseline
    full = rule.points_scale.high
    gap = better_by(rule.direction, value, rule.target)
    over = isinstance(rule.decrease, pk.rules.Proportional) and rule.decrease.lower_method
    if over is pk.choices.LowerMethod.TARGET_OVER_ACTUAL and value < 0:
        return None
    if gap >= 0:
        return bounded(rule, full)
    if isinstance(rule.decrease, pk.rules.LineToZero):
        low, at = rule.points_scale.low, rule.decrease.at
        return bounded(rule, low + (full - low) * (value - at) / (rule.target - at))
    if isinstance(rule.decrease, pk.rules.Stepped):
        units = counted(gap / unit_of(rule.decrease.per, rule.target), rule.decrease.counting)
        return bounded(rule, full + units * rule.decrease.loss)
    if over is pk.choices.LowerMethod.TARGET_OVER_ACTUAL:
        return bounded(rule, full * rule.target / value)
    return bounded(rule, full * (1 + gap / abs(rule.target)))


def by_letter(rule: pk.LetterPoints, value: str, baseline: Fraction) -> Points:
    """What the letter is worth."""
    del baseline
    return dict(rule.letters).get(value)


def rated(rule: pk.DirectPoints, value: Fraction, baseline: Fraction) -> Points:
    """The rating itself, on its scale."""
    del baseline
    return value if rule.points_scale.low <= value <= rule.points_scale.high else None


def half_up(number: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    return math.floor(number + Fraction(1, 2)) if number >= 0 else -math.floor(-number + Fraction(1, 2))


def achievement_part(full: Fraction, p: Fraction, t: Fraction, m: Fraction) -> int:
    """The published sentence for achievement: value p, threshold t, benchmark m."""
    if p >= m:
        return int(full)
    return 0 if p < t else half_up((full - 1) * (p - t) / (m - t) + Fraction(1, 2))


def improvement_part(full: Fraction, p: Fraction, b: Fraction, m: Fraction) -> int:
    """The published sentence for improvement, its tests in the published order: value p, baseline b, benchmark m."""
    if p <= b:
        return 0
    if p >= m:
        return int(full) - 1
    return min(max(half_up(full * (p - b) / (m - b) - Fraction(1, 2)), 0), int(full) - 1)


def parts(rule: pk.rules.AchievementImprovement, value: Fraction, baseline: Fraction) -> dict[str, int]:
    """Both parts, all figures negated where lower is better."""
    sign = 1 if rule.direction is HIGHER else -1
    p, t, m, b = (sign * figure for figure in (value, rule.threshold, rule.benchmark, baseline))
    full = rule.points_scale.high
    return {"achievement": achievement_part(full, p, t, m), "improvement": improvement_part(full, p, b, m)}


def improvement(rule: pk.rules.AchievementImprovement, value: Fraction, baseline: Fraction) -> Points:
    """The larger of achievement and improvement."""
    return Fraction(max(parts(rule, value, baseline).values()))


def alternatives(rule: pk.rules.Alternatives, value: Fraction | str, baseline: Fraction) -> Points:
    """The points of the rule that is chosen."""
    chosen = {each.code: each.rule for each in rule.rules}[rule.chosen]
    return REFERENCES[type(chosen).__name__](chosen, value, baseline)


def everybody(rule: pk.rules.PopulationRule) -> list[Fraction]:
    """Every value of a population, one by one."""
    listed = rule.distribution.values
    return [value for value, count in zip(listed.values, listed.counts(), strict=True) for _ in range(count)]


def better_than(rule: pk.rules.PopulationRule, value: Fraction) -> list[Fraction]:
    """The values of all who are better."""
    return [other for other in everybody(rule) if better_by(rule.direction, other, value) > 0]


def by_rank(rule: pk.rules.RankPoints, value: Fraction, baseline: Fraction) -> Points:
    """One more than there are better people, or better values; the points of that rank."""
    del baseline
    if not everybody(rule):
        return None
    dense = rule.ranking is pk.choices.Ranking.DENSE
    better, people = ((set if dense else list)(each) for each in (better_than(rule, value), everybody(rule)))
    rank, last = len(better) + 1, len(people)
    if isinstance(rule.by, pk.rules.RankTable):
        return bounded(rule, next((points for edge, points in rule.by.rows if rank <= edge), rule.by.others))
    if rank > last:
        return bounded(rule, rule.by.worst)
    share = Fraction(rank - 1, last - 1) if last > 1 else Fraction(0)
    return bounded(rule, rule.by.best + share * (rule.by.worst - rule.by.best))


def percentile(rule: pk.rules.PercentilePoints, value: Fraction) -> Fraction:
    """The share of those who are worse, and of those who are equal as declared."""
    people = everybody(rule)
    equal = people.count(value)
    worse = len(people) - equal - len(better_than(rule, value))
    part = {
        pk.choices.PercentileShare.WORSE: Fraction(0),
        pk.choices.PercentileShare.WORSE_OR_EQUAL: Fraction(1),
        pk.choices.PercentileShare.MIDDLE: Fraction(1, 2),
    }
    return (worse + part[rule.share] * equal) / len(people)


def by_percentile(rule: pk.rules.PercentilePoints, value: Fraction, baseline: Fraction) -> Points:
    """The points of the best band that is reached."""
    del baseline
    if not everybody(rule):
        return None
    found, above = percentile(rule, value), rule.edge is pk.choices.EdgeSide.ABOVE
    reached = (points for edge, points in rule.bands if found > edge or (found == edge and above))
    return bounded(rule, next(reached, rule.others))


def nearest(number: Decimal, rounding: pk.Rounding) -> Fraction:
    """A number of many digits, rounded as declared."""
    unit = Decimal(rounding.unit.numerator) / rounding.unit.denominator
    steps = (number / unit).to_integral_value(f"ROUND_{rounding.mode.name}")
    return int(steps) * rounding.unit


def moments(rule: pk.rules.ZScorePoints) -> tuple[Fraction, Fraction]:
    """Mean and standard deviation, by the textbook in two hundred digits."""
    people = everybody(rule)
    mean = sum(people) / Fraction(len(people))
    free = len(people) - (rule.sigma is pk.choices.Sigma.SAMPLE)
    variance = sum((each - mean) ** 2 for each in people) / Fraction(free) if free else Fraction(0)
    with localcontext(prec=200):
        decimal_mean = Decimal(mean.numerator) / mean.denominator
        deviation = (Decimal(variance.numerator) / variance.denominator).sqrt()
        return nearest(decimal_mean, rule.places), nearest(deviation, rule.places)


def by_z_score(rule: pk.rules.ZScorePoints, value: Fraction, baseline: Fraction) -> Points:
    """Points for each rounded standard deviation better than the rounded mean."""
    del baseline
    if not everybody(rule):
        return None
    mean, sigma = moments(rule)
    if len(set(everybody(rule))) == 1:
        return bounded(rule, rule.zero_sigma)
    if not sigma:
        return None
    return bounded(rule, rule.mean_points + rule.per_sigma * better_by(rule.direction, value, mean) / sigma)


def efficacy(rule: pk.rules.EfficacyCoefficient, value: Fraction, baseline: Fraction) -> Points:
    """The band by comparing one standard value after the other, all figures negated where lower is better."""
    del baseline
    sign = 1 if rule.direction is HIGHER else -1
    standards, a = [sign * each for each in attrs.astuple(rule.standards)], sign * value
    nothing = rule.nothing_from is not None and a <= sign * rule.nothing_from
    if nothing or a < standards[4]:
        return Fraction(0)
    place = next(index for index, standard in enumerate(standards) if a >= standard)
    share = rule.coefficients[place]
    if place > 0:
        upper, lower = standards[place - 1], standards[place]
        share += (a - lower) / (upper - lower) * (rule.coefficients[place - 1] - share)
    return rule.points_scale.high * share


def linear_efficacy(rule: pk.rules.LinearEfficacy, value: Fraction, baseline: Fraction) -> Points:
    """The line through the worst value and the best one."""
    del baseline
    return bounded(rule, rule.base_points + rule.span * (value - rule.worst) / (rule.best - rule.worst))


def half_even(number: Fraction) -> Fraction:
    """The nearest tenth, halves to the even one."""
    return Fraction(round(number * 10), 10)


def over(number: Fraction, divisor: Fraction, sign: pk.choices.Sign) -> Points:
    """A quotient, where there is one; a divisor below zero only where any sign is meant."""
    return number / divisor if divisor > 0 or (divisor and sign is pk.choices.Sign.ANY) else None


@attrs.frozen
class Row:
    """A value, a baseline and a target, and which divisors are meant."""

    v: Fraction
    b: Fraction
    t: Fraction | None
    sign: pk.choices.Sign


POINTS_IN_PYTHON: tuple[Callable[[Row], Points], ...] = (
    lambda row: 100 - (row.v - 1) * 20,
    lambda row: Fraction(100) if row.v >= Fraction(60, 100) else row.v * 100,
    lambda row: Fraction(50) if 0 <= row.v < 1 or row.v == 2 else min(max(row.v, Fraction(0)), Fraction(80)),
    lambda row: half_even(row.v / 3) + row.b,
    lambda row: row.b + row.v,  # it is never missing here
    lambda row: 50 + (row.v - row.t) / (1 + row.t * row.t) * 10,
    lambda row: Fraction(100) if row.v >= row.t and row.b > 0 else over(Fraction(60), row.v, row.sign),
)


def computed(rule: pk.rules.ComputedPoints, value: Fraction, baseline: Fraction) -> Points:
    """The same text, written in Python."""
    points = POINTS_IN_PYTHON[POINTS.index(rule.text)](Row(value, baseline, rule.target, rule.denominator_sign))
    return None if points is None else bounded(rule, points)


REFERENCES: dict[str, Callable[[pk.Scoring, Fraction, Fraction], Points]] = {
    "AchievementImprovement": improvement,
    "Attainment": attainment,
    "ComputedPoints": computed,
    "EfficacyCoefficient": efficacy,
    "FullMarkIfMet": full_mark,
    "PercentilePoints": by_percentile,
    "RankPoints": by_rank,
    "LinearEfficacy": linear_efficacy,
    "DirectPoints": rated,
    "LetterPoints": by_letter,
    "TargetDelta": target_delta,
    "Alternatives": alternatives,
    **TABLES,
    "ZScorePoints": by_z_score,
}


def test_every_rule_has_a_reference() -> None:
    """A new rule comes with its straight-line calculation."""
    assert set(concrete(pk.Scoring)) == set(REFERENCES)


SCALES = st.sampled_from((pk.Scale(0, 100), pk.Scale(0, 10), pk.Scale(1, 5)))


@pytest.mark.parametrize("name", list(REFERENCES))
@given(data=st.data())
@settings(max_examples=examples(100))
def test_every_rule_agrees_with_its_reference(data: st.DataObject, name: str) -> None:
    """Points are the same rational that the straight-line calculation gives; where it has none, there are none."""
    rule = data.draw(rules(EVERYTHING[name], scale=data.draw(SCALES)))
    value = data.draw(st.sampled_from((*LETTERS, "Z")) if rule.takes_category else values_for(rule))
    baseline = data.draw(values_for(rule))
    expected = REFERENCES[name](rule, value, baseline)
    line = line_of(rule, value, baseline)
    assert line.points == expected
    assert (line.status is pk.Status.OK) == (expected is not None)


@given(rules(pk.rules.AchievementImprovement), st.data())
@settings(max_examples=examples(50))
def test_both_parts_agree_with_their_reference(rule: pk.rules.AchievementImprovement, data: st.DataObject) -> None:
    """Achievement and improvement each equal the published sentence, also the one that does not count."""
    value, baseline = data.draw(values_for(rule)), data.draw(values_for(rule))
    assert dict(line_of(rule, value, baseline).parts) == parts(rule, value, baseline)


FORMULA_CASES = st.tuples(numbers(), numbers(-20, 20))


@given(FORMULA_CASES)
@settings(max_examples=examples(40))
def test_every_formula_agrees_with_its_definition(figures: tuple[Fraction, Fraction]) -> None:
    """Ratios, deviations, growth and text formulas are what their sentences say, and undefined on a zero."""
    a, b = figures
    signed = a / b if b else None
    quotient = signed if b > 0 else None
    expected = {
        pk.Actual("value"): a,
        pk.Ratio("value", "b"): quotient,
        pk.Ratio("value", "b", denominator_sign=pk.choices.Sign.ANY): signed,
        pk.Deviation("value", "b", sign=pk.choices.DeviationSign.SAVING): None if quotient is None else 1 - quotient,
        pk.Growth("value", "b"): (a - b) / b if b > 0 else None,
        pk.Growth("value", "b", nonpositive_prior=pk.choices.PriorPolicy.DISTANCE): (a - b) / abs(b) if b else None,
        pk.Computed("(value + b) / 2"): (a + b) / 2,
        pk.formulas.ConditionsMet((pk.conditions.AtLeast("value", 10), pk.conditions.LessThan("b", 5))): (a >= 10)
        + (b < 5),
        pk.Computed("1-(value/b)×100%"): None if quotient is None else 1 - quotient,
    }
    lower = {
        pk.Deviation("value", "b", sign=pk.choices.DeviationSign.OVERRUN): None if quotient is None else quotient - 1,
        pk.Deviation("value", "b", sign=pk.choices.DeviationSign.ABSOLUTE): abs(a - b) / b if b > 0 else None,
    }
    for direction, formulas in ((HIGHER, expected), (LOWER, lower)):
        rule = pk.TargetDelta(
            target=0,
            per=pk.Additive("0.5"),
            loss=1,
            base_points=100,
            counting=pk.choices.Counting.PROPORTIONAL,
            direction=direction,
        )
        for formula, value in formulas.items():
            indicator = pk.Indicator(code="item", name="item", formula=formula, scoring=rule)
            card = pk.Scorecard(code="card", name="card", items=((indicator, 100),))
            assert pk.appraise(card, {"value": a, "b": b}).lines[0].value == value, formula
