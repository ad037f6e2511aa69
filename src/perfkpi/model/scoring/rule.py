"""What every scoring rule has: a scale, a direction, and for most a floor and a cap."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Belongs, Const, Div, Edge, Expr, Floor, Max, Min, Named, Role, Sign, decide
from perfkpi.model.asking import Asking
from perfkpi.model.formulas import Formula
from perfkpi.model.measures import Direction
from perfkpi.model.parameters import (
    Parameter,
    express_parameter,
    if_positive,
    invalid_parameter,
    optional_parameter,
    varies,
)
from perfkpi.model.scales import Scale
from perfkpi.model.validation import instance, placed
from perfkpi.numerals import written

__all__ = ["BoundedScoring", "Scale", "Scoring", "absolute", "as_direction", "if_whole", "quotient"]


@frozen(cache_hash=True, field_transformer=placed)
class Scoring(Asking, ABC):
    """A rule that turns an indicator's value into points on a declared scale.

    Subclass it, frozen, and say ``express``: the exact score, the explanation and every other meaning follow.

    Attributes:
        scale: the scale of the points; ``scale.high`` is the full mark.
        direction: which way the value is better; the points never fall when it moves that way.
    """

    scale: Scale = field(default=Scale(0, 100), validator=instance(Scale, "Scale(0, 100)"), kw_only=True)
    direction: Direction = field(
        default=Direction.HIGHER_IS_BETTER,
        validator=instance(Direction, "Direction.HIGHER_IS_BETTER"),
        kw_only=True,
    )

    @abstractmethod
    def express(self, value: Expr) -> Expr:
        """The points as an expression of the value."""

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        """Parameters that are compared with the value: attribute, parameter, and whether it is a difference."""
        return iter(())

    def refused(self, code: Code, name: str, *, en: str, zh: str, value: object = None) -> DefinitionError:
        """The error that an attribute of this rule deserves, for a constructor to raise."""
        return DefinitionError(code, en=en, zh=zh, where=f"{type(self).__name__}.{name}", value=value)

    @property
    def promises_direction(self) -> bool:
        """Whether the points never fall when the value gets better; only a rule typed as text makes no such promise."""
        return True

    @property
    def takes_category(self) -> bool:
        """Whether the value that is scored is a category and not a number."""
        return False

    @property
    def lowest(self) -> Parameter:
        """The fewest points that the rule can give."""
        return self.scale.low

    @property
    def highest(self) -> Parameter:
        """The most points that the rule can give."""
        return self.scale.high

    def check_formula(self, formula: Formula) -> None:
        """Refuse a formula whose values the rule cannot mean; every number is welcome where a rule says nothing."""
        del formula


as_direction = instance(Direction, "Direction.HIGHER_IS_BETTER")
"""The converter of a rule whose direction must be said: practice disagrees, so there is no default."""


_CROSSED = invalid_parameter("floor-above-cap", zh="保底分不低于封顶分", en="the floor is not below the cap")
_OFF_SCALE = invalid_parameter(
    "limit-off-scale", zh="保底分或封顶分超出量表", en="the floor or the cap is off the scale"
)


@frozen(cache_hash=True, field_transformer=placed)
class BoundedScoring(Scoring):
    """A scoring rule whose points stop at a floor and at a cap.

    Attributes:
        floor: the fewest points; ``None`` stands for the low end of the scale.
        cap: the most points; ``None`` stands for the full mark. More than the full mark is paid only where a cap says
            so.
    """

    floor: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    cap: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)

    def __attrs_post_init__(self) -> None:
        floor, cap, scale = self.lowest, self.highest, self.scale
        if isinstance(cap, Fraction) and cap <= scale.low:
            raise self.refused(
                Code.LIMITS,
                "cap",
                en=f"the cap {written(cap)} is not above the low end of the scale {scale}; correct one of them",
                zh=f"封顶分 {written(cap)} 不高于量表 {scale} 的下限；请更正其一",
                value=cap,
            )
        if isinstance(floor, Fraction) and floor >= scale.high:
            raise self.refused(
                Code.LIMITS,
                "floor",
                en=f"the floor {written(floor)} is not below the full mark of the scale {scale}; correct one of them",
                zh=f"保底分 {written(floor)} 不低于量表 {scale} 的满分；请更正其一",
                value=floor,
            )
        if isinstance(floor, Fraction) and isinstance(cap, Fraction) and floor >= cap:
            raise self.refused(
                Code.LIMITS,
                "floor",
                en=f"the floor {written(floor)} is {'above' if floor > cap else 'at'} the cap {written(cap)}; "
                "exchange or correct them",
                zh=f"保底分 {written(floor)} {'高于' if floor > cap else '等于'}封顶分 {written(cap)}；请对调或更正",
                value=floor,
            )

    @property
    def lowest(self) -> Parameter:
        """The floor, declared or the low end of the scale."""
        return self.scale.low if self.floor is None else self.floor

    @property
    def highest(self) -> Parameter:
        """The cap, declared or the full mark."""
        return self.scale.high if self.cap is None else self.cap

    @abstractmethod
    def express_unbounded(self, value: Expr) -> Expr:
        """The points before floor and cap."""

    def express(self, value: Expr) -> Expr:
        floor, cap = self.express_limits()
        return self.if_limits_fit(Min((Max((self.express_unbounded(value), floor)), cap)))

    def express_limits(self) -> tuple[Expr, Expr]:
        """The floor and the cap, marked."""
        return (
            Named(Role.FLOOR, "floor", express_parameter(self.lowest)),
            Named(Role.CAP, "cap", express_parameter(self.highest)),
        )

    def if_limits_fit(self, points: Expr) -> Expr:
        """``points``, where the constructor would have taken a row's floor and cap as well."""
        if not varies(self.lowest, self.highest):
            return points
        floor, cap = self.express_limits()
        points = if_positive(cap - floor, _CROSSED, points)
        points = if_positive(cap - self.scale.low, _OFF_SCALE, points)
        return if_positive(self.scale.high - floor, _OFF_SCALE, points)


def absolute(value: Expr) -> Expr:
    """``|value|``."""
    return Max((value, -value)) if not isinstance(value, Const) else Const(abs(value.value))


def quotient(numerator: Expr, denominator: Expr) -> Expr:
    """A quotient of a rule, which says itself what the sign of the denominator means: falling standards, a zero line."""
    return Div(numerator, denominator, sign=Sign.ANY)


def if_whole(number: Expr, refused: Expr, then: Expr) -> Expr:
    """``then`` where a number is a whole one."""
    return decide(number - Floor(number), [Edge(Const(0), Belongs.BELOW)], [then, refused])
