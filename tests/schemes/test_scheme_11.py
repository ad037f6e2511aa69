"""Scheme 11, sheet B of a customer-service director: five ratings of ten points, weights of 100, bands on 100.

Source: 得分 = (Σ 得分 × 权重) / 100, 满分为50分, bands 90分以上, 80-89, 70-79, 60-69, 60分以下.
As printed the maximum is 10, so that a perfect sheet would land in the worst band; declared scales convert it to 100.
"""

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

import perfkpi as pk

WEIGHTS = {"satisfaction": 30, "team": 25, "results": 20, "leadership": 15, "innovation": 10}
NAMES = {
    "satisfaction": pk.Label(zh="客户满意度", en="Customer satisfaction"),
    "team": pk.Label(zh="团队绩效", en="Team performance"),
    "results": pk.Label(zh="业绩指标", en="Business results"),
    "leadership": pk.Label(zh="领导能力", en="Leadership"),
    "innovation": pk.Label(zh="创新能力", en="Innovation"),
}
RATED = {
    code: pk.Indicator(code=code, name=name, formula=pk.Actual(name.zh), scoring=pk.DirectPoints(scale=pk.Scale(0, 10)))
    for code, name in NAMES.items()
}
RATINGS = pk.RatingScale.descending(("优秀", 90), ("良好", 80), ("一般", 70), ("较差", 60), ("差", 0))


def sheet(**choices: object) -> pk.Scorecard:
    """The five indicators with their weights and the printed bands."""
    settled: dict[str, object] = {
        "scale": pk.Scale(0, 100),
        "ratings": RATINGS,
        "scales": pk.choices.ScalePolicy.LINEAR,
    }
    return pk.Scorecard(
        code="customer-service-director-b",
        name=pk.Label(zh="客服总监", en="Customer-service director"),
        items=tuple((RATED[code], weight) for code, weight in WEIGHTS.items()),
        **(settled | choices),
    )


CARD = sheet()


def scores(*points: object) -> dict[str, object]:
    """One rating for each indicator, in the order of the sheet."""
    return dict(zip((name.zh for name in NAMES.values()), points, strict=True))


def test_a_perfect_sheet_is_excellent_and_not_the_worst() -> None:
    """Five tens are 100 of 100: 优秀 and not 差."""
    result = pk.appraise(CARD, scores(10, 10, 10, 10, 10))
    assert result.total == Decimal(100)
    assert str(result.total) == "100.00"
    assert result.rating == "优秀"
    assert result.rating != "差"
    assert [line.contribution for line in result.lines] == [30, 25, 20, 15, 10]


def test_an_ordinary_sheet() -> None:
    """Points stay on their own scale of 10; contributions and total stand on 100."""
    result = pk.appraise(CARD, scores(9, 8, 7, 6, "8.5"))
    assert [line.points for line in result.lines] == [9, 8, 7, 6, Fraction("8.5")]
    # 30 % x 90 = 27, 25 % x 80 = 20, 20 % x 70 = 14, 15 % x 60 = 9, 10 % x 85 = 8.5: together 78.5
    assert [line.contribution for line in result.lines] == [27, 20, 14, 9, Fraction("8.5")]
    assert result.unrounded == Fraction("78.5")
    assert result.total == Decimal("78.50")
    assert result.rounding == 0
    assert result.rating == "一般"


@pytest.mark.parametrize(
    ("points", "total", "rating"),
    [
        (9, "90", "优秀"),
        ("8.9999", "90", "优秀"),  # 89.999 rounds to 90.00
        ("8.999", "89.99", "良好"),
        (8, "80", "良好"),
        ("7.999", "79.99", "一般"),
        (7, "70", "一般"),
        ("6.999", "69.99", "较差"),
        (6, "60", "较差"),
        ("5.999", "59.99", "差"),
        (0, "0", "差"),
    ],
)
def test_each_edge_belongs_to_the_better_band(points: object, total: str, rating: str) -> None:
    """The same rating five times lands where its tenfold stands in the bands."""
    result = pk.appraise(CARD, scores(*[points] * 5))
    assert (result.total, result.rating) == (Decimal(total), rating)


def test_ten_point_ratings_on_a_hundred_point_card_are_refused() -> None:
    """Without a declared conversion, points on 0..10 do not fit a total on 0..100."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        sheet(scales=pk.choices.ScalePolicy.REFUSE)
    assert caught.value.code is pk.errors.Code.SCALE_MISMATCH
    assert caught.value.where.endswith("items[0].scoring.scale")
    assert "ScalePolicy.LINEAR" in str(caught.value)
    assert "ScalePolicy.LINEAR" in caught.value.say("zh")


def test_bands_on_a_hundred_for_a_total_of_ten_are_refused() -> None:
    """The printed sheet: a maximum of 10 rated on bands of 100 would make everybody 差."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        sheet(scale=pk.Scale(0, 10), scales=pk.choices.ScalePolicy.REFUSE)
    assert caught.value.code is pk.errors.Code.SCALE_MISMATCH
    assert caught.value.where.endswith("ratings")


def test_the_printed_full_mark_of_fifty_does_not_fit_the_bands_either() -> None:
    """满分为50分 means points that add up to 50, and bands on 100 do not fit them."""
    fifty = {
        "items": tuple((indicator, 10) for indicator in RATED.values()),
        "weighting": pk.choices.Weighting.POINTS,
        "scale": pk.Scale(0, 50),
        "scales": pk.choices.ScalePolicy.REFUSE,
    }
    with pytest.raises(pk.errors.DefinitionError) as caught:
        attrs.evolve(CARD, **fifty)
    assert caught.value.code is pk.errors.Code.SCALE_MISMATCH
    card = attrs.evolve(CARD, **fifty, ratings=None)
    assert pk.appraise(card, scores(10, 10, 10, 10, 10)).total == 50
    assert pk.appraise(card, scores(9, 8, 7, 6, "8.5")).total == Decimal("38.5")


def test_weights_must_sum_to_a_hundred() -> None:
    """Weights that sum to 101 are refused, and the message says what they sum to."""
    wrong = tuple((RATED[code], weight + (code == "team")) for code, weight in WEIGHTS.items())
    with pytest.raises(pk.errors.DefinitionError) as caught:
        attrs.evolve(CARD, items=wrong)
    assert caught.value.code is pk.errors.Code.WEIGHT_SUM
    assert "101" in str(caught.value)


@pytest.mark.parametrize("rating", [11, -1, "10.01"])
def test_a_rating_off_its_scale_is_invalid_and_not_the_nearest_end(rating: object) -> None:
    """Eleven of ten points give no total, and a status that says so."""
    result = pk.appraise(CARD, scores(rating, 10, 10, 10, 10))
    assert result.lines[0].status is pk.Status.INVALID_VALUE
    assert result.lines[0].points is None
    assert result.total is None
