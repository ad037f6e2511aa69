"""Composite indicators (综合指标): several indicators as the value of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.labels import Label
from perfkpi.language import Expr, Named, Role, set_apart
from perfkpi.model.card.aggregation import Entry, counted_points, express_level
from perfkpi.model.card.checks.levels import check_level
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.placement import Level, PlacedIndicator, place
from perfkpi.model.card.policies import CardPolicies
from perfkpi.model.card.sections import Group, Items, as_items, some_items
from perfkpi.model.card.weighting import Aggregation, ScalePolicy, Weighting
from perfkpi.model.formulas.formula import Formula, InnerPart
from perfkpi.model.measurement.completeness import Completeness
from perfkpi.model.measurement.missing import MissingPolicy, Refuse
from perfkpi.model.measurement.missing_by_status import as_policy
from perfkpi.model.measurement.rounding import RoundingPolicy
from perfkpi.model.measurement.scales import HUNDRED, Scale, as_points_scale
from perfkpi.model.parameters.validation import instance, placed

_UNROUNDED = RoundingPolicy(total=None)


@frozen(eq=False, field_transformer=placed)
class Composite(Formula):
    """The weighted points of other indicators, each with its own formula, rule and direction (F12).

    Source, sheet of a customer-service director: 根据客户问题解决率、服务水平和客户投诉量等进行综合评估. Complaints
    count downward and the other two upward, so each part is scored in its own direction before they are put together.
    ``DirectPoints`` takes the value as the points; any other rule may score it as well. The points of each part are
    parts of the line.

    Attributes:
        items: the parts, indicators with their weights.
        scale: the scale of the value.
        aggregation: how the value is made of the parts' points.
        weighting: what the weights mean.
        scales: what happens to a part whose scale is another one.
        missing: what a part without points does, unless it says so itself.

    Raises:
        DefinitionError: as a scorecard refuses weights, scales and policies; sections inside a composite.
    """

    label: ClassVar[Label | None] = Label(zh="综合指标", en="composite indicator")

    items: Items = field(converter=as_items, validator=some_items)
    scale: Scale = field(default=HUNDRED, converter=as_points_scale, kw_only=True)
    aggregation: Aggregation = field(default=Aggregation.WEIGHTED_SUM, converter=Aggregation, kw_only=True)
    weighting: Weighting = field(default=Weighting.SHARES, converter=Weighting, kw_only=True)
    scales: ScalePolicy = field(default=ScalePolicy.REFUSE, converter=ScalePolicy, kw_only=True)
    missing: MissingPolicy = field(
        default=Refuse(),
        converter=as_policy,
        validator=instance(MissingPolicy, "Reweight(minimum_count=2)"),
        kw_only=True,
    )

    def __attrs_post_init__(self) -> None:
        for position, item in enumerate(self.items):
            if not isinstance(item, Indicator):
                code, place = item.code, f"items[{position}]"
                en = f"{shown(code)} is a section, but a composite holds indicators; list those of the section"
                zh = f"{shown(code, 'zh')} 是类别，而综合指标只包含指标；请直接列出该类别的指标"
                raise self.refused(Code.WRONG_TYPE, place, en=en, zh=zh, value=code)
        try:
            check_level(self._level())
        except DefinitionError as error:
            raise error.at("Composite") from None

    @property
    def scored_on(self) -> Scale:
        return self.scale

    def inner_parts(self) -> Iterator[InnerPart]:
        found = ((f"items[{position}]", item) for position, item in enumerate(self.items))
        for path, item in ((path, item) for path, item in found if isinstance(item, Indicator)):
            yield InnerPart(path, item.code, item.name, item.formula.unit)
            for inner in item.formula.inner_parts():
                yield inner._replace(place=f"{path}.formula.{inner.place}")

    def express(self) -> Expr:
        level = self._level()
        return express_level([_entry(placement) for placement in level.indicators()], level.inherited)

    def completeness(self, points: Expr) -> Completeness:
        placements = list(self._level().indicators())
        entries = [_entry(placement) for placement in placements]
        members = [
            (placement.share, placement.item.completeness(entry.points))
            for placement, entry in zip(placements, entries, strict=True)
        ]
        found = Completeness.weighted(members)
        if any(type(entry.missing) is not Refuse for entry in entries):
            return found
        if len(found.pieces) == len(entries):  # each part is there or not, and none may be left out
            return Completeness.undivided(points)
        return found.where(points)

    def _level(self) -> Level:
        """Place the parts on the scale of the composite."""
        policies = CardPolicies(
            self.scale, self.weighting, self.missing, self.scales, _UNROUNDED, holder=("composite", "综合指标")
        )
        return place(Group(self.items, self.aggregation), policies)


def _entry(placement: PlacedIndicator) -> Entry:
    code = placement.item.code
    points = Named(Role.PART, code, set_apart(placement.indicator().express(_UNROUNDED), code))
    return Entry(placement, points, counted_points(placement, points))
