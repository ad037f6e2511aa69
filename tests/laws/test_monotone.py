"""Doing better never costs points."""

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import line_of, numbers, numeric_scorings, values_for

import perfkpi as pk


@given(st.data())
@settings(max_examples=400)
def test_points_never_fall_when_the_value_gets_better(data: st.DataObject) -> None:
    """Of two values of one rule, the better one in its declared direction never has fewer points."""
    rule = data.draw(numeric_scorings())
    one, other = data.draw(values_for(rule)), data.draw(values_for(rule))
    baseline = data.draw(numbers())
    if rule.direction is pk.Direction.HIGHER_IS_BETTER:
        worse, better = sorted((one, other))
    elif rule.direction is pk.Direction.LOWER_IS_BETTER:
        better, worse = sorted((one, other))
    else:
        better, worse = sorted((one, other), key=lambda value: abs(value - rule.target))
    low, high = line_of(rule, worse, baseline).points, line_of(rule, better, baseline).points
    if low is not None and high is not None:
        assert low <= high
