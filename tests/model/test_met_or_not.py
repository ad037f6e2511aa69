"""Met or not met (R4): 是否达标, both sides of the target and the target itself."""

from fractions import Fraction

import pytest
from families import HIGHER, LOWER, ON, points_of, text_of

import perfkpi as pk

MET, MISSED = pk.choices.AtTarget.MET, pk.choices.AtTarget.MISSED


@pytest.mark.parametrize(
    ("direction", "at_target", "below", "at", "above"),
    [
        (HIGHER, MET, 20, 100, 100),  # 营业额达到1000万
        (HIGHER, MISSED, 20, 20, 100),  # 超过1000万
        (LOWER, MET, 100, 100, 20),  # 1000以内
        (LOWER, MISSED, 100, 20, 20),  # 不满1000
    ],
)
def test_the_target_itself(
    direction: pk.Direction, at_target: pk.choices.AtTarget, below: int, at: int, above: int
) -> None:
    """Reaching the target counts as met unless the rule says 超过 or 不满."""
    rule = pk.MetOrNot(target=1000, missed=20, direction=direction, at_target=at_target)
    assert [points_of(rule, value) for value in ("999.999", 1000, "1000.001")] == [below, at, above]


@pytest.mark.parametrize(("at_target", "at"), [(MET, 100), (MISSED, 0)])
def test_both_ends_of_a_tolerance(at_target: pk.choices.AtTarget, at: int) -> None:
    """Within 2 points of 50 on either side, the ends as the rule says."""
    rule = pk.MetOrNot(target=50, missed=0, direction=ON, tolerance=pk.Additive(2), at_target=at_target)
    assert [points_of(rule, value) for value in (47, 48, "48.1", "51.9", 52, 53)] == [0, at, 100, 100, at, 0]


def test_tenths_meet_exactly() -> None:
    """0.1 + 0.2 reaches 0.3, which it does not in doubles."""
    rule = pk.MetOrNot(target="0.3", missed=0, direction=HIGHER)
    assert points_of(rule, Fraction(1, 10) + Fraction(2, 10)) == 100


def test_the_text_says_on_which_side_the_value_was_found() -> None:
    """The reader sees why there are no points."""
    rule = pk.MetOrNot(target=10, missed=0, direction=HIGHER)
    assert "得分 = 0  (指标值 < 目标值)" in text_of(rule, 9, "zh")
    assert "points = 100  (value ≥ target)" in text_of(rule, 10, "en")
