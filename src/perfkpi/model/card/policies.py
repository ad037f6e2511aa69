"""What a scorecard says once for its whole tree."""

from __future__ import annotations

from typing import NamedTuple

from perfkpi.model.card.gates import Gate
from perfkpi.model.card.weighting import ScalePolicy, Weighting
from perfkpi.model.measurement.missing import MissingPolicy
from perfkpi.model.measurement.rounding import RoundingPolicy
from perfkpi.model.measurement.scales import Scale, ScaleCap


class CardPolicies(NamedTuple):
    """What holds for all items of a scorecard, or of a composite, unless they say otherwise themselves.

    Attributes:
        scale: the scale of the total.
        weighting: what weights mean.
        missing: what missing points do.
        scales: what happens to an item whose scale is another one.
        rounding: the declared rounding stages.
        gates: where a condition fails, other indicators get less.
        cap: what holds for rules that can pay more than the full mark and have no cap of their own.
        holder: what the tree is called, in English and Chinese.
    """

    scale: Scale
    weighting: Weighting
    missing: MissingPolicy
    scales: ScalePolicy
    rounding: RoundingPolicy
    gates: tuple[Gate, ...] = ()
    cap: ScaleCap | None = None
    holder: tuple[str, str] = ("scorecard", "考核表")

    @property
    def shares(self) -> bool:
        """Whether points of another scale keep their share of the full mark."""
        return self.scales is ScalePolicy.PROPORTIONAL
