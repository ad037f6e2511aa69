"""A parameter that varies by person means what the same number means in the rule, and is refused where that is."""

import math
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from types import SimpleNamespace
from typing import get_args, get_type_hints

import attrs
from effort import examples
from evaluated import evaluated
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from strategies import concrete, numeric_rules

import perfkpi as pk
from perfkpi.language import Undefinedness
from perfkpi.model.formulas.formula import Operand
from perfkpi.model.parameters.constraints.constrained import declared_constraints
from perfkpi.numerals import written
from perfkpi.testing import card_of, formulas, numbers, values_for, values_of
from perfkpi.testing.strategies.declarations import declared
from perfkpi.testing.strategies.figures import inputs_of

# What cannot count is a slip of whoever wrote the rule; for one person among many it is an ordinary figure.
SLIPS = ("can never count", "scores the same")

# Values inside a rule that hold parameters of their own.
NESTED = (pk.Additive, pk.Relative, pk.rules.Stepped, pk.rules.LineToZero, pk.rules.FiveStandards)


Change = Callable[[object, str, bool], object]


def changed_in(value: object, change: Change, path: str = "", *, varies: bool = False) -> object:
    """The same value, changed wherever ``change`` changes a part: also inside its attributes and its tuples."""
    if isinstance(value, tuple):
        return tuple(changed_in(each, change, f"{path}_{i}", varies=varies) for i, each in enumerate(value))
    if isinstance(value, pk.rules.Alternatives):  # nobody reads the parameters of a rule that is not chosen
        rules = [each for each in value.rules if each.code != value.chosen]
        return attrs.evolve(
            value, rules=[*rules, pk.rules.Alternative(value.chosen, changed_in(value.rule, change, f"{path}_rule"))]
        )
    if attrs.has(type(value)) and not isinstance(value, (pk.Field, pk.Scale, pk.Label, pk.rules.Distribution)):
        hints = get_type_hints(type(value))
        given = {each.name: each for each in attrs.fields(type(value)) if each.init}
        parts = {
            name: changed_in(getattr(value, name), change, f"{path}_{name}", varies=may_vary(hints[name]))
            for name, each in given.items()
        }
        return attrs.evolve(value, **parts)
    return change(value, path.removeprefix("_"), varies)


def may_vary(hint: object) -> bool:
    """Whether an attribute, or a member of it, may be a column."""
    return pk.Field in get_args(hint) or any(may_vary(member) for member in get_args(hint))


def personal(value: object, found: dict[str, Fraction]) -> object:
    """The same rule with a field for every number that may vary; ``found`` gets the numbers by column."""

    def change(part: object, path: str, varies: bool) -> object:  # noqa: FBT001  # as ``Change`` has it
        if not (varies and isinstance(part, Fraction)):
            return part
        found[path] = part
        return pk.Field(path)

    return changed_in(value, change)


def fixed(value: object, row: dict[str, Fraction]) -> object:
    """The same rule with the numbers of one row in place of its fields."""
    return changed_in(value, lambda part, _path, _varies: row[part.column] if isinstance(part, pk.Field) else part)


LABEL = pk.Label(zh="步骤", en="Step")
WIDE = pk.TargetDelta(
    target=0,
    per=pk.Additive(1),
    gain=1,
    loss=1,
    base_points=50,
    floor=pk.UNLIMITED,
    cap=pk.UNLIMITED,
    counting=pk.choices.Counting.PROPORTIONAL,
    direction=pk.Direction.HIGHER_IS_BETTER,
)
STEPS: dict[object, st.SearchStrategy] = {
    str: st.just("step"),
    pk.Label: st.just(LABEL),
    pk.Formula: st.just(pk.Actual("given")),
    pk.conditions.Condition: st.just(pk.conditions.AtLeast("when", 1)),
    pk.missing.MissingPolicy: st.just(pk.missing.Refuse()),
}
FORMULAS = (pk.formulas.AdjustedActual, pk.formulas.Conditional, pk.formulas.ExamScore, pk.formulas.Usage)
COMPARISONS = (pk.conditions.AtLeast, pk.conditions.MoreThan, pk.conditions.AtMost, pk.conditions.LessThan)


def around(thing: object) -> pk.Scorecard:
    """A scorecard in which a rule, a formula, a step, what a gate leaves, or a condition decides on the total."""
    if isinstance(thing, pk.Scoring):
        return card_of(thing)
    if isinstance(thing, pk.Formula):
        best, *_ = sorted(thing.fits, key=lambda direction: direction.name)
        return card_of(attrs.evolve(WIDE, direction=best), thing)
    item = pk.Indicator(code="item", name=LABEL, formula=pk.Actual("value"), scoring=WIDE)
    opens, closed = (
        (thing, pk.adjustments.PayNothing())
        if isinstance(thing, pk.conditions.Condition)
        else (pk.conditions.AtLeast("gate", 1), thing)
    )
    step = isinstance(thing, pk.adjustments.Adjustment)
    return pk.Scorecard(
        code="card",
        name=LABEL,
        items=((item, 100),),
        gates=() if step else (pk.adjustments.Gate(code="gate", name=LABEL, opens=opens, closed=closed, exempt=()),),
        adjustments=(thing,) if step else (),
        measures=declared(item, thing),
        scale=pk.Scale(0, 100, up_to=pk.UNLIMITED),
        beyond_scale=pk.choices.BeyondScale.ALLOW,
    )


