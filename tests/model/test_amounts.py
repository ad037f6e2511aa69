"""Amounts in tiers (R15): the same table pays differently, marginally and on the whole."""

from fractions import Fraction

import pytest
from families import HIGHER, LOWER, points_of, text_of

import perfkpi as pk

MARGINAL, WHOLE = pk.choices.AmountBasis.MARGINAL, pk.choices.AmountBasis.WHOLE
TABLE = (
    pk.rules.RateTier("0.1"),
    pk.rules.RateTier("0.2", pk.rules.Above(100)),
    pk.rules.RateTier("0.4", pk.rules.From(200)),
)


@pytest.mark.parametrize(
    ("amount", "marginal", "whole"),
    [
        (0, 0, 0),
        (50, 5, 5),
        (100, 10, 10),  # Above(100): the number itself is still in the first tier
        (150, 20, 30),  # 10 + 50 x 0.2; 150 x 0.2
        ("199.9", "29.98", "39.98"),
        (200, 30, 80),  # From(200): the number itself is in the last tier
        (250, 50, 100),  # 30 + 50 x 0.4; 250 x 0.4
        (-10, 0, 0),
        (1000, 100, 100),
    ],
)
def test_the_same_table_pays_differently(amount: object, marginal: object, whole: object) -> None:
    """Each rate on its own part, or the last rate on everything; never beyond the cap."""
    for basis, points in ((MARGINAL, marginal), (WHOLE, whole)):
        rule = pk.rules.TieredAmount(TABLE, basis=basis, base_points=0, direction=HIGHER)
        assert points_of(rule, amount) == Fraction(points)


def test_amounts_that_cost_points() -> None:
    """Overspending: a point for each percent up to 5, two beyond."""
    rule = pk.rules.TieredAmount(
        (pk.rules.RateTier(1), pk.rules.RateTier(2, pk.rules.Above("5%"))),
        basis=MARGINAL,
        base_points=100,
        per="1%",
        direction=LOWER,
    )
    assert [points_of(rule, value) for value in ("0%", "5%", "8%", "99%")] == [100, 95, 89, 0]


@pytest.mark.parametrize(("basis", "points"), [(MARGINAL, 60), (WHOLE, 60)])
def test_a_single_rate(basis: pk.choices.AmountBasis, points: int) -> None:
    """Without edges the two are the same."""
    rule = pk.rules.TieredAmount((pk.rules.RateTier("0.5"),), basis=basis, base_points=10, direction=HIGHER)
    assert points_of(rule, 100) == points


def test_the_text_shows_every_part() -> None:
    """Marginally part by part; on the whole the rate that was reached."""
    rule = pk.rules.TieredAmount(TABLE[:2], basis=MARGINAL, base_points=60, direction=HIGHER)
    assert "数额得分 = (指标值，最高为 100) × 0.1 + (指标值 - 100，最低为 0) × 0.2" in text_of(rule, 150, "zh")
    whole = pk.rules.TieredAmount(TABLE[:2], basis=WHOLE, base_points=60, direction=HIGHER)
    assert "points of the amount = value × 0.2 = 150 × 0.2 = 30  (value > 100)" in text_of(whole, 150, "en")
