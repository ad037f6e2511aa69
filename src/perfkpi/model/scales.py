"""Scales: between which numbers points, ratings and totals lie."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Belongs, Const, Edge, Expr, Mul, Reason, Status, Undefined, decide
from perfkpi.model.asking import Asking
from perfkpi.model.validation import placed
from perfkpi.numbers import exact

__all__ = ["Scale"]


@frozen(cache_hash=True, field_transformer=placed)
class Scale(Asking):
    """The scale on which points are given (A2): 0 to 100, 0 to 10, 1 to 5. ``high`` is the full mark."""

    low: Fraction = field(converter=exact)
    high: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        if self.low >= self.high:
            raise DefinitionError(
                Code.SCALE,
                en=f"the low end {self.low} is not below the high end {self.high}; write Scale(0, 100)",
                zh=f"下限 {self.low} 不低于上限 {self.high}；请写 Scale(0, 100)",
                where="Scale",
                value=(self.low, self.high),
            )

    def __str__(self) -> str:
        return f"{self.low}..{self.high}"

    def contains(self, points: Fraction) -> bool:
        """Whether a number of points lies on the scale, its ends included."""
        return self.low <= points <= self.high

    def express_within(self, number: Expr) -> Expr:
        """The number where it lies on the scale, its ends included; off it an invalid value, not the nearest end."""
        off = Undefined(
            Status.INVALID_VALUE,
            Reason("off-scale", zh=f"评分超出量表 {self}", en=f"the rating is off its scale {self}"),
        )
        return decide(number, [Edge(Const(self.low)), Edge(Const(self.high), Belongs.BELOW)], [off, number, off])

    def express_on(self, other: Scale, points: Expr) -> Expr:
        """Points of this scale as points of another one: the straight line from end to end."""
        if self == other:
            return points
        factor = (other.high - other.low) / (self.high - self.low)
        offset = other.low - self.low * factor
        scaled = Mul((points, Const(factor)))
        return scaled if offset == 0 else scaled + offset

    def express_share_of(self, other: Scale, points: Expr) -> Expr:
        """Points of this scale as points of another one: the same share of the full mark."""
        return points if self.high == other.high else Mul((points, Const(other.high / self.high)))
