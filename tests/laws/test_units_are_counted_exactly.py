"""A unit of movement is counted in decimals, never in binary fractions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import line_of

import perfkpi as pk


def delta(
    target: object, per: pk.Additive | pk.Relative, counting: pk.choices.Counting, direction: pk.Direction
) -> pk.TargetDelta:
    """100 at the target, two points more and three fewer for each unit."""
    return pk.TargetDelta(
        target=target,
        per=per,
        gain=2,
        loss=3,
        base_points=100,
        floor=-1000,
        cap=1000,
        counting=counting,
        direction=direction,
    )


@pytest.mark.parametrize("counting", list(pk.choices.Counting))
@pytest.mark.parametrize("spell", [float, str, Decimal, Fraction])
def test_a_tenth_is_exactly_one_unit(counting: pk.choices.Counting, spell: type) -> None:
    """(0.3 - 0.2)/0.1 is one unit in every spelling of the numbers and under every way of counting."""
    rule = delta(spell("0.2"), pk.Additive(spell("0.1")), counting, pk.Direction.HIGHER_IS_BETTER)
    assert line_of(rule, spell("0.3")).points == 102
    assert line_of(rule, spell("0.1")).points == 97


BY_HAND = [
    (pk.choices.Counting.PROPORTIONAL, "1.25", "102.5"),
    (pk.choices.Counting.FULL_UNITS, "1.25", "102"),
    (pk.choices.Counting.STARTED_UNITS, "1.25", "104"),
    (pk.choices.Counting.PROPORTIONAL, "-1.25", "96.25"),
    (pk.choices.Counting.FULL_UNITS, "-1.25", "97"),
    (pk.choices.Counting.STARTED_UNITS, "-1.25", "94"),
    (pk.choices.Counting.FULL_UNITS, "-0.99", "100"),
    (pk.choices.Counting.STARTED_UNITS, "0.01", "102"),
    (pk.choices.Counting.STARTED_UNITS, "0", "100"),
]


@pytest.mark.parametrize(("counting", "moved", "points"), BY_HAND)
def test_part_of_a_unit_counts_as_declared(counting: pk.choices.Counting, moved: str, points: str) -> None:
    """Proportional counts the part, full units drop it, started units complete it, on both sides of the target."""
    rule = delta(10, pk.Additive(1), counting, pk.Direction.HIGHER_IS_BETTER)
    assert line_of(rule, 10 + Fraction(moved)).points == Fraction(points)
    lower = delta(10, pk.Additive(1), counting, pk.Direction.LOWER_IS_BETTER)
    assert line_of(lower, 10 - Fraction(moved)).points == Fraction(points)


@given(st.integers(-50, 50), st.integers(1, 400), st.sampled_from(pk.choices.Counting))
@settings(max_examples=examples(50))
def test_whole_units_count_the_same_however_they_are_counted(
    units: int, cents: int, counting: pk.choices.Counting
) -> None:
    """Where the movement is a whole number of units, floats included, the three ways of counting agree."""
    step = Fraction(cents, 100)
    rule = delta(0.2, pk.Additive(float(step)), counting, pk.Direction.HIGHER_IS_BETTER)
    value = float(Decimal("0.2") + units * Decimal(cents) / 100)
    assert line_of(rule, value).points == 100 + units * (2 if units > 0 else 3)


@pytest.mark.parametrize(("target", "value", "points"), [(200, 206, 102), (-200, -194, 102), (-200, -206, 97)])
def test_a_relative_unit_is_a_share_of_the_size_of_the_target(target: int, value: int, points: int) -> None:
    """Three percent of 200 are 6 and of -200 as well: the sign of the target does not turn the rule round."""
    rule = delta(target, pk.Relative("3%"), pk.choices.Counting.PROPORTIONAL, pk.Direction.HIGHER_IS_BETTER)
    assert line_of(rule, value).points == points


def test_a_percentage_point_is_no_percent() -> None:
    """From 8 % to 9 % is one percentage point, and an eighth of the target."""
    additive = delta("8%", pk.Additive("1%"), pk.choices.Counting.PROPORTIONAL, pk.Direction.HIGHER_IS_BETTER)
    relative = delta("8%", pk.Relative("1%"), pk.choices.Counting.PROPORTIONAL, pk.Direction.HIGHER_IS_BETTER)
    assert line_of(additive, "9%").points == 102
    assert line_of(relative, "9%").points == 125
