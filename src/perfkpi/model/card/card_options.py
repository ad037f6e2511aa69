"""What holds for a whole card: its name, its scale, its policies, its steps, its ratings."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen
from attrs.converters import optional

from perfkpi.asking import Asking
from perfkpi.labels import CODE_AS_NAME, Label, as_label
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.card.ratings import RateOn, RatingScale, as_ratings
from perfkpi.model.card.sections import as_steps, only_steps
from perfkpi.model.card.weighting import BeyondScale, ScalePolicy, Weighting
from perfkpi.model.measurement.measures import Measure
from perfkpi.model.measurement.missing import MissingPolicy, Refuse
from perfkpi.model.measurement.missing_by_status import as_policy
from perfkpi.model.measurement.rounding import RoundingPolicy
from perfkpi.model.measurement.scales import HUNDRED, Scale, ScaleCap, as_points_scale
from perfkpi.model.parameters.validation import (
    as_line,
    checked_code,
    instance,
    members,
    optional_instance,
    placed,
    tuple_of,
)


def _measures(measures: Iterable[Measure] | Measure) -> tuple[Measure, ...]:
    return members(measures, Measure)


@frozen(eq=False, field_transformer=placed)
class CardOptions(Asking):
    """The base of scorecards and of plans that make one for each person; ``Scorecard`` says what each option means."""

    code: str = field(converter=checked_code)
    name: Label = field(default=CODE_AS_NAME, converter=as_label)
    version: str = field(default="", converter=as_line, validator=instance(str, "'2026'"), kw_only=True)
    measures: tuple[Measure, ...] = field(
        default=(), converter=_measures, validator=tuple_of(Measure, "Measure('net_profit')"), kw_only=True
    )
    weighting: Weighting = field(default=Weighting.SHARES, converter=Weighting, kw_only=True)
    scale: Scale = field(default=HUNDRED, converter=as_points_scale, kw_only=True)
    cap: ScaleCap | None = field(default=None, converter=optional(ScaleCap), kw_only=True)
    beyond_scale: BeyondScale = field(default=BeyondScale.REFUSE, converter=BeyondScale, kw_only=True)
    scales: ScalePolicy = field(default=ScalePolicy.REFUSE, converter=ScalePolicy, kw_only=True)
    missing: MissingPolicy = field(
        default=Refuse(),
        converter=as_policy,
        validator=instance(MissingPolicy, "Reweight(minimum_count=2)"),
        kw_only=True,
    )
    adjustments: tuple[Adjustment, ...] = field(default=(), converter=as_steps, validator=only_steps, kw_only=True)
    rounding: RoundingPolicy = field(
        default=RoundingPolicy(), validator=instance(RoundingPolicy, "RoundingPolicy(total=Rounding(2))"), kw_only=True
    )
    ratings: RatingScale | None = field(
        default=None,
        converter=as_ratings,
        validator=optional_instance(RatingScale, "RatingScale.descending(('优秀', 90), ...)"),
        kw_only=True,
    )
    rate_on: RateOn = field(default=RateOn.ROUNDED, converter=RateOn, kw_only=True)
