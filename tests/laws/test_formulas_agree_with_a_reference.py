"""Every formula agrees with a straight-line calculation of its sentence, also where that has no number."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs
import pytest
from effort import examples
from golden import references
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from strategies import mend, own_formulas

import perfkpi as pk
from perfkpi.testing import card_of, formulas, numbers

HUNDRED = 100
NOTHING, FEW = pk.Status.NOT_APPLICABLE, pk.Status.INSUFFICIENT
UNDEFINED, INVALID = pk.Status.UNDEFINED, pk.Status.INVALID_VALUE
Figures = Mapping[str, Fraction]
Answer = Fraction | pk.Status


def quotient(top: Fraction, bottom: Fraction, sign: pk.choices.Sign) -> Answer:
    """A quotient, if it has a divisor, and that no sign which nobody meant."""
    return top / bottom if bottom > 0 or (bottom and sign is pk.choices.Sign.ANY) else UNDEFINED


def counts(*figures: Fraction) -> bool:
    """Whether all figures are whole and not negative."""
    return all(figure.denominator == 1 and figure >= 0 for figure in figures)


def of_cases(part: Fraction, cases: Fraction) -> Answer:
    """A count among cases."""
    if not counts(part, cases) or part > cases:
        return INVALID
    return part / cases if cases else NOTHING


def ratio(rule: pk.Ratio, at: Figures) -> Answer:
    """One by the other."""
    return quotient(at[rule.numerator], at[rule.denominator], rule.denominator_sign)


def deviation(rule: pk.Deviation, at: Figures) -> Answer:
    """How far the actual figure is from the budget."""
    actual, budget = at[rule.actual], at[rule.budget]
    gap = {
        pk.choices.DeviationSign.SAVING: budget - actual,
        pk.choices.DeviationSign.OVERRUN: actual - budget,
        pk.choices.DeviationSign.ABSOLUTE: abs(actual - budget),
    }[rule.sign]
    return quotient(gap, budget, rule.denominator_sign)


def growth(rule: pk.Growth, at: Figures) -> Answer:
    """The difference by the prior figure."""
    actual, prior = at[rule.actual], at[rule.prior]
    if prior > 0:
        return (actual - prior) / prior
    if prior == 0 or rule.nonpositive_prior is pk.choices.PriorPolicy.UNDEFINED:
        return UNDEFINED
    return (actual - prior) / -prior


def completion(rule: pk.formulas.Completion, at: Figures) -> Answer:
    """What was done of what was planned."""
    actual, planned = at[rule.actual], at[rule.planned]
    if planned == 0:
        return NOTHING
    return UNDEFINED if planned < 0 else actual / planned


def share(rule: pk.formulas.Share, at: Figures) -> Answer:
    """A part of a whole."""
    part, whole = at[rule.part], at[rule.whole]
    if not 0 <= part <= whole:
        return INVALID
    return part / whole if whole else NOTHING


def complement(rule: pk.formulas.Complement, at: Figures) -> Answer:
    """What a share leaves."""
    whole = REFERENCES[type(rule.of).__name__](rule.of, at)
    if isinstance(whole, pk.Status):
        return whole
    return 1 - whole if 0 <= whole <= 1 else UNDEFINED


def turnover(rule: pk.formulas.TurnoverRate, at: Figures) -> Answer:
    """Leavers by the mean of two headcounts."""
    leavers, opening, closing = at[rule.leavers], at[rule.opening], at[rule.closing]
    if not counts(leavers) or opening < 0 or closing < 0:
        return INVALID
    return 2 * leavers / (opening + closing) if opening + closing else NOTHING


def mean_balance(rule: pk.formulas.MeanBalance, at: Figures) -> Answer:
    """The mean of balances, or of the means of neighbours."""
    balances = [at[each] for each in rule.balances]
    if rule.averaging is pk.choices.Averaging.SIMPLE:
        return sum(balances) / Fraction(len(balances))
    means = [(one + two) / 2 for one, two in pairwise(balances)]
    return sum(means) / Fraction(len(means))


def mean_duration(rule: pk.formulas.MeanDuration, at: Figures) -> Answer:
    """The time of all cases by their number."""
    total, cases = at[rule.total], at[rule.cases]
    if total < 0 or not counts(cases):
        return INVALID
    return total / cases if cases else NOTHING


def answered(given: list[Fraction], minimum: int, value: Callable[[list[Fraction]], Fraction]) -> Answer:
    """A value of answers, if there are enough."""
    if not counts(*given):
        return INVALID
    if sum(given) == 0:
        return NOTHING
    return FEW if sum(given) < minimum else value(given)


def survey_mean(rule: pk.formulas.SurveyMean, at: Figures) -> Answer:
    """Every answer written out, and their mean."""

    def mean(given: list[Fraction]) -> Fraction:
        written = [answer for (answer, _), many in zip(rule.counts, given, strict=True) for _ in range(int(many))]
        return sum(written) / Fraction(len(written))

    return answered([at[measure] for _, measure in rule.counts], rule.minimum_answers, mean)


def top_box(rule: pk.formulas.TopBoxShare, at: Figures) -> Answer:
    """Every answer written out, and how many are good enough."""

    def top(given: list[Fraction]) -> Fraction:
        written = [answer for (answer, _), many in zip(rule.counts, given, strict=True) for _ in range(int(many))]
        return Fraction(sum(answer >= rule.at_least for answer in written), len(written))

    return answered([at[measure] for _, measure in rule.counts], rule.minimum_answers, top)


def promoters(rule: pk.formulas.NetPromoterScore, at: Figures) -> Answer:
    """The percentage of promoters less that of detractors."""
    unit = HUNDRED if rule.written is pk.choices.PromoterScale.NUMBER else 1
    given = [at[rule.promoters], at[rule.passives], at[rule.detractors]]
    return answered(given, rule.minimum_answers, lambda each: unit * each[0] / sum(each) - unit * each[2] / sum(each))


def survey_index(rule: pk.formulas.SurveyIndex, at: Figures) -> Answer:
    """The way from the worst answer, of the way to the best."""
    mean, low, high = at[rule.mean], rule.scale.low, rule.scale.high
    many = rule.minimum_answers if rule.answers is None else at[rule.answers]
    found = answered([Fraction(many)], rule.minimum_answers, lambda _: HUNDRED * (mean - low) / (high - low))
    off = not low <= mean <= high
    return INVALID if off and isinstance(found, Fraction) else found


def rating(rule: pk.formulas.RaterScore, at: Figures) -> Answer:
    """What stands on the scale."""
    number = at[rule.measure]
    return number if rule.scale.low <= number <= rule.scale.high else INVALID


def exam(rule: pk.formulas.ExamScore, at: Figures) -> Answer:
    """What was earned of the full mark."""
    earned = at[rule.earned]
    return earned / rule.maximum if 0 <= earned <= rule.maximum else INVALID


def usage(rule: pk.formulas.Usage, at: Figures) -> Answer:
    """How far the usage is from the norm."""
    actual, output = at[rule.actual], Fraction(1) if rule.output is None else at[rule.output]
    if actual < 0 or output < 0:
        return INVALID
    if output == 0:
        return NOTHING
    allowed = rule.norm * output
    gap = {
        pk.choices.DeviationSign.SAVING: allowed - actual,
        pk.choices.DeviationSign.OVERRUN: actual - allowed,
        pk.choices.DeviationSign.ABSOLUTE: abs(actual - allowed),
    }[rule.sign]
    return gap / allowed


def dimension(rule: pk.formulas.ByDimension, at: Figures) -> Answer:
    """Pooled, or a mean of the members' ratios."""
    tops = [at[rule.numerator.replace("{}", member)] for member in rule.members]
    bottoms = [at[rule.denominator.replace("{}", member)] for member in rule.members]
    sign = rule.denominator_sign
    if rule.roll_up is pk.choices.RollUp.POOLED:
        return quotient(sum(tops), sum(bottoms), sign)
    members = list(zip(rule.weights or [Fraction(1)] * len(tops), tops, bottoms, strict=True))
    if rule.absent is pk.choices.AbsentMembers.LEAVE_OUT:
        members = [(weight, top, bottom) for weight, top, bottom in members if top or bottom]
        if len(members) < rule.minimum_members:
            return FEW
    ratios = [quotient(top, bottom, sign) for _, top, bottom in members]
    if any(ratio is UNDEFINED for ratio in ratios):  # and not 5, which equals it
        return UNDEFINED
    weights = [weight for weight, _, _ in members]
    return sum(weight * ratio for weight, ratio in zip(weights, ratios, strict=True)) / sum(weights)