@st.composite
def holders(draw: st.DrawFn) -> object:
    """Anything with parameters that may vary, in which numbers stand for all of them."""
    rules = numeric_rules()
    formulas_ = st.sampled_from(FORMULAS).flatmap(formulas)
    steps = st.sampled_from((pk.Bonus, pk.adjustments.ScoreLimit, pk.adjustments.Multiplier, pk.Veto)).flatmap(
        lambda kind: values_of(kind, known=STEPS | {Fraction: numbers(0 if kind is pk.Veto else -30, 120)})
    )
    left = st.builds(pk.adjustments.AtMostPoints, numbers(0, 100))
    compared = st.builds(lambda kind, number: kind("gate", number), st.sampled_from(COMPARISONS), numbers(-30, 30))
    return draw(st.one_of(rules, rules, formulas_, steps, left, compared))


@st.composite
def rows(draw: st.DrawFn, thing: object) -> dict[str, object]:
    """One person's figures beside the parameters; a gate is closed, and a veto holds."""
    card = around(thing)
    figures: dict[str, object] = {node.name: draw(numbers(1, 30)) for node in inputs_of(card)}
    figures |= {"baseline": Fraction(1), "baseline_2": Fraction(1), "gate": Fraction(0), "when": Fraction(1)}
    if isinstance(thing, pk.Scoring):
        figures["value"] = draw(values_for(thing))
    return figures


def check_words(error: pk.errors.DefinitionError, result: pk.Appraisal, row: dict[str, Fraction]) -> None:
    """A row is told what the constructor says of the same numbers, before it says what to do."""
    told = [tuple(sentence(text, each.names, row) for text in (each.en, each.zh)) for each in result.reasons]
    assert any(error.en.startswith(en) and error.zh.startswith(zh) for en, zh in told), (error, told)


def scored(card: pk.Scorecard, row: dict[str, object]) -> tuple[object, ...]:
    """What an appraisal says in the end."""
    return said(pk.appraise(card, row))


def said(result: pk.Appraisal) -> tuple[object, ...]:
    """What decides on somebody's pay."""
    return result.unrounded, result.status, result.total


def sentence(template: str, names: Sequence[str], row: dict[str, Fraction]) -> str:
    """The words of a reason, with a number in each place where it has a measure of one person."""
    return re.sub(r"\{(\d)\}", lambda blank: written(row[names[int(blank[1])]]), template)


@given(st.data(), holders())
@settings(max_examples=examples(100))
def test_a_personal_number_counts_as_the_number_itself(data: st.DataObject, thing: object) -> None:
    """Fields in place of all parameters leave points, parts, totals and statuses as they are."""
    row: dict[str, Fraction] = {}
    varied = around(personal(thing, row))
    figures = data.draw(rows(thing))
    expected, found = pk.appraise(around(thing), figures), pk.appraise(varied, figures | row)
    assert (found.unrounded, found.status) == (expected.unrounded, expected.status)
    for one, other in zip(found.lines, expected.lines, strict=True):
        assert (one.points, one.status, dict(one.parts)) == (other.points, other.status, dict(other.parts))


@given(st.data(), holders())
@settings(max_examples=examples(250))  # many parameters, few of them refused
def test_a_personal_number_that_a_scorecard_refuses_is_an_invalid_parameter(data: st.DataObject, thing: object) -> None:
    """What is refused of one number for everybody becomes a status of that row alone, in the same words."""
    row: dict[str, Fraction] = {}
    varied = personal(thing, row)
    if not row:
        return
    changed = row | {data.draw(st.sampled_from(sorted(row))): data.draw(numbers(-30, 30))}
    figures = data.draw(rows(thing))
    result = pk.appraise(around(varied), figures | changed)
    try:
        same = around(fixed(varied, changed))
    except pk.errors.DefinitionError as error:
        if any(slip in error.en for slip in SLIPS):
            assert result.status is not pk.Status.INVALID_PARAMETER
            return
        assert said(result) == (None, pk.Status.INVALID_PARAMETER, None)
        check_words(error, result, changed)
    else:
        assert said(result) == scored(same, figures)


UNREAD = ("then", "otherwise")
"""Of two figures of which one is chosen, the other is nobody's."""


