"""Every score falls into exactly one band, and each edge into the band that declares it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk

CLOSED_ABOVE = pk.RatingScale(
    bands=(
        pk.Band("top", 90, None, low_belongs=False),  # 超过 90
        pk.Band("good", 70, 90, high_belongs=True),  # 70 以上 90 以内
        pk.Band("rest", None, 70),  # 不满 70
    )
)
DESCENDING = pk.RatingScale.descending(("top", 90), ("good", 70), ("rest", 0))


def rating(scale: pk.RatingScale, score: object, **choices: object) -> str | None:
    """The rating of a single rated score."""
    rated = pk.Indicator(code="i", name="i", formula=pk.Actual("m"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    card = pk.Scorecard(code="card", name="card", items=((rated, 100),), ratings=scale, **choices)
    return pk.appraise(card, {"m": score}).rating


@given(st.decimals(0, 100, places=2))
@settings(max_examples=examples(30))
def test_every_score_has_the_rating_that_its_band_says(score: Decimal) -> None:
    """Bands are looked up as a person would, by comparing with the edges."""
    assert rating(DESCENDING, score) == ("top" if score >= 90 else "good" if score >= 70 else "rest")
    assert rating(CLOSED_ABOVE, score) == ("top" if score > 90 else "good" if score >= 70 else "rest")


@pytest.mark.parametrize(
    ("scale", "score", "code"),
    [
        (DESCENDING, 90, "top"),
        (DESCENDING, "89.99", "good"),
        (DESCENDING, 70, "good"),
        (CLOSED_ABOVE, 90, "good"),
        (CLOSED_ABOVE, "90.01", "top"),
        (CLOSED_ABOVE, 70, "good"),
        (CLOSED_ABOVE, "69.99", "rest"),
    ],
)
def test_an_edge_belongs_where_it_was_declared(scale: pk.RatingScale, score: object, code: str) -> None:
    """以上 includes the number and 超过 does not."""
    assert rating(scale, score) == code


def test_the_declared_total_is_rated() -> None:
    """89.996 is 90.00 when rounded totals are rated, and below 90 when unrounded ones are."""
    assert rating(DESCENDING, "89.996") == "top"
    assert rating(DESCENDING, "89.996", rate_on=pk.choices.RateOn.UNROUNDED) == "good"
    assert rating(DESCENDING, Fraction(90), rate_on=pk.choices.RateOn.UNROUNDED) == "top"


def test_a_single_band_rates_everybody() -> None:
    """One rating without edges is a scale as well."""
    assert rating(pk.RatingScale.descending(("合格", 0)), 0) == "合格"
    assert rating(pk.RatingScale.descending(("合格", 0)), 100) == "合格"
