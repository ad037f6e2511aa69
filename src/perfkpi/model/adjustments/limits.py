"""A floor and a cap on the running score (保底, 封顶)."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Const, Expr, Max, Min, Named, Role
from perfkpi.model.adjustments.step import ScoreStep
from perfkpi.model.parameters import (
    Parameter,
    crossed,
    express_parameter,
    if_not_negative,
    optional_parameter,
    varies,
)
from perfkpi.model.reach import Span, least_of, most_of
from perfkpi.model.scales import Scale
from perfkpi.model.validation import placed
from perfkpi.numerals import written

__all__ = ["Limit"]


@frozen(cache_hash=True, field_transformer=placed)
class Limit(ScoreStep):
    """The running score is held between a floor and a cap, at the place of the list where the limit stands (A8).

    Source, Financial Institutions 2006 (SEC, exhibit 10.20): a maximum of the award, after applying the modifier.

    Attributes:
        floor: the lowest score that is left; ``None`` for no floor.
        cap: the highest; ``None`` for no cap. Either may be a ``Field`` or a formula.
    """

    floor: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    cap: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.floor is None and self.cap is None:
            raise DefinitionError(
                Code.CHOICE_NEEDED,
                en="a limit without floor and cap limits nothing; give floor=, cap= or both",
                zh="既无保底也无封顶的限制不起作用；请给出 floor=、cap= 或两者",
                where="Limit",
            )
        if isinstance(self.floor, Fraction) and isinstance(self.cap, Fraction) and self.floor > self.cap:
            raise DefinitionError(
                Code.LIMITS,
                en=f"the floor {written(self.floor)} is above the cap {written(self.cap)}; exchange them",
                zh=f"保底分 {written(self.floor)} 高于封顶分 {written(self.cap)}；请对调",
                where="Limit.floor",
                value=self.floor,
            )

    def express(self, running: Expr, scale: Scale) -> Expr:
        moved: Expr = Const(0)
        if self.cap is not None:
            moved = Min((moved, Named(Role.CAP, "cap", express_parameter(self.cap)) - running))
        if self.floor is not None:
            moved = Max((moved, Named(Role.FLOOR, "floor", express_parameter(self.floor)) - running))
        if self.floor is None or self.cap is None or not varies(self.floor, self.cap):
            return moved
        return if_not_negative(
            express_parameter(self.cap) - express_parameter(self.floor), crossed(self.floor, self.cap), moved
        )

    def reach(self, running: Span, scale: Scale) -> Span:
        low, high = running
        if self.cap is not None:
            low, high = min(low, least_of(self.cap)), min(high, most_of(self.cap))
        if self.floor is not None:
            low, high = max(low, least_of(self.floor)), max(high, most_of(self.floor))
        return Span(low, high)
