"""Ratios (F1): one figure divided by another."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Div, Expr, Sign
from perfkpi.model.changes import Changes, never_negative
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_operand


@frozen(eq=False, field_transformer=placed)
class Ratio(Formula):
    """``numerator / denominator`` (F1, F2, F5, F6): 税后净利润/所有者权益.

    Source, sheet of a finance director: 净资产收益率，税后净利润/所有者权益×100%.

    A zero denominator is undefined: never 0, never infinite. So is a negative one, which turns the meaning round: a
    loss over negative equity would be a positive return. Either operand may be a formula, such as an average balance
    ``Computed("(期初+期末)/2")``, or a number: ``Ratio("complaints", 100)``.

    Attributes:
        numerator: what is divided.
        denominator: what it is divided by.
        denominator_sign: ``Sign.ANY`` where a negative denominator is meant.
    """

    label: ClassVar[Label | None] = Label(zh="比率", en="ratio")

    changes: ClassVar[Changes] = (never_negative(lambda ratio: express_operand(ratio.denominator).varies),)

    numerator: Operand = field(converter=as_operand)
    denominator: Operand = field(converter=as_operand)
    denominator_sign: Sign = field(default=Sign.POSITIVE, converter=Sign, kw_only=True)

    def express(self) -> Expr:
        return Div(express_operand(self.numerator), express_operand(self.denominator), sign=self.denominator_sign)
