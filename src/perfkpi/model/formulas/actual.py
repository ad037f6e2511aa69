"""A measure as it is."""

from __future__ import annotations

from attrs import field, frozen

from perfkpi.language import Expr, Input
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.parameters.validation import checked_code, placed


@frozen(eq=False, field_transformer=placed)
class Actual(Formula):
    """A measure as it is: a count, a duration, a rated score (F7, F8, F10, F11).

    Source, indicators of account directors: 客户总监的销售数据、销售额、市场份额.
    """

    measure: str = field(converter=checked_code)

    def express(self) -> Expr:
        return Input(self.measure)
