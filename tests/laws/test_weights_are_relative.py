"""Weights are shares of their sum, however they are written."""

from fractions import Fraction

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import check_weight_scale_free, indicators, measures_for, scorecards
from perfkpi.testing.strategies.declarations import declared

SPELLINGS = {
    "percent numbers": (30, 30, 40),
    "floats": (0.3, 0.3, 0.4),
    "percent texts": ("30%", "30%", "40%"),
    "fractions": ("3/10", "3/10", "2/5"),
}


def card_of(items: list[pk.Indicator], weights: tuple[object, ...], **choices: object) -> pk.Scorecard:
    """A card of three indicators with some weights."""
    weighted = tuple((item, weight) for item, weight in zip(items, weights, strict=True))
    return pk.Scorecard(
        code="card",
        name="card",
        items=weighted,
        measures=declared(*items),
        scale=pk.Scale(0, 100, up_to=pk.UNLIMITED),
        beyond_scale=pk.choices.BeyondScale.ALLOW,
        scales=pk.choices.ScalePolicy.LINEAR,
        **choices,
    )


@given(st.data())
@settings(max_examples=examples(30))
def test_all_spellings_of_the_same_shares_give_the_same_result(data: st.DataObject) -> None:
    """30/30/40, 0.3/0.3/0.4, "30%"/"30%"/"40%" and 3/10, 3/10, 2/5 are the same card to everybody."""
    items = [data.draw(indicators(code)) for code in ("a", "b", "c")]
    cards = [card_of(items, weights) for weights in SPELLINGS.values()]
    figures = data.draw(measures_for(cards[0]))
    first, *others = [pk.appraise(card, figures) for card in cards]
    for other in others:
        assert (other.total, other.unrounded, other.status, other.rating) == (
            first.total,
            first.unrounded,
            first.status,
            first.rating,
        )
        assert other.lines == first.lines


@given(scorecards(), st.data())
@settings(max_examples=examples(30))
def test_weights_only_count_relatively(card: pk.Scorecard, data: st.DataObject) -> None:
    """Weights may be multiplied by anything and normalised."""
    check_weight_scale_free(card, data=data)


@given(scorecards())
@settings(max_examples=examples(30))
def test_nominal_weights_sum_to_one(card: pk.Scorecard) -> None:
    """The declared shares of all indicators are the whole, at any depth."""
    rating = card.express_rating()
    read = card.express() if rating is None else rating
    figures = dict.fromkeys((node.name for node in read.inputs()), None)
    assert sum(line.nominal_weight for line in pk.appraise(card, figures).lines) == 1


def test_three_tenths_three_tenths_and_four_tenths_are_one() -> None:
    """0.3 + 0.3 + 0.4 as floats is accepted as 1, and 0.1 ten times as well."""
    rated = [
        pk.Indicator(
            code=f"i{n}", name="i", formula=pk.Actual(f"m{n}"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
        )
        for n in range(10)
    ]
    card = card_of(rated, (0.1,) * 10)
    assert pk.appraise(card, {f"m{n}": n for n in range(10)}).unrounded == Fraction("4.5")
    assert attrs.evolve(card, items=card.items) == card


@pytest.mark.parametrize("weights", [(30, 30, 41), (0.3, 0.3, 0.39999), (1, 1, 1)])
def test_shares_that_do_not_sum_are_refused(weights: tuple[object, ...]) -> None:
    """Shares sum to 1 or to 100, exactly."""
    rated = [
        pk.Indicator(
            code=f"i{n}", name="i", formula=pk.Actual(f"m{n}"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
        )
        for n in range(3)
    ]
    with pytest.raises(pk.errors.DefinitionError) as caught:
        card_of(rated, weights)
    assert caught.value.code is pk.errors.Code.WEIGHT_SUM
