"""Formulas as such, and the operands that they are made of: measures, or formulas in their place."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple, TypeAlias

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.labels import Label
from perfkpi.language import Expr, Input
from perfkpi.model.completeness import Completeness
from perfkpi.model.measures import Direction, Unit
from perfkpi.model.scales import Scale
from perfkpi.model.validation import checked_code, instance, placed

__all__ = [
    "Formula",
    "InnerPart",
    "Operand",
    "Rate",
    "as_operand",
    "check_different",
    "express_operand",
    "optional_operand",
]


class InnerPart(NamedTuple):
    """A part of a formula that has a code, a name and a value of its own, such as an indicator inside a composite."""

    place: str
    code: str
    name: Label
    unit: Unit


@frozen(cache_hash=True, field_transformer=placed)
class Formula(Asking, ABC):
    """A rule that turns measures into a value. Subclass it, frozen, and say ``express``; nothing else is needed.

    Attributes:
        unit: how the value is shown.
    """

    unit: Unit = field(default=Unit.NUMBER, validator=instance(Unit, "Unit.PERCENT"), kw_only=True)

    @abstractmethod
    def express(self) -> Expr:
        """The formula as an expression of its measures."""

    def completeness(self, points: Expr) -> Completeness:
        """Tell which shares of an indicator are there, given its points: all of it, where none may be left out."""
        return Completeness.undivided(points)

    @property
    def fits(self) -> tuple[Direction, ...]:
        """The directions in which this value can sensibly be scored."""
        return tuple(Direction)

    @property
    def scored_on(self) -> Scale | None:
        """The scale on which the value is a score already, if it is one."""
        return None

    @property
    def declared_ends(self) -> tuple[Fraction | None, Fraction | None]:
        """The numbers between which the value lies, where it declares them itself; ``None`` for no such end."""
        return None, None

    def inner_parts(self) -> Iterator[InnerPart]:
        """Every part inside the formula that has a code of its own."""
        return iter(())


@frozen(cache_hash=True, field_transformer=placed)
class Rate(Formula):
    """A formula whose value is a share of something, shown in percent where nothing else is said."""

    unit: Unit = field(default=Unit.PERCENT, validator=instance(Unit, "Unit.PERCENT"), kw_only=True)


Operand: TypeAlias = str | Formula


def as_operand(value: Operand) -> Operand:
    """An attrs converter: the name of a measure, or the formula that stands in its place."""
    return value if isinstance(value, Formula) else checked_code(value)


def optional_operand(value: Operand | None) -> Operand | None:
    """The same where the operand may be left out."""
    return None if value is None else as_operand(value)


def check_different(owner: Formula, **operands: Operand) -> None:
    """No figure may stand in two places, which would be a slip of whoever wrote the rule."""
    for (first, one), (second, two) in combinations(operands.items(), 2):
        if one == two:
            raise DefinitionError(
                Code.DUPLICATE_CODE,
                en=f"{first} and {second} are both {shown(one)}; name two different figures",
                zh=f"{first} 与 {second} 都是 {shown(one)}；请指定两个不同的数据",
                where=f"{type(owner).__name__}.{second}",
                value=two,
            )


def express_operand(operand: Operand) -> Expr:
    """A measure by its name, or the formula that stands in its place."""
    return operand.express() if isinstance(operand, Formula) else Input(operand)
