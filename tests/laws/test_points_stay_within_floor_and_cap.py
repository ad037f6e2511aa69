"""Points never leave what a rule declares: its floor and its cap, or else its scale."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import SCALES, line_of, numbers, numeric_scorings, rules, values_for

import perfkpi as pk


@given(st.data())
@settings(max_examples=300)
def test_points_stay_within_floor_and_cap(data: st.DataObject) -> None:
    """Whatever the value, points lie between the floor and the cap (the ends of the scale where none is declared)."""
    rule = data.draw(numeric_scorings())
    points = line_of(rule, data.draw(values_for(rule)), data.draw(numbers())).points
    if points is None:
        return
    while isinstance(rule, pk.Alternatives):
        rule = rule.rule
    low, high = rule.scale.low, rule.scale.high
    if isinstance(rule, pk.BoundedScoring):
        low = low if rule.floor is None else rule.floor
        high = high if rule.cap is None else rule.cap
    assert low <= points <= high


@given(st.data())
@settings(max_examples=100)
def test_extreme_values_reach_the_limits_and_no_more(data: st.DataObject) -> None:
    """A value beyond every unit lands exactly on the limit of its side, where that side pays at all."""
    rule = data.draw(rules("TargetDelta", data.draw(st.sampled_from(SCALES))))
    worst = -1 if rule.direction is pk.Direction.HIGHER_IS_BETTER else 1
    points = line_of(rule, rule.target + worst * Fraction(10**9)).points
    floor = rule.scale.low if rule.floor is None else rule.floor
    assert points == (floor if rule.loss else rule.base_points)