@given(st.data(), holders())
@settings(max_examples=examples(150))
def test_a_personal_number_that_is_missing_or_wrong_is_never_passed_over(data: st.DataObject, thing: object) -> None:
    """A target that nobody filled in, or that is no number, is an invalid parameter, and names the column.

    One that does not apply to a person, is not due yet or has too little data keeps that status.
    """
    row: dict[str, Fraction] = {}
    card = around(personal(thing, row))
    columns = sorted(column for column in row if not column.endswith(UNREAD))
    if not columns:
        return
    column = data.draw(st.sampled_from(columns))
    figures = data.draw(rows(thing)) | row
    if pk.appraise(card, figures).status is not pk.Status.OK:
        return
    figure, status = data.draw(st.sampled_from(MISSING))
    result = pk.appraise(card, figures | {column: figure})
    if result.status is pk.Status.OK:  # of several points, knots or edges those of the chosen branch count
        assert isinstance(thing, (pk.Scoring, pk.Formula))
        assert result.unrounded == pk.appraise(card, figures).unrounded
        return
    assert (result.total, result.status) == (None, status)
    assert any(column in reason.names for reason in result.reasons)
    assert all(reason.items for reason in result.reasons)


MISSING = (
    (None, pk.Status.INVALID_PARAMETER),
    (math.nan, pk.Status.INVALID_PARAMETER),
    ("none", pk.Status.INVALID_PARAMETER),
    (pk.missing.Absent.NOT_MEASURED, pk.Status.INVALID_PARAMETER),
    (pk.missing.Absent.NOT_DUE, pk.Status.NOT_DUE),
    (pk.missing.Absent.NOT_APPLICABLE, pk.Status.NOT_APPLICABLE),
    (pk.missing.Absent.INSUFFICIENT, pk.Status.INSUFFICIENT),
)


@st.composite
def figured(draw: st.DrawFn) -> tuple[pk.Formula, dict[str, Fraction]]:
    """A formula whose constraints are about figures, each a measure of its own, and one person's figures."""
    found = set(concrete(pk.Formula).values()) - {
        pk.formulas.SurveyIndex
    }  # which asks its scale only where anybody answered
    kinds = [kind for kind in found if any(each.is_of_figures for each in declared_constraints(kind))]
    formula = draw(formulas(draw(st.sampled_from(sorted(kinds, key=lambda kind: kind.__name__)))))
    operands = [name for name, hint in get_type_hints(type(formula)).items() if hint in {Operand, Operand | None}]
    formula = attrs.evolve(formula, **{name: name for name in operands if getattr(formula, name) is not None})
    return formula, {name: draw(numbers(-2, 12)) for name in operands}


@given(figured())
@settings(max_examples=examples(150))
def test_a_figure_is_refused_where_the_constraint_of_the_same_number_is_not_fulfilled(
    drawn: tuple[pk.Formula, dict[str, Fraction]],
) -> None:
    """The row is an invalid value for every constraint that its figures do not fulfil, and for nothing else."""
    formula, figures = drawn
    given = {each.name: getattr(formula, each.name) for each in attrs.fields(type(formula))}
    meant = SimpleNamespace(**given | {name: number for name, number in figures.items() if given[name] is not None})
    broken = {
        each.code for each in declared_constraints(type(formula)) if each.is_of_figures and each.read(meant) is False
    }
    found = evaluated(formula.express(), figures)
    wrong = isinstance(found, Undefinedness) and found.status is pk.Status.INVALID_VALUE
    assert ({reason.code for reason in found.reasons} if wrong else set()) == broken


def test_whatever_has_a_parameter_is_under_these_laws() -> None:
    """A new class that holds one is drawn, or says here by what it is represented."""
    below = {name for root in (pk.Scoring, pk.conditions.Condition) for name in concrete(root)}
    nested = {
        "Above", "Additive", "Below", "Cliff", "Continue", "Correction", "DescribedCase", "Event", "FiveStandards",
        "From", "Knot", "LineToZero", "LossPerMissed", "PointsByMissed", "RateTier", "Relative", "Stepped", "Tier",
        "UpTo",
    }  # fmt: skip
    abstract = {"Boundary", "BoundedScoring", "Comparison", "PopulationRule"}
    steps = {"Bonus", "ScoreLimit", "Multiplier", "Veto", "AtMostPoints"}
    known = below | nested | abstract | steps | {kind.__name__ for kind in FORMULAS}
    kinds = [kind for kind in EVERYTHING.values() if isinstance(kind, type) and attrs.has(kind)]
    assert {kind.__name__ for kind in kinds if any(map(may_vary, get_type_hints(kind).values()))} <= known


def test_the_parameters_are_found_by_their_types() -> None:
    """A new rule is covered without touching this file."""
    row: dict[str, Fraction] = {}
    personal(
        pk.TargetDelta(
            target="12%",
            per=pk.Additive("1%"),
            gain=2,
            loss=3,
            base_points=90,
            counting=pk.choices.Counting.PROPORTIONAL,
            direction=pk.Direction.HIGHER_IS_BETTER,
        ),
        row,
    )
    assert set(row) == {"target", "per_step", "gain", "loss", "base_points"}
