"""What is said beside the rules: what missing points do, and where is rounded."""

from __future__ import annotations

from functools import cache

import attrs
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.model.spelling import cached_as_spelled
from perfkpi.testing.strategies.numbers import SCALES


@cached_as_spelled
@st.composite
def missing_policies(draw: st.DrawFn, scale: pk.Scale = SCALES[0], count: int = 1) -> pk.missing.MissingPolicy:
    """Draw policies for missing points, whose points lie on a scale.

    Args:
        scale: of the item.
        count: how many items must be there at most.
    """
    on = draw(st.sampled_from((pk.Status.absences(), pk.Status.absences() | {pk.Status.UNDEFINED})))
    least, share = draw(st.integers(1, count)), draw(st.sampled_from(("0", "40%")))
    leaving = pk.Reweight(minimum_count=least, minimum_weight=share)
    neutral = pk.missing.NeutralPoints(scale.low + (scale.high - scale.low) / 2)
    kinds: list[pk.missing.MissingPolicy] = [
        pk.missing.Refuse(on=on),
        attrs.evolve(leaving, on=on),
        attrs.evolve(neutral, on=on),
        pk.missing.ByStatus({"not_measured": neutral, "not_applicable": leaving}),
    ]
    if scale.low == 0:
        kinds.append(pk.missing.ZeroPoints(on=on))
    return draw(st.sampled_from(kinds))


@cache
@st.composite
def rounding_policies(draw: st.DrawFn) -> pk.RoundingPolicy:
    """Draw the default rounding, or one with stages."""
    stages = st.one_of(
        st.none(),
        st.builds(pk.Rounding, st.integers(0, 4), mode=st.sampled_from(pk.choices.RoundingMode)),
        st.sampled_from((pk.Rounding(step="0.5"), pk.Rounding(step="0.05"))),
    )
    if draw(st.booleans()):
        return pk.RoundingPolicy()
    return pk.RoundingPolicy(
        value=draw(st.none() | st.just(pk.Rounding(4))),
        points=draw(stages),
        contribution=draw(stages),
        section=draw(stages),
        total=draw(stages),
    )
