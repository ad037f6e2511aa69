"""Doing better never costs points."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import concrete, line_of, numbers, numeric_scorings, rules, values_for

import perfkpi as pk


@given(st.data())
@settings(max_examples=400)
def test_points_never_fall_when_the_value_gets_better(data: st.DataObject) -> None:
    """Of two values of one rule, the better one in its declared direction never has fewer points."""
    rule = data.draw(numeric_scorings().filter(lambda rule: rule.promises_direction))
    one, other = data.draw(values_for(rule)), data.draw(values_for(rule))
    baseline = data.draw(numbers())
    if rule.direction is pk.Direction.HIGHER_IS_BETTER:
        worse, better = sorted((one, other))
    elif rule.direction is pk.Direction.LOWER_IS_BETTER:
        better, worse = sorted((one, other))
    elif hasattr(rule, "target"):
        better, worse = sorted((one, other), key=lambda value: abs(value - rule.target))
    else:
        return  # where the best value lies is not said; see below
    low, high = line_of(rule, worse, baseline).points, line_of(rule, better, baseline).points
    if low is not None and high is not None:
        assert low <= high


@given(st.data())
@settings(max_examples=200)
def test_on_target_points_rise_to_the_best_value_and_fall_behind_it(data: st.DataObject) -> None:
    """Of three values, the middle one never has fewer points than both others, wherever the target is."""
    rule = data.draw(
        numeric_scorings().filter(lambda rule: rule.direction is pk.Direction.ON_TARGET and rule.promises_direction)
    )
    values = sorted(data.draw(values_for(rule)) for _ in range(3))
    low, middle, high = (line_of(rule, value).points for value in values)
    if low is not None and middle is not None and high is not None:
        assert middle >= min(low, high)


NO_PROMISE = {"ComputedPoints"}
"""A text may say anything."""


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(st.data())
@settings(max_examples=5)
def test_no_rule_leaves_this_law_unnoticed(name: str, data: st.DataObject) -> None:
    """Every rule of the library promises its direction, except those that this file names."""
    assert data.draw(rules(name)).promises_direction == (name not in NO_PROMISE)
