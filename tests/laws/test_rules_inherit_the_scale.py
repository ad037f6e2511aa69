"""A rule that does not say its scale scores on that of its place, as one that says it there."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SCALES

import perfkpi as pk
from perfkpi.testing.strategies.figures import measures_for
from perfkpi.testing.strategies.rules import rules

DATA = st.data()
UNSAID = [pk.Attainment, pk.TargetDelta, pk.Tiers, pk.PiecewiseLinear, pk.MetOrNot, pk.DirectPoints]


def card(rule: pk.Scoring, scale: pk.Scale) -> pk.Scorecard:
    """One indicator on a scale that allows whatever the rule declares."""
    item = pk.Indicator("item", "item", "value", scoring=rule, weight=100)
    wide = attrs.evolve(scale, up_to=pk.UNLIMITED)
    return pk.Scorecard("card", "card", items=[item], scale=wide, beyond_scale="allow")


@pytest.mark.parametrize("kind", UNSAID)
@given(data=DATA)
def test_a_scale_that_is_inherited_is_that_of_the_card(kind: type[pk.Scoring], data: st.DataObject) -> None:
    """Totals, reasons, lines and explanation, whatever the scale."""
    drawn = data.draw(rules(kind, scale=data.draw(st.sampled_from(SCALES))))
    scale = attrs.evolve(drawn.points_scale, up_to=None)
    said = attrs.evolve(drawn, scale=scale)
    unsaid = attrs.evolve(said, scale=None)
    one, other = card(said, scale), card(unsaid, scale)
    figures = data.draw(measures_for(one))
    assert pk.appraise(one, figures).explain("en") == pk.appraise(other, figures).explain("en")
    assert pk.appraise(one, figures).lines == pk.appraise(other, figures).lines
    assert pk.loads(pk.dumps(other)) == other


@given(data=DATA, weight=st.integers(1, 60))
def test_where_weights_are_points_the_full_mark_is_the_weight(data: st.DataObject, weight: int) -> None:
    """A part of 20 points of a hundred is scored from 0 to 20 by a rule that does not say so (分值制)."""
    figures = {"part": data.draw(st.integers(-5, 70)), "rest": data.draw(st.integers(0, 40))}
    totals = []
    for scale in (weight, None):
        part = pk.Indicator("part", "part", scoring=pk.DirectPoints(scale), weight=weight)
        rest = pk.Indicator("rest", "rest", scoring=pk.DirectPoints(100 - weight), weight=100 - weight)
        found = pk.appraise(pk.Scorecard("card", "card", items=[part, rest], weighting="points"), figures)
        totals.append((found.total, found.reasons))
    assert totals[0] == totals[1]
    assert (totals[0][0] is not None) == (0 <= figures["part"] <= weight)


def test_what_the_card_cannot_hold_is_refused_there() -> None:
    """The place of the rule on the card, and the numbers that do not fit its scale."""
    edges = pk.rules.Tier(50, high=pk.rules.Below(1)), pk.rules.Tier(80, pk.rules.From(1))
    rule = pk.Tiers(edges, direction="higher")
    item = pk.Indicator("item", "item", "value", scoring=rule, weight=100)
    assert pk.appraise(pk.Scorecard("card", "card", items=[item]), {"value": 1}).total == 80
    with pytest.raises(pk.errors.DefinitionError, match="full mark") as caught:
        pk.Scorecard("card", "card", items=[item], scale=10)
    assert caught.value.where == "items[0].scoring.tiers[0].points"


def test_a_percentage_is_no_rating_on_whatever_scale_the_card_has() -> None:
    """Only where the scale is known can it be told that 95 % is not 0.95 of 100 points."""
    item = pk.Indicator("rate", "rate", pk.Ratio("a", "b", unit="percent"), scoring=pk.DirectPoints(), weight=100)
    with pytest.raises(pk.errors.DefinitionError, match=r"0\.95 points on the scale 0\.\.100") as caught:
        pk.Scorecard("card", "card", items=[item])
    assert caught.value.where == "items[0].scoring"
    assert pk.appraise(pk.Scorecard("card", "card", items=[item], scale=1), {"a": 1, "b": 2}).total * 2 == 1
