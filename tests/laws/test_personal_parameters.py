"""A parameter that varies by person means what the same number means in the rule, and is refused where that is."""

from fractions import Fraction

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import numbers, numeric_scorings, single, values_for

import perfkpi as pk

# What cannot count is a slip of whoever wrote the rule; for one person among many it is an ordinary figure.
SLIPS = ("can never count", "scores the same")

# Values inside a rule that hold parameters of their own.
NESTED = (pk.Additive, pk.Relative, pk.Stepped, pk.LineToZero, pk.FiveStandards)


def personal(value: object, found: dict[str, Fraction], path: str = "") -> object:
    """The same rule with a field for every number that may vary; ``found`` gets the numbers by column."""
    changes: dict[str, object] = {}
    for each in attrs.fields(type(value)):
        inner, column = getattr(value, each.name), f"{path}{each.name}"
        if isinstance(inner, Fraction) and "Parameter" in str(each.type):
            found[column] = inner
            changes[each.name] = pk.Field(column)
        elif isinstance(inner, NESTED):
            changes[each.name] = personal(inner, found, f"{column}_")
    return attrs.evolve(value, **changes)


def fixed(value: object, row: dict[str, Fraction], path: str = "") -> object:
    """The same rule with the numbers of one row in place of its fields."""
    changes: dict[str, object] = {}
    for each in attrs.fields(type(value)):
        inner, column = getattr(value, each.name), f"{path}{each.name}"
        if isinstance(inner, pk.Field):
            changes[each.name] = row[inner.column]
        elif isinstance(inner, NESTED):
            changes[each.name] = fixed(inner, row, f"{column}_")
    return attrs.evolve(value, **changes)


def line(rule: pk.Scoring, row: dict[str, object]) -> pk.IndicatorLine:
    """What the rule makes of a row."""
    return pk.appraise(single(rule), {"baseline": 1, "baseline_2": 1} | row).lines[0]


@given(st.data(), numeric_scorings())
def test_a_personal_number_counts_as_the_number_itself(data: st.DataObject, rule: pk.Scoring) -> None:
    """Fields in place of all parameters leave points, parts and statuses as they are."""
    row: dict[str, Fraction] = {}
    rule_of_fields = personal(rule, row)
    value = data.draw(values_for(rule))
    expected, found = line(rule, {"value": value}), line(rule_of_fields, {"value": value} | row)
    assert (found.points, found.status, dict(found.parts)) == (expected.points, expected.status, dict(expected.parts))


@given(st.data(), numeric_scorings())
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


@given(st.data(), numeric_scorings(), st.sampled_from((None, float("nan"), "none", pk.Absent.NOT_DUE)))
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
