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


def card(rule: pk.Scoring, scale: pk.Scale, **choices: object) -> pk.Scorecard:
    """One indicator on a scale that allows whatever the rule declares."""
    item = pk.Indicator("item", "item", "value", scoring=rule, weight=choices.pop("weight", 100))
    wide = attrs.evolve(scale, up_to=pk.UNLIMITED)
    return pk.Scorecard("card", "card", items=[item], scale=wide, beyond_scale="allow", **choices)


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
    """A part of 20 points is scored from 0 to 20 by a rule that does not say so (分值制)."""
    full = pk.Scale(0, weight)
    value = data.draw(st.integers(-5, 70))
    said, unsaid = (
        card(pk.DirectPoints(scale), full, weight=weight, weighting="points") for scale in (pk.Scale(0, weight), None)
    )
    one, other = (pk.appraise(each, {"value": value}) for each in (said, unsaid))
    assert (one.total, one.reason) == (other.total, other.reason)


def test_what_the_card_cannot_hold_is_refused_there() -> None:
    """The place of the rule on the card, and the numbers that do not fit its scale."""
    edges = pk.rules.Tier(50, high=pk.rules.Below(1)), pk.rules.Tier(80, pk.rules.From(1))
    rule = pk.Tiers(edges, direction="higher")
    item = pk.Indicator("item", "item", "value", scoring=rule, weight=100)
    assert pk.appraise(pk.Scorecard("card", "card", items=[item]), {"value": 1}).total == 80
    with pytest.raises(pk.errors.DefinitionError, match="full mark") as caught:
        pk.Scorecard("card", "card", items=[item], scale=10)
    assert caught.value.where == "items[0].scoring.tiers[0].points"
