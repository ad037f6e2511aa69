"""Actual figures that are corrected for what nobody appraised could change (F15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.labels import Label, as_label
from perfkpi.language import Add, Caption, Expr, Named, Role
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, placed, tuple_of
from perfkpi.model.parameters.varying import express_operand, express_parameter

_ADJUSTED_ACTUAL = Caption("adjusted_actual", Label(zh="调整后实际值", en="adjusted actual"))


def _reason(value: str | Label) -> Label:
    if isinstance(value, Label) or (isinstance(value, str) and value.strip()):
        return as_label(value)
    en = f"a correction needs a reason, not {shown(value)}; write Label(zh='汇率变动', en='exchange rates')"
    zh = f"调整必须写明原因，而不是 {shown(value)}；请写 Label(zh='汇率变动', en='exchange rates')"
    raise DefinitionError(Code.LABEL, en=en, zh=zh, value=value)


@frozen(eq=False, field_transformer=placed)
class Correction(Asking):
    """An amount that is added to an actual figure, and why; a correction without a reason is none.

    Attributes:
        amount: a number, a ``Field`` that every person needs, or a formula such as ``Actual("fx_effect")``; negative
            where the actual figure is too high.
        reason: what explanations call it.

    Raises:
        DefinitionError: there is no reason.
    """

    amount: Parameter = field(converter=as_parameter)
    reason: Label = field(converter=_reason, kw_only=True)

    def express(self) -> Expr:
        """Express the amount, marked with its reason."""
        return Named(Role.STEP, Caption.of(self.reason), express_parameter(self.amount))


def _corrections(values: Iterable[Correction]) -> tuple[Correction, ...]:
    return as_tuple(values)


@frozen(eq=False, field_transformer=placed)
class AdjustedActual(Formula):
    """An actual figure and its corrections, each with its recorded reason (F15).

    Source, assessment of media-agency account directors: 还需要考虑团队的整体业绩情况，以及外部环境变化的影响. The
    reasons stand in every explanation, beside the amounts.

    Attributes:
        actual: the figure as it was measured.
        corrections: at least one.

    Raises:
        DefinitionError: no correction, or two for the same reason.
    """

    label: ClassVar[Label | None] = Label(zh="调整后实际值", en="adjusted actual")

    actual: Operand = field(converter=as_operand)
    corrections: tuple[Correction, ...] = field(
        converter=_corrections,
        validator=tuple_of(Correction, "Correction(-12, reason='...')", "reason", least=1),
        kw_only=True,
    )

    def express(self) -> Expr:
        corrections = [correction.express() for correction in self.corrections]
        return Named(Role.STEP, _ADJUSTED_ACTUAL, Add((express_operand(self.actual), *corrections)))
