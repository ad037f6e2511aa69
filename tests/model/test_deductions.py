"""Deductions per event (R8, 减分法): 每发生一次扣…分,扣完为止."""

from fractions import Fraction

import pytest
from families import line_of, points_of, text_of

import perfkpi as pk

WHOLE, SHARE = pk.choices.EventCounting.WHOLE_ONLY, pk.choices.EventCounting.PROPORTIONAL
FULL, STARTED = pk.choices.EventCounting.FULL_UNITS, pk.choices.EventCounting.STARTED_UNITS
COMPLAINTS = pk.rules.Deductions((pk.rules.Event("complaint", loss=15, counting=WHOLE),))


@pytest.mark.parametrize(
    ("value", "points"), [(0, 100), (1, 85), (6, 10), (7, 0), (100, 0), ("2.5", None), (-1, None), (None, None)]
)
def test_down_to_the_floor(value: object, points: int | None) -> None:
    """15 points for each complaint until nothing is left; 2.5 complaints are a mistake in the data."""
    assert points_of(COMPLAINTS, value) == points


@pytest.mark.parametrize(("value", "status"), [("2.5", "INVALID_VALUE"), (-1, "INVALID_VALUE"), (None, "NOT_MEASURED")])
def test_what_is_no_count(value: object, status: str) -> None:
    """Broken and negative counts are invalid, a missing one is missing: neither is 0 complaints."""
    assert line_of(COMPLAINTS, value).status is pk.Status[status]


@pytest.mark.parametrize(("counting", "points"), [(SHARE, 95), (FULL, 96), (STARTED, 94)])
def test_parts_of_an_event(counting: pk.choices.EventCounting, points: int) -> None:
    """3.5 hours late, the first hour free: 2.5 hours at 2 points each, 2 full ones, or 3 that began."""
    rule = pk.rules.Deductions((pk.rules.Event("late", loss=2, free=1, counting=counting),))
    assert points_of(rule, "3.5") == points
    assert points_of(rule, 1) == points_of(rule, 0) == 100


def test_kinds_have_their_own_rates_and_limits() -> None:
    """Slight complaints cost at most 20, serious ones everything; each is a part of the line."""
    rule = pk.rules.Deductions(
        (
            pk.rules.Event("slight", loss=5, free=1, most=20, counting=WHOLE),
            pk.rules.Event("serious", of="serious_cases", loss=30, counting=WHOLE),
            pk.rules.Event("hours", of=pk.Computed("minutes / 60"), loss=6, counting=SHARE),
        )
    )
    line = line_of(rule, 3, serious_cases=1, minutes=20)
    assert dict(line.parts) == {"slight": 10, "serious": 30, "hours": 2}
    assert line.points == 58
    assert dict(line_of(rule, 9, serious_cases=0, minutes=0).parts)["slight"] == 20
    assert line_of(rule, 3, serious_cases="0.5", minutes=0).status is pk.Status.INVALID_VALUE


def test_a_floor_and_a_full_mark_of_ones_own() -> None:
    """From 40 down to 10 on a scale of 40."""
    rule = pk.rules.Deductions((pk.rules.Event("error", loss=8, counting=WHOLE),), scale=pk.Scale(0, 40), floor=10)
    assert [points_of(rule, value) for value in (0, 3, 4)] == [40, 16, 10]


def test_a_third_of_a_point_stays_one() -> None:
    """Rates are exact."""
    rule = pk.rules.Deductions((pk.rules.Event("error", loss="1/3", counting=WHOLE),))
    assert points_of(rule, 1) == Fraction(299, 3)


def test_the_text_gives_each_deduction() -> None:
    """What was forgiven and what it cost, and where the floor was reached."""
    rule = pk.rules.Deductions((pk.rules.Event("投诉", loss=15, free=2, counting=WHOLE),))
    text = text_of(rule, 5, "zh")
    assert "投诉 = (指标值 - 2，最低为 0) × 15 = (5 - 2，最低为 0) × 15 = 45" in text
    assert "得分 = 100 - 投诉 = 100 - 45 = 55" in text
    assert "已保底（最低 0 分）" in text_of(rule, 50, "zh")
    assert "“投诉”的次数不是整数" in text_of(rule, "2.5", "zh")
    assert "the number of events '投诉' is negative" in text_of(rule, -1, "en")
