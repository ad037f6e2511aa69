"""A payout matrix (R14): two values choose the cell."""

import pytest
from families import HIGHER, LOWER, line_of, points_of, text_of

import perfkpi as pk

# rows: sales below 90, from 90, from 100; columns: complaints up to 2, up to 5, more
GROWTH = pk.rules.PayoutMatrix(
    second="complaints",
    row_edges=(pk.rules.From(90), pk.rules.From(100)),
    column_edges=(pk.rules.UpTo(2), pk.rules.UpTo(5)),
    points=((40, 20, 0), (80, 50, 20), (100, 80, 40)),
    direction=HIGHER,
    second_direction=LOWER,
)


@pytest.mark.parametrize(
    ("sales", "complaints", "points"),
    [
        ("89.99", 2, 40),
        (90, 2, 80),
        (90, "2.01", 50),
        ("99.9", 5, 50),
        (100, 5, 80),
        (100, 6, 40),
        (0, 99, 0),
        (150, 0, 100),
    ],
)
def test_every_edge_from_both_sides(sales: object, complaints: object, points: int) -> None:
    """From(90) belongs to the row above, UpTo(2) to the column below."""
    assert points_of(GROWTH, sales, complaints=complaints) == points


def test_a_missing_second_value_is_no_lowest_column() -> None:
    """Without it there is no cell."""
    assert line_of(GROWTH, 95, complaints=None).status is pk.Status.NOT_MEASURED


def test_the_second_value_may_be_a_formula() -> None:
    """A margin in percent; its edges are percentages."""
    rule = pk.rules.PayoutMatrix(
        second=pk.Ratio("profit", "sales", unit=pk.Unit.PERCENT),
        row_edges=(pk.rules.From(100),),
        column_edges=(pk.rules.From("10%"),),
        points=((0, 50), (50, 100)),
        direction=HIGHER,
        second_direction=HIGHER,
    )
    assert points_of(rule, 100, profit=10, sales=100) == 100
    assert points_of(rule, 100, profit="9.99", sales=100) == 50
    assert line_of(rule, 100, profit=1, sales=0).status is pk.Status.UNDEFINED


def test_rows_of_a_percentage_are_percentages() -> None:
    """An attainment of 100 % is the row From("100%")."""
    rule = pk.rules.PayoutMatrix(
        second="margin",
        row_edges=(pk.rules.From("100%"),),
        column_edges=(pk.rules.From(10),),
        points=((0, 50), (50, 100)),
        direction=HIGHER,
        second_direction=HIGHER,
    )
    attained = pk.Ratio("value", "plan", unit=pk.Unit.PERCENT)
    assert line_of(rule, 50, attained, plan=50, margin=9).points == 50


def test_the_text_says_in_which_row_and_column() -> None:
    """Both intervals stand beside the points."""
    assert "得分 = 50  (2 < 第二指标值 ≤ 5；90 ≤ 指标值 < 100)" in text_of(GROWTH, 95, "zh", complaints=3)
    assert "points = 100  (second value ≤ 2; value ≥ 100)" in text_of(GROWTH, 100, "en", complaints=0)
