"""Usage against a norm (F14)."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Caption, Expr, Named, Role
from perfkpi.model.formulas.deviation import DeviationSign, directions_of, express_deviation
from perfkpi.model.formulas.formula import Operand, Rate, as_operand, optional_operand
from perfkpi.model.formulas.refusals import if_any
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, amount, different, figures, its
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_operand, express_parameter

_NO_NORM = ("usage cannot be compared with it", "否则无法比较用量")
_ALLOWED_USAGE = Caption("allowed_usage", Label(zh="定额用量", en="allowed usage"))


@frozen(eq=False, field_transformer=placed)
class Usage(Rate):
    """How far the usage is from its norm, as a share of the norm (F14, 定额): 配料严格控制用量.

    Source, department sheets of a spa club: 配料…严格控制用量. The norm is that of the whole period, or that of one
    unit of output; which deviation counts is explicit, as for ``Deviation``. A negative usage or output is an invalid
    value; no output: not applicable.

    Attributes:
        actual: what was used.
        norm: what may be used: a number greater than 0, a ``Field`` or a formula.
        output: how many units were made, each of which may use the norm; left out, the norm is that of the whole.
        sign: a saving (better when it grows), an overrun or an absolute deviation (better when they shrink).

    Raises:
        DefinitionError: a norm that is not greater than 0, or one figure for both usage and output.
    """

    label: ClassVar[Label | None] = Label(zh="定额用量", en="usage against a norm")

    actual: Operand = field(converter=as_operand)
    norm: Parameter = field(converter=as_parameter, kw_only=True)
    output: Operand | None = field(default=None, converter=optional_operand, kw_only=True)
    sign: DeviationSign = field(converter=DeviationSign, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint("norm-not-positive", its.norm > 0, Code.TARGET, advice=_NO_NORM),
        *different("actual", "output"),
        amount(figures.actual),
        amount(figures.output),
    )

    def express(self) -> Expr:
        actual, norm = express_operand(self.actual), express_parameter(self.norm)
        if self.output is None:
            return express_deviation(actual / norm, self.sign)
        output = express_operand(self.output)
        allowed = Named(Role.STEP, _ALLOWED_USAGE, norm * output)
        zh, en = "没有产出（{names}）", "there was no output ({names})"
        return if_any(output, "no-output", zh=zh, en=en, otherwise=express_deviation(actual / allowed, self.sign))

    @property
    def fits(self) -> tuple[Direction, ...]:
        return directions_of(self.sign)
