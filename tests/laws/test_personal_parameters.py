"""A parameter that varies by person means what the same number means in the rule, and is refused where that is."""

from collections.abc import Callable
from fractions import Fraction
from typing import get_args, get_type_hints

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import numeric_rules

import perfkpi as pk
from perfkpi.testing import card_of, numbers, values_for

# What cannot count is a slip of whoever wrote the rule; for one person among many it is an ordinary figure.
SLIPS = ("can never count", "scores the same")

# Values inside a rule that hold parameters of their own.
NESTED = (pk.Additive, pk.Relative, pk.Stepped, pk.LineToZero, pk.FiveStandards)


Change = Callable[[object, str, bool], object]


def changed_in(value: object, change: Change, path: str = "", *, varies: bool = False) -> object:
    """The same value, changed wherever ``change`` changes a part: also inside its attributes and its tuples."""
    if isinstance(value, tuple):
        return tuple(changed_in(each, change, f"{path}_{i}", varies=varies) for i, each in enumerate(value))
    if isinstance(value, pk.Alternatives):  # nobody reads the parameters of a rule that is not chosen
        rules = [each for each in value.rules if each.code != value.chosen]
        return attrs.evolve(
            value, rules=[*rules, pk.Alternative(value.chosen, changed_in(value.rule, change, f"{path}_rule"))]
        )
    if attrs.has(type(value)) and not isinstance(value, (pk.Field, pk.Scale, pk.Label, pk.Distribution)):
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


def line(rule: pk.Scoring, row: dict[str, object]) -> pk.IndicatorLine:
    """What the rule makes of a row."""
    return pk.appraise(card_of(rule), {"baseline": 1, "baseline_2": 1} | row).lines[0]


@given(st.data(), numeric_rules())
def test_a_personal_number_counts_as_the_number_itself(data: st.DataObject, rule: pk.Scoring) -> None:
    """Fields in place of all parameters leave points, parts and statuses as they are."""
    row: dict[str, Fraction] = {}
    rule_of_fields = personal(rule, row)
    value = data.draw(values_for(rule))
    expected, found = line(rule, {"value": value}), line(rule_of_fields, {"value": value} | row)
    assert (found.points, found.status, dict(found.parts)) == (expected.points, expected.status, dict(expected.parts))


@given(st.data(), numeric_rules())
@settings(max_examples=400)  # many parameters, few of them refused
def test_a_personal_number_that_the_rule_refuses_is_an_invalid_parameter(data: st.DataObject, rule: pk.Scoring) -> None:
    """What a constructor refuses of one number becomes a status of that row alone, and never points."""
    row: dict[str, Fraction] = {}
    rule_of_fields = personal(rule, row)
    assume(row)
    changed = row | {data.draw(st.sampled_from(sorted(row))): data.draw(numbers(-30, 30))}
    value = data.draw(values_for(rule))
    found = line(rule_of_fields, {"value": value} | changed)
    try:
        same = fixed(rule_of_fields, changed)
    except pk.DefinitionError as error:
        if not any(slip in error.en for slip in SLIPS):
            assert found.status is pk.Status.INVALID_PARAMETER
            assert found.points is None
    else:
        expected = line(same, {"value": value})
        assert (found.points, found.status) == (expected.points, expected.status)


@given(st.data(), numeric_rules(), st.sampled_from((None, float("nan"), "none", pk.Absent.NOT_DUE)))
def test_a_personal_number_that_is_missing_is_an_invalid_parameter(
    data: st.DataObject, rule: pk.Scoring, missing: object
) -> None:
    """A target that nobody filled in is not an absent figure: no policy may cover it."""
    row: dict[str, Fraction] = {}
    rule_of_fields = personal(rule, row)
    assume(row)
    column = data.draw(st.sampled_from(sorted(row)))
    found = line(rule_of_fields, {"value": data.draw(values_for(rule))} | row | {column: missing})
    assert found.status is pk.Status.INVALID_PARAMETER
    assert found.points is None
    assert found.reason is not None
    assert column in found.reason.say("en")


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
            counting=pk.Counting.PROPORTIONAL,
            direction=pk.Direction.HIGHER_IS_BETTER,
        ),
        row,
    )
    assert set(row) == {"target", "per_step", "gain", "loss", "base_points"}
