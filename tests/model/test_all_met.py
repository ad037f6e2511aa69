"""All conditions met (R5): 问题解决率、服务水平、投诉量均达标得分100,不达标得分递减."""

import pytest
from families import card_of, line_of, points_of, text_of

import perfkpi as pk

STANDARDS = pk.formulas.ConditionsMet(
    (
        pk.conditions.AtLeast("solved", "95%"),
        pk.conditions.AtLeast("service", "80%"),
        pk.conditions.AtMost("complaints", 5),
    )
)
BY_RATE = pk.rules.AllMet(of=3, decrease=pk.rules.LossPerMissed(40))
BY_TABLE = pk.rules.AllMet(of=3, decrease=pk.rules.PointsByMissed((70, 30, 0)))
GOOD = {"solved": "95%", "service": "80%", "complaints": 5}


@pytest.mark.parametrize(
    ("changes", "by_rate", "by_table"),
    [
        ({}, 100, 100),
        ({"complaints": 6}, 60, 70),
        ({"complaints": 6, "solved": "94.9%"}, 20, 30),
        ({"complaints": 6, "solved": "94.9%", "service": 0}, 0, 0),  # 100 - 3 x 40 stops at the floor
    ],
)
def test_points_decrease_by_the_number_missed(changes: dict[str, object], by_rate: int, by_table: int) -> None:
    """At a rate per condition, or as the table says."""
    figures = GOOD | changes
    assert line_of(BY_RATE, 0, STANDARDS, **figures).points == by_rate
    assert line_of(BY_TABLE, 0, STANDARDS, **figures).points == by_table


@pytest.mark.parametrize(("value", "points"), [(3, 100), (0, 0), (2, 70), (4, None), (-1, None), ("2.5", None)])
def test_a_count_that_somebody_typed(value: object, points: int | None) -> None:
    """The number of conditions met may be a measure, too; what is no such number is invalid."""
    assert points_of(BY_TABLE, value) == points
    assert line_of(BY_TABLE, value).status is (pk.Status.OK if points is not None else pk.Status.INVALID_VALUE)


def test_a_missing_figure_is_no_condition_missed() -> None:
    """Nobody loses points for a survey that was not held; the line has no points at all."""
    line = line_of(BY_RATE, 0, STANDARDS, **(GOOD | {"service": None}))
    assert (line.points, line.status) == (None, pk.Status.NOT_MEASURED)


def test_the_value_is_the_number_met_and_the_text_says_which() -> None:
    """The value reads as a count, and each condition as it was decided."""
    text = text_of(BY_RATE, 0, "zh", STANDARDS, **(GOOD | {"complaints": 7}))
    assert (
        "达标项数 = 1 + 1 + 0 = 2  (“solved ≥ 95%”成立（95%）；“service ≥ 80%”成立（80%）；“complaints ≤ 5”不成立（7）)"
        in text
    )
    assert "未达标项数 = 3 - 指标值 = 3 - 2 = 1" in text
    assert "得分 = 100 - 未达标项数 × 40 = 100 - 1 × 40 = 60" in text
    assert "conditions met = 1 + 1 + 1 = 3" in text_of(BY_RATE, 0, "en", STANDARDS, **GOOD)


def test_meeting_everything_pays_the_full_mark_and_no_more() -> None:
    """A cap below it cuts; one above it could never count."""
    rule = pk.rules.AllMet(of=2, decrease=pk.rules.LossPerMissed(20), cap=90)
    assert [points_of(rule, value) for value in (2, 1, 0)] == [90, 80, 60]
    for cap in (120, pk.SCALE_TOP, pk.UNLIMITED):
        with pytest.raises(pk.errors.DefinitionError, match="nothing pays more than the full mark 100 here") as caught:
            pk.rules.AllMet(of=2, decrease=pk.rules.LossPerMissed(20), cap=cap, scale=100)
        assert (caught.value.code, caught.value.where) == (pk.errors.Code.LIMITS, "AllMet.cap")
    assert line_of(
        pk.rules.AllMet(of=2, decrease=pk.rules.LossPerMissed(20), cap=pk.Field("cap")), 2, cap=120
    ).status is (pk.Status.INVALID_PARAMETER)


def test_the_formula_and_the_rule_count_the_same_conditions() -> None:
    """A card of three conditions scored out of three is taken."""
    assert next(iter(card_of(BY_TABLE, STANDARDS).indicators())).scoring == BY_TABLE


@pytest.mark.parametrize(
    ("left", "status"), [(60, pk.Status.OK), (30, pk.Status.OK), (29, pk.Status.INVALID_PARAMETER)]
)
def test_personal_points_that_rise_with_every_miss_are_refused(left: int, status: pk.Status) -> None:
    """What one miss leaves may differ by person, but is no less than what two leave."""
    rule = pk.rules.AllMet(of=2, decrease=pk.rules.PointsByMissed((pk.Field("left"), 30)))
    assert line_of(rule, 1, left=left).status is status
