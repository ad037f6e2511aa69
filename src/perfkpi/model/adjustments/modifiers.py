"""Coefficients: the running score times a factor (调节系数)."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Expr, Max, Min, Named, Role
from perfkpi.model.adjustments.step import ScoreStep
from perfkpi.model.parameters import (
    Parameter,
    as_parameter,
    crossed,
    express_parameter,
    if_not_negative,
    invalid_parameter,
    varies,
)
from perfkpi.model.reach import Span, least_of, most_of
from perfkpi.model.scales import Scale
from perfkpi.model.validation import placed
from perfkpi.numerals import written

__all__ = ["Modifier"]

_NEGATIVE = invalid_parameter("negative-factor", zh="系数下限小于 0", en="the lowest factor is below 0")


@frozen(cache_hash=True, field_transformer=placed)
class Modifier(ScoreStep):
    """The running score is multiplied by a factor, such as a coefficient of difficulty or of the company's result (A8).

    Source, scheme for new-media directors: 年终奖金额度可根据公司盈利状况和员工个人贡献进行调整.

    Before a ``Limit`` in the list of steps the cap holds for the product, behind it the product may exceed the cap.

    Attributes:
        factor: a number, a ``Field``, or a formula such as ``Actual("company_coefficient")``.
        floor: the lowest factor that counts, 0 or more; must be said.
        cap: the highest factor that counts; must be said.
    """

    factor: Parameter = field(converter=as_parameter, kw_only=True)
    floor: Parameter = field(converter=as_parameter, kw_only=True)
    cap: Parameter = field(converter=as_parameter, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.floor, Fraction) and self.floor < 0:
            raise DefinitionError(
                Code.LIMITS,
                en=f"the lowest factor {written(self.floor)} is negative, which would turn the score round; "
                "write 0 or more",
                zh=f"系数下限 {written(self.floor)} 为负数，会使得分变号；请写 0 或正数",
                where="Modifier.floor",
                value=self.floor,
            )
        if isinstance(self.floor, Fraction) and isinstance(self.cap, Fraction) and self.floor > self.cap:
            raise DefinitionError(
                Code.LIMITS,
                en=f"the lowest factor {written(self.floor)} is above the highest {written(self.cap)}; exchange them",
                zh=f"系数下限 {written(self.floor)} 高于上限 {written(self.cap)}；请对调",
                where="Modifier.floor",
                value=self.floor,
            )

    def express(self, running: Expr, scale: Scale) -> Expr:
        floor, cap = express_parameter(self.floor), express_parameter(self.cap)
        factor = Named(Role.STEP, "factor", Min((Max((express_parameter(self.factor), floor)), cap)))
        difference = running * (factor - 1)
        if varies(self.floor, self.cap):
            difference = if_not_negative(cap - floor, crossed(self.floor, self.cap), difference)
        return if_not_negative(floor, _NEGATIVE, difference) if varies(self.floor) else difference

    def reach(self, running: Span, scale: Scale) -> Span:
        return running.times(least_of(self.floor, Fraction(0)), most_of(self.cap))
