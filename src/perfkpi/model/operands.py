"""Formulas as such, and the operands that they are made of: measures, or formulas in their place."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TypeAlias

from attrs import field, frozen

from perfkpi.language import Expr, Input
from perfkpi.model.measures import Direction, Unit
from perfkpi.model.validation import checked_code, instance, placed

__all__ = ["Formula", "Operand", "as_operand", "express_operand"]


@frozen(cache_hash=True, field_transformer=placed)
class Formula(ABC):
    """A rule that turns measures into a value. Subclass it, frozen, and say ``express``; nothing else is needed.

    Attributes:
        unit: how the value is shown.
    """

    unit: Unit = field(default=Unit.NUMBER, validator=instance(Unit, "Unit.PERCENT"), kw_only=True)

    @abstractmethod
    def express(self) -> Expr:
        """The formula as an expression of its measures."""

    @property
    def fits(self) -> tuple[Direction, ...]:
        """The directions in which this value can sensibly be scored."""
        return tuple(Direction)


Operand: TypeAlias = str | Formula


def as_operand(value: Operand) -> Operand:
    """An attrs converter: the name of a measure, or the formula that stands in its place."""
    return value if isinstance(value, Formula) else checked_code(value)


def express_operand(operand: Operand) -> Expr:
    """A measure by its name, or the formula that stands in its place."""
    return operand.express() if isinstance(operand, Formula) else Input(operand)
