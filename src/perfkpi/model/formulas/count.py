"""Counts (F7): how many."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.parameters.constraints import Constraint, count, figures
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_operand


@frozen(eq=False, field_transformer=placed)
class Count(Formula):
    """How many there were (F7): complaints, new clients, partner merchants.

    Source, rules for account directors: 客户数量、新客户、老客户维护. A count that is negative or no whole number is an
    invalid value.

    Attributes:
        measure: the count.
    """

    label: ClassVar[Label | None] = Label(zh="数量", en="count")

    measure: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = (count(figures.measure),)

    def express(self) -> Expr:
        return express_operand(self.measure)