def text(rule: pk.Computed, at: Figures) -> Answer:
    """The few texts of the strategies, in Python."""
    name, other = rule.parsed.expression.inputs()[0].name, [node.name for node in rule.parsed.expression.inputs()][-1]
    a, b = at[name], at[other]
    if "/2" in rule.text:
        return (a + b) / 2
    if "/" in rule.text:
        return quotient(a, b, rule.denominator_sign)
    return a - 2 * b if "×" in rule.text else a


def rater_mean(rule: pk.formulas.RaterMean, at: Figures) -> Answer:
    """The weighted mean of those roles that have enough raters, if their weights are enough."""
    if not counts(*(at[role.raters] for role in rule.roles)):
        return INVALID
    heard = [role for role in rule.roles if at[role.raters] >= role.minimum]
    there = sum(role.weight for role in heard) / sum(role.weight for role in rule.roles)
    if not heard or there < rule.minimum_weight or any(role.required and role not in heard for role in rule.roles):
        return FEW
    per_rater = rule.weighting is pk.choices.RaterWeighting.PER_RATER
    weights = [role.weight * (at[role.raters] if per_rater else 1) for role in heard]
    return sum(weight * at[role.mean] for weight, role in zip(weights, heard, strict=True)) / sum(weights)


def typed(name: str, sign: str, number: str) -> pk.conditions.Comparison:
    """The class of a comparison that was typed."""
    kinds = {
        ">=": pk.conditions.AtLeast,
        ">": pk.conditions.MoreThan,
        "≤": pk.conditions.AtMost,
        "<": pk.conditions.LessThan,
    }
    return kinds[sign](name, Fraction(number))


