"""Composite indicators (综合指标): several indicators as the value of one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.language import Const, Defined, Edge, Expr, Named, Role, decide
from perfkpi.model.aggregation import Entry, Level, counted_points, ends_of, express_level
from perfkpi.model.agreement import check_some
from perfkpi.model.indicators import Indicator
from perfkpi.model.missing import MissingPolicy, Refuse
from perfkpi.model.operands import Formula, InnerPart
from perfkpi.model.rounding import RoundingPolicy
from perfkpi.model.scales import Scale
from perfkpi.model.sections import EXAMPLE, Group, Weighted, as_items
from perfkpi.model.tree import Handed, check_tree
from perfkpi.model.validation import instance, placed, tuple_of
from perfkpi.model.weighting import Aggregation, ScalePolicy, Weighting

__all__ = ["Composite"]

_UNROUNDED = RoundingPolicy(total=None)


@frozen(cache_hash=True, field_transformer=placed)
class Composite(Formula):
    """The weighted points of other indicators, each with its own formula, rule and direction (F12).

    Source, sheet of a customer-service director: 根据客户问题解决率、服务水平和客户投诉量等进行综合评估. Complaints
    count downward and the other two upward, so each part is scored in its own direction before they are put together.
    ``Rated`` takes the value as the points; any other rule may score it as well. The points of each part are parts of
    the line.

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

    items: tuple[Weighted, ...] = field(converter=as_items, validator=tuple_of(Weighted, EXAMPLE))
    scale: Scale = field(default=Scale(0, 100), validator=instance(Scale, "Scale(0, 100)"), kw_only=True)
    aggregation: Aggregation = field(
        default=Aggregation.WEIGHTED_SUM, validator=instance(Aggregation, "Aggregation.MINIMUM"), kw_only=True
    )
    weighting: Weighting = field(
        default=Weighting.SHARES, validator=instance(Weighting, "Weighting.SHARES"), kw_only=True
    )
    scales: ScalePolicy = field(
        default=ScalePolicy.REFUSE, validator=instance(ScalePolicy, "ScalePolicy.LINEAR"), kw_only=True
    )
    missing: MissingPolicy = field(
        default=Refuse(), validator=instance(MissingPolicy, "Reweight(minimum_count=2)"), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        check_some(self.items, "Composite.items")
        for position, weighted in enumerate(self.items):
            code = weighted.item.code
            if not isinstance(weighted.item, Indicator):
                raise DefinitionError(
                    Code.WRONG_TYPE,
                    en=f"{shown(code)} is a section, but a composite holds indicators; "
                    "make the section's indicators parts of it",
                    zh=f"{shown(code)} 是分类，而综合指标只包含指标；请直接列出该分类的指标",
                    where=f"Composite.items[{position}]",
                    value=code,
                )
        handed = Handed(self.weighting, self.missing, self.scale, self.scales)
        try:
            check_tree(Group(self.items, self.aggregation), handed)
        except DefinitionError as error:
            raise error.at("Composite") from None

    @property
    def scored_on(self) -> Scale:
        return self.scale

    def inner_parts(self) -> Iterator[InnerPart]:
        found = ((f"items[{position}]", weighted.item) for position, weighted in enumerate(self.items))
        for place, item in ((place, item) for place, item in found if isinstance(item, Indicator)):
            yield InnerPart(place, item.code, item.name, item.formula.unit)
            for inner in item.formula.inner_parts():
                yield inner._replace(place=f"{place}.formula.{inner.place}")

    def express(self) -> Expr:
        level = Level(self.aggregation, self.scale, self.scales, _UNROUNDED)
        return express_level([entry for _, entry in self._entries()], level)

    def pieces(self, points: Expr) -> Iterator[tuple[Fraction, Expr]]:
        entries = self._entries()
        found = [
            (entry.share * share, there)
            for item, entry in entries
            for share, there in item.formula.pieces(entry.points)
        ]
        if any(type(entry.missing) is not Refuse for _, entry in entries):
            yield from found
        elif len(found) == len(entries):  # each part is there or not, and none may be left out
            yield from Formula.pieces(self, points)
        else:
            yield from ((share, decide(Defined(points), [Edge(Const(1))], [Const(0), there])) for share, there in found)

    def _entries(self) -> list[tuple[Indicator, Entry]]:
        """The parts, as they stand on the scale of the composite."""
        total = sum((weighted.weight for weighted in self.items), Fraction(0))
        shares = self.scales is ScalePolicy.PROPORTIONAL
        found: list[tuple[Indicator, Entry]] = []
        for position, weighted in enumerate(self.items):
            item = cast("Indicator", weighted.item)  # which the constructor demands
            item = item.under(self.scale, shares=shares, cap=None, place=f"items[{position}]")
            policy = item.missing or self.missing
            points = Named(Role.PART, item.code, item.express(_UNROUNDED))
            counted = counted_points(points, policy, item.code, self.aggregation, ends_of(item))
            found.append((item, Entry(item.code, weighted.weight / total, points, counted, item.scale, policy)))
        return found
