"""A rule may be written in plain texts and pairs."""

import attrs
import pytest

import perfkpi as pk


def test_a_rule_in_plain_texts() -> None:
    """It is equal to the one that is written with members."""
    rule = pk.TargetDelta(
        target="12%",
        per=pk.Additive("1%"),
        gain=2,
        loss=3,
        base_points=90,
        cap=110,
        counting="proportional",
        direction="higher",
    )
    higher, partly = pk.Direction.HIGHER_IS_BETTER, pk.choices.Counting.PROPORTIONAL
    assert rule == attrs.evolve(rule, counting=partly, direction=higher)
    assert rule.direction is higher


def test_a_curve_in_pairs() -> None:
    """A pair is a knot, and what is wrong in one is told at its place."""
    rule = pk.PiecewiseLinear(
        [("80%", 60), ("100%", 100), ("120%", 120)], below="floor", above="hold", direction="higher", cap=120
    )
    knots = (pk.rules.Knot("80%", 60), pk.rules.Knot("100%", 100), pk.rules.Knot("120%", 120))
    assert (rule.knots, rule.below, rule.above) == (
        knots,
        pk.choices.Extrapolation.FLOOR,
        pk.choices.Extrapolation.HOLD,
    )
    with pytest.raises(pk.PerfKpiError) as caught:
        pk.PiecewiseLinear([(0, 0), ("1 0", 1)], below="floor", above="hold", direction="higher")
    assert caught.value.where.startswith("PiecewiseLinear.knots[1]")
    for wrong in (5, (1,), (1, 2, 3), "ab"):
        with pytest.raises(pk.errors.DefinitionError, match="is not a knot"):
            pk.PiecewiseLinear([(0, 0), wrong], below="floor", above="hold", direction="higher")
