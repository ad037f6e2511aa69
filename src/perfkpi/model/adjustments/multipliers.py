"""Coefficients: the running score times a factor (调节系数)."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Caption, Expr, Max, Min, Named, Role, Sentence
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.measurement.percentages import Compared, Comparing
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.constraints import FLOOR_BELOW_CAP, Constraint, its
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.reach import Span, least_of, most_of
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_parameter

_FACTOR = Caption("factor", Label(zh="系数", en="factor"))
_KEEP_THE_SIGN = ("a factor below 0 turns the score round; write 0 or more", "负的系数会使得分变号；请写 0 或正数")

_MULTIPLIED = Sentence.always(Label(zh="乘以系数 {factor}", en="multiplied by {factor}"))


@frozen(eq=False, field_transformer=placed)
class Multiplier(Adjustment, Comparing):
    """The running score is multiplied by a factor, such as a coefficient of difficulty or of the company's result (A8).

    Source, scheme for new-media directors: 年终奖金额度可根据公司盈利状况和员工个人贡献进行调整.

    Before a ``ScoreLimit`` in the list the cap holds for the product, behind it the product may exceed the cap.

    Attributes:
        factor: a number, a ``Field``, or a formula such as ``Actual("company_coefficient")``.
        floor: the lowest factor that counts, 0 or more; must be said.
        cap: the highest factor that counts; must be said.
    """

    factor: Parameter = field(converter=as_parameter, kw_only=True)
    floor: Parameter = field(converter=as_parameter, kw_only=True)
    cap: Parameter = field(converter=as_parameter, kw_only=True)

    sentence: ClassVar[Sentence | None] = _MULTIPLIED
    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint("negative-factor", its.floor >= 0, advice=_KEEP_THE_SIGN),
        FLOOR_BELOW_CAP,
    )

    def compared(self) -> Compared:
        names = ("factor", "floor", "cap")
        return Compared(parameters=tuple((name, getattr(self, name)) for name in names), bare_numbers=False)

    def express(self, running: Expr, scale: Scale) -> Expr:
        floor, cap = express_parameter(self.floor), express_parameter(self.cap)
        factor = Named(Role.STEP, _FACTOR, Min((Max((express_parameter(self.factor, _FACTOR.label), floor)), cap)))
        return running * (factor - 1)

    def reach(self, running: Span, scale: Scale) -> Span:
        return running.times(least_of(self.floor, Fraction(0)), most_of(self.cap))