def holds(condition: pk.conditions.Condition, at: Figures) -> bool:
    """Whether a condition on measures holds."""
    match condition:
        case pk.conditions.Not(inner):
            return not holds(inner, at)
        case pk.conditions.AllOf(several):
            return all(holds(each, at) for each in several)
        case pk.conditions.AnyOf(several):
            return any(holds(each, at) for each in several)
        case pk.conditions.ComputedCondition(text):
            word, joined = (" and ", all) if " and " in text else (" 或 ", any)
            return joined(holds(typed(*each.split(" ")), at) for each in text.split(word))
        case _:
            figure, edge = at[condition.operand], condition.threshold
            compared = {
                pk.conditions.AtLeast: figure >= edge,
                pk.conditions.MoreThan: figure > edge,
                pk.conditions.AtMost: figure <= edge,
                pk.conditions.LessThan: figure < edge,
            }
            return compared[type(condition)]


WITHOUT = {"Category", "PanelMean", "Composite"}
"""Letters are no figures; a composite is checked as the card that it is."""


REFERENCES: dict[str, Callable[[pk.Formula, Figures], Answer]] = {
    "Actual": lambda rule, at: at[rule.measure],
    "AdjustedActual": lambda rule, at: at[rule.actual] + sum(each.amount for each in rule.corrections),
    "AverageBalance": lambda rule, at: (at[rule.opening] + at[rule.closing]) / 2,
    "ByDimension": dimension,
    "ChurnRate": lambda rule, at: of_cases(at[rule.lost], at[rule.opening]),
    "Complement": complement,
    "Completion": completion,
    "Computed": text,
    "Conditional": lambda rule, at: rule.then if holds(rule.condition, at) else rule.otherwise,
    "ConditionsMet": lambda rule, at: Fraction(sum(holds(each, at) for each in rule.conditions)),
    "Count": lambda rule, at: at[rule.measure] if counts(at[rule.measure]) else INVALID,
    "Deviation": deviation,
    "Duration": lambda rule, at: at[rule.measure] if at[rule.measure] >= 0 else INVALID,
    "ExamScore": exam,
    "Growth": growth,
    "MeanBalance": mean_balance,
    "MeanDuration": mean_duration,
    "NetPromoterScore": promoters,
    "RaterMean": rater_mean,
    "RaterScore": rating,
    "Ratio": ratio,
    "Share": share,
    "SurveyIndex": survey_index,
    "SurveyMean": survey_mean,
    "TopBoxShare": top_box,
    "TurnoverRate": turnover,
    "Usage": usage,
}


