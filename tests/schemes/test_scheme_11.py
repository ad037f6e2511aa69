"""Scheme 11, sheet B of a customer-service director: what the four people of ``test_role_sheets.py`` do not show.

Source: 得分 = (Σ 得分 × 权重) / 100, 满分为50分, bands 90分以上, 80-89, 70-79, 60-69, 60分以下.
As printed the maximum is 10, so that a perfect sheet would land in the worst band; declared scales convert it to 100.
"""

from decimal import Decimal

import attrs
import pytest
from schemes.sheets.customer_service import ADVICE, SHEET_B

import perfkpi as pk


def scores(*points: object) -> dict[str, object]:
    """One rating for each indicator, in the order of the sheet."""
    return dict(zip(ADVICE, points, strict=True))


ORDINARY = scores(9, 8, 7, 6, "8.5")


def refusal(**choices: object) -> pk.errors.DefinitionError:
    """The refusal of a sheet that differs in something."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        attrs.evolve(SHEET_B, **choices)
    return caught.value


def test_points_stay_on_their_scale_and_contributions_stand_on_that_of_the_card() -> None:
    """Ratings of ten, and what they are worth of a hundred: 27, 20, 14, 9 and 8.5, 78.5 in all, without rounding."""
    result = pk.appraise(SHEET_B, ORDINARY)
    assert [line.points for line in result.lines] == [9, 8, 7, 6, Decimal("8.5")]
    assert [line.contribution for line in result.lines] == [27, 20, 14, 9, Decimal("8.5")]
    assert (str(result.total), result.rounding, result.rating) == ("78.50", 0, "一般")


@pytest.mark.parametrize(
    ("points", "total", "rating"),
    [
        (10, "100.00", "优秀"),  # and not 差, where the printed sheet would put it
        (9, "90.00", "优秀"),
        ("8.9999", "90.00", "优秀"),  # 89.999 rounds to 90.00
        ("8.999", "89.99", "良好"),
        (8, "80.00", "良好"),
        ("7.999", "79.99", "一般"),
        (7, "70.00", "一般"),
        ("6.999", "69.99", "较差"),
        (6, "60.00", "较差"),
        ("5.999", "59.99", "差"),
        (0, "0.00", "差"),
    ],
)
def test_each_edge_belongs_to_the_better_band(points: object, total: str, rating: str) -> None:
    """The same rating five times lands where its tenfold stands in the bands."""
    result = pk.appraise(SHEET_B, scores(*[points] * 5))
    assert (str(result.total), result.rating) == (total, rating)


def test_ten_point_ratings_on_a_hundred_point_card_are_refused() -> None:
    """Without a declared conversion, points on 0..10 do not fit a total on 0..100."""
    error = refusal(scales="refuse")
    assert error.code is pk.errors.Code.SCALE_MISMATCH
    assert error.where.endswith("items[0].scoring.scale")
    assert "'linear'" in error.say("en")
    assert "'linear'" in error.say("zh")


def test_bands_on_a_hundred_for_a_total_of_ten_are_refused() -> None:
    """The printed sheet: a maximum of 10 rated on bands of 100 would make everybody 差."""
    error = refusal(scale=10, scales="refuse")
    assert error.code is pk.errors.Code.SCALE_MISMATCH
    assert error.where.endswith("ratings")


def test_the_printed_full_mark_of_fifty_does_not_fit_the_bands_either() -> None:
    """满分为50分 means points that add up to 50, and bands on 100 do not fit them."""
    items = [(item, 10) for item in SHEET_B.items]
    fifty = {"items": items, "weighting": "points", "scale": 50, "scales": "refuse"}
    assert refusal(**fifty).code is pk.errors.Code.SCALE_MISMATCH
    card = attrs.evolve(SHEET_B, **fifty, ratings=None)
    assert pk.appraise(card, scores(10, 10, 10, 10, 10)).total == 50
    assert pk.appraise(card, ORDINARY).total == Decimal("38.5")


def test_weights_must_sum_to_a_hundred() -> None:
    """Weights that sum to 101 are refused, and the message says what they sum to."""
    first, *others = SHEET_B.items
    error = refusal(items=[(first, 31), *others])
    assert error.code is pk.errors.Code.WEIGHT_SUM
    assert "101" in str(error)


@pytest.mark.parametrize("rating", [11, -1, "10.01"])
def test_a_rating_off_its_scale_is_invalid_and_not_the_nearest_end(rating: object) -> None:
    """Eleven of ten points give no total, and a status that says so."""
    result = pk.appraise(SHEET_B, scores(rating, 10, 10, 10, 10))
    assert result.lines[0].status is pk.Status.INVALID_VALUE
    assert (result.lines[0].points, result.total) == (None, None)


def test_advice_for_the_lowest_indicator_stands_on_the_card() -> None:
    """改进建议 is the description of the indicator whose share of its full mark is the smallest."""
    lowest = min(pk.appraise(SHEET_B, ORDINARY).lines, key=lambda line: line.points)
    assert next(item.description for item in SHEET_B.indicators() if item.code == lowest.code) == ADVICE["领导能力"][1]
