"""Points never leave what a rule declares: its floor and its cap, or else its scale."""

import math
from fractions import Fraction

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from references import floor_of
from strategies import SCALES, concrete, line_of

import perfkpi as pk
from perfkpi.testing import check_bounded, rules


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(data=st.data())
@settings(max_examples=examples(12))
def test_points_stay_within_floor_and_cap(data: st.DataObject, name: str) -> None:
    """Whatever the value, points lie between the floor and the cap (the ends of the scale where none is declared)."""
    check_bounded(data.draw(rules(EVERYTHING[name], scale=data.draw(st.sampled_from(SCALES)))), data=data)


@given(st.data())
@settings(max_examples=examples(50))
def test_extreme_values_reach_the_limits_and_no_more(data: st.DataObject) -> None:
    """A value beyond every unit lands exactly on the limit of its side, where that side pays at all."""
    rule = data.draw(rules(pk.TargetDelta, scale=data.draw(st.sampled_from(SCALES))))
    worst = -1 if rule.direction is pk.Direction.HIGHER_IS_BETTER else 1
    # a unit may be thousands of times the target, and a rate a hundred-thousandth of a point
    points = line_of(rule, rule.target + worst * Fraction(10**18)).points
    floor = floor_of(rule)
    if floor == -math.inf and rule.loss:
        assert points < rule.base_points
    else:
        assert points == (floor if rule.loss else rule.base_points)