HELP: dict[str, object] = {
    "counts": counts,
    "of_cases": of_cases,
    "quotient": quotient,
    "Sign": pk.choices.Sign,
    "Status": pk.Status,
}
"""What a calculation in a file of cases may use beside the operands."""


def stated(text: str) -> Callable[[Any, Figures], Answer]:
    """The calculation that a file of cases states."""

    def calculated(rule: pk.Formula, at: Figures) -> Answer:
        operands = {each.name: getattr(rule, each.name) for each in attrs.fields(type(rule)) if each.init}
        figures = {name: at[operand] if isinstance(operand, str) else operand for name, operand in operands.items()}
        return eval(text, {"__builtins__": {}} | HELP, figures)  # noqa: S307  # the test's own text, as the oracle

    return calculated


REFERENCES |= {name: stated(text) for name, text in references().items()}


def line_of(formula: pk.Formula, figures: Mapping[str, object]) -> pk.results.IndicatorLine:
    """What becomes of a formula, under a rule that takes its direction."""
    rule = pk.TargetDelta(
        target=0,
        per=pk.Additive("10%"),
        loss=1,
        base_points=60,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=formula.fits[0],
    )
    return pk.appraise(card_of(rule, formula), figures).lines[0]


def test_every_formula_has_a_reference() -> None:
    """A new formula comes with its straight-line calculation."""
    assert set(own_formulas()) - WITHOUT == set(REFERENCES)


@st.composite
def cases(draw: Callable[[st.SearchStrategy], object], name: str) -> tuple[pk.Formula, dict[str, Fraction]]:
    """A formula and its figures: anything, or as a rule what it can take."""
    formula = draw(formulas(EVERYTHING[name]))
    figures = {node.name: draw(numbers(-20, 60) | st.just(Fraction(0))) for node in formula.express().inputs()}
    if draw(st.integers(0, 3)):
        mend(draw, formula, figures)
    return formula, figures


@pytest.mark.parametrize("name", list(REFERENCES))
@given(data=st.data())
@settings(max_examples=examples(50))
def test_every_formula_agrees_with_its_reference(data: st.DataObject, name: str) -> None:
    """The value is the same rational; where the sentence has no number, the status is the one that it tells."""
    formula, figures = data.draw(cases(name))
    expected = REFERENCES[name](formula, figures)
    line = line_of(formula, figures)
    if isinstance(expected, pk.Status):
        assert (line.value, line.status) == (None, expected)
        assert line.reason is not None
    else:
        assert (line.value, line.status) == (expected, pk.Status.OK)


@pytest.mark.parametrize("name", list(REFERENCES))
@given(data=st.data())
@settings(max_examples=examples(25))
def test_no_formula_has_a_value_without_its_figures(data: st.DataObject, name: str) -> None:
    """A figure that is not measured is never taken for 0, and a wrong one beside it is still called wrong."""
    formula, figures = data.draw(cases(name))
    missing = data.draw(st.sampled_from(sorted(figures)))
    line = line_of(formula, {**figures, missing: None})
    left_out = isinstance(formula, pk.formulas.ByDimension) and formula.absent is pk.choices.AbsentMembers.LEAVE_OUT
    assert line.value is None or left_out
    wrong = line_of(formula, {**figures, missing: "many"})
    assert wrong.value is None
    assert wrong.status in {INVALID, NOTHING, FEW, UNDEFINED}  # where nothing is to be computed, nothing is read
