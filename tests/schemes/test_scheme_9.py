"""Scheme 9, sheet A of a customer-service director: what the four people of ``test_role_sheets.py`` do not show."""

from fractions import Fraction

import pytest
from schemes.sheets.customer_service import SHEET_A, SHEETS, line

import perfkpi as pk

PEOPLE = next(sheet.figures for sheet in SHEETS if sheet.card is SHEET_A)


def test_every_target_just_met_is_the_full_mark() -> None:
    """Meeting each target exactly (8 %, 10 %, 95 %, 80 %, 10 complaints) is worth 100 in every line and in total."""
    result = pk.appraise(SHEET_A, PEOPLE["perfect"])
    assert [line.points for line in result.lines] == [100] * 5
    assert [line.contribution for line in result.lines] == [30, 30, 20, 12, 8]
    assert (str(result.total), result.rating) == ("100.00", "优秀")


def test_exceeding_a_target_earns_no_more_than_the_full_mark() -> None:
    """Met is 100; twice the growth and no complaint at all are 100, too."""
    result = pk.appraise(SHEET_A, PEOPLE["perfect"] | {"index": 58, "cared": 130, "solved": 200, "complaints": 0})
    assert [line.points for line in result.lines] == [100] * 5
    assert result.total == 100


def test_missed_targets() -> None:
    """Values, section, total and rating follow from the five lines."""
    result = pk.appraise(SHEET_A, PEOPLE["ordinary"])
    values = ["0.05", "0.075", "0.94", "0.782", "12"]
    assert [line.value for line in result.lines] == [Fraction(value) for value in values]
    # the team: 50 % x 1880/19 + 30 % x 95 + 20 % x 80 = 940/19 + 28.5 + 16 = 3571/38 (93.97368...)
    assert result.sections[0].points == Fraction(3571, 38)
    assert result.sections[0].contribution == Fraction(3571, 95)  # 40 % of it, 37.58947...
    # 18.75 + 24.6 + 3571/95 = 43.35 + 37.58947... = 30757/380 (80.93947...)
    assert result.unrounded == Fraction(30757, 380)
    assert (str(result.total), result.rating) == ("80.94", "良好")


@pytest.mark.parametrize(
    ("complaints", "total", "rating"),
    [
        pytest.param(10, "90.00", "优秀", id="90 itself is excellent"),
        pytest.param("10.01", "89.99", "良好", id="89.99 lies in no printed band and is good here"),
        pytest.param("10.001", "90.00", "优秀", id="89.999 rounds to 90 before it is rated"),
        pytest.param(30, "70.00", "良好", id="70 itself is good"),
        pytest.param("30.01", "69.99", "一般", id="below 70 is fair"),
        pytest.param(50, "50.00", "一般", id="50 itself is fair"),
        pytest.param("50.01", "49.99", "不合格", id="below 50 fails"),
        pytest.param(100, "0.00", "不合格", id="nothing fails"),
    ],
)
def test_the_bands_include_their_lower_edges(complaints: object, total: str, rating: str) -> None:
    """90, 70 and 50 belong to the better band, and the rounded total decides."""
    single = pk.Indicator("complaints", "投诉量", scoring=line(0, 100, "lower"), weight=100)
    result = pk.appraise(
        pk.Scorecard("one", "one", items=[single], ratings=SHEET_A.ratings), {"complaints": complaints}
    )
    assert (str(result.total), result.rating) == (total, rating)


def test_the_printed_integer_bands_leave_a_gap_and_are_refused() -> None:
    """70-89 and 90-100 leave 89.5 nowhere."""
    printed = (("优秀", 90, None), ("良好", 70, 89), ("一般", 50, 69), ("不合格", None, 49))
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.RatingScale([pk.Band(*band, high_belongs=True) for band in printed])
    assert caught.value.code is pk.errors.Code.BAND_GAP
    assert "89" in str(caught.value)


def test_a_decrease_must_be_said() -> None:
    """不达标得分递减 without a slope is no rule."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.rules.FullMarkIfMet("8%", decrease="decreasing", direction="higher")
    assert caught.value.code is pk.errors.Code.CHOICE_NEEDED
