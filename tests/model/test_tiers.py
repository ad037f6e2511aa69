"""Tiers (R6, 层差法): every edge from both sides and itself."""

import pytest
from families import HIGHER, LOWER, ON, points_of, text_of

import perfkpi as pk

T = pk.rules.Tier
# 95以上100分, 90以上不满95得80分, 不满90得60分
RETENTION = pk.Tiers((T(60), T(80, pk.rules.From(90)), T(100, pk.rules.From(95))), direction=HIGHER)
# 投诉不超过2次100分, 超过2次不超过5次60分, 超过5次0分
COMPLAINTS = pk.Tiers((T(100, high=pk.rules.UpTo(2)), T(60, high=pk.rules.UpTo(5)), T(0)), direction=LOWER)
# 库存 between 5 and 7 turns is best
TURNS = pk.Tiers(
    (
        T(0),
        T(60, pk.rules.From(4), pk.rules.Below(5)),
        T(100, pk.rules.From(5), pk.rules.UpTo(7)),
        T(60, pk.rules.Above(7)),
        T(0, pk.rules.Above(8)),
    ),
    direction=ON,
)


@pytest.mark.parametrize(
    ("value", "points"), [("89.99", 60), (90, 80), ("94.999", 80), (95, 100), (1000, 100), (-5, 60), ("89.5", 60)]
)
def test_edges_with_their_own_number(value: object, points: int) -> None:
    """以上 includes the number; nothing lies between two tiers."""
    assert points_of(RETENTION, value) == points


@pytest.mark.parametrize(("value", "points"), [(0, 100), (2, 100), ("2.1", 60), (5, 60), (6, 0)])
def test_edges_said_by_the_lower_tier(value: object, points: int) -> None:
    """不超过 includes the number, and the next tier begins above it."""
    assert points_of(COMPLAINTS, value) == points


@pytest.mark.parametrize(
    ("value", "points"), [("3.9", 0), (4, 60), (5, 100), (7, 100), ("7.1", 60), (8, 60), ("8.1", 0)]
)
def test_a_best_tier_in_the_middle(value: object, points: int) -> None:
    """On target, points rise to the best tier and fall behind it."""
    assert points_of(TURNS, value) == points


def test_edges_may_be_said_by_either_tier_or_by_both() -> None:
    """Three spellings of one table score alike."""
    upper = pk.Tiers((T(0), T(100, pk.rules.From(60))), direction=HIGHER)
    lower = pk.Tiers((T(0, high=pk.rules.Below(60)), T(100)), direction=HIGHER)
    both = pk.Tiers((T(0, high=pk.rules.Below(60)), T(100, pk.rules.From(60))), direction=HIGHER)
    for value in ("59.99", 60, "60.01"):
        assert points_of(upper, value) == points_of(lower, value) == points_of(both, value)


def test_one_number_may_be_a_tier_of_its_own() -> None:
    """Exactly no accident at all: 100; any: 0."""
    rule = pk.Tiers((T(100, high=pk.rules.UpTo(0)), T(0)), direction=LOWER)
    assert [points_of(rule, value) for value in (0, "0.001")] == [100, 0]


def test_more_than_the_full_mark_is_paid_where_a_cap_says_so() -> None:
    """A tier of 120 points needs cap=120."""
    rule = pk.Tiers((T(100), T(120, pk.rules.From(110))), direction=HIGHER, cap=120)
    assert points_of(rule, 110) == 120


def test_the_text_says_in_which_tier_the_value_was_found() -> None:
    """With both of its edges, or the one that there is."""
    assert "得分 = 80  (90 ≤ 指标值 < 95)" in text_of(RETENTION, 92, "zh")
    assert "points = 100  (value ≥ 95)" in text_of(RETENTION, 95, "en")
    assert "points = 100  (value ≤ 2)" in text_of(COMPLAINTS, 1, "en")
    assert "得分 = 60  (2 < 指标值 ≤ 5)" in text_of(COMPLAINTS, 3, "zh")
    assert "points = 0  (value > 5)" in text_of(COMPLAINTS, 6, "en")
