"""Doing better never costs points."""

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from strategies import SCALES, concrete

import perfkpi as pk
from perfkpi.testing import check_monotone, rules

NO_PROMISE = {"ComputedPoints"}
"""A text may say anything."""

CATEGORIES = {"DescribedCases"}
"""Categories have no order."""


@pytest.mark.parametrize("name", [name for name in concrete(pk.Scoring) if name not in NO_PROMISE | CATEGORIES])
@given(data=st.data())
@settings(max_examples=examples(25))
def test_points_never_fall_when_the_value_gets_better(data: st.DataObject, name: str) -> None:
    """Of two values of one rule, the better one in its declared direction never has fewer points."""
    rule = data.draw(rules(EVERYTHING[name], scale=data.draw(st.sampled_from(SCALES))))
    assert rule.promises_direction
    if not rule.takes_category:
        check_monotone(rule, data=data)


@pytest.mark.parametrize("name", sorted(NO_PROMISE))
@given(data=st.data())
@settings(max_examples=examples(5))
def test_what_makes_no_promise_says_so(data: st.DataObject, name: str) -> None:
    """Every rule of the library promises its direction, except those that this file names."""
    assert not data.draw(rules(EVERYTHING[name])).promises_direction
