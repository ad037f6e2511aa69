"""Formulas as such, and the operands that they are made of: measures, or formulas in their place."""

from __future__ import annotations

import numbers
from abc import abstractmethod
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from types import CellType, CodeType
from typing import Any, ClassVar, NamedTuple, TypeAlias, cast

from attrs import field, frozen

from perfkpi.foreign import is_a
from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.measurement.completeness import Completeness
from perfkpi.model.measurement.measures import Direction, Unit, as_unit
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.named_rule import NamedRule
from perfkpi.model.parameters.constraints import guarded
from perfkpi.model.parameters.validation import checked_code, placed
from perfkpi.model.parameters.varying import Varying
from perfkpi.numbers import exact, spelled

_GUARDED = "guarded"
"""Where a method that guards keeps what it guards."""


class InnerPart(NamedTuple):
    """A part of a formula that has a code, a name and a value of its own, such as an indicator inside a composite."""

    place: str
    code: str
    name: Label
    unit: Unit


@frozen(eq=False, field_transformer=placed)
class Formula(Varying, NamedRule):
    """A rule that turns measures into a value. Subclass it, frozen, and say ``express``; nothing else is needed.

    What ``constraints`` ask of figures and of personal parameters holds wherever ``express`` is called.

    Attributes:
        unit: how the value is shown.
    """

    is_guarded: ClassVar[bool] = True

    unit: Unit = field(default=Unit.NUMBER, converter=as_unit, kw_only=True)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        express: Any = cls.__dict__.get("express")
        if hasattr(express, _GUARDED):
            _move(getattr(express, _GUARDED), cls)
        elif express is not None:
            setattr(cls, "express", _guarding(express))  # noqa: B010  # type checkers let nobody assign to it

    @abstractmethod
    def express(self) -> Expr:
        """Express the formula in terms of its measures."""

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
        """Visit every part inside the formula that has a code of its own."""
        return iter(())


@frozen(eq=False, field_transformer=placed)
class Rate(Formula):
    """A formula whose value is a share of something, shown in percent where nothing else is said."""

    unit: Unit = field(default=Unit.PERCENT, converter=as_unit, kw_only=True)


def _guarding(express: Callable[[Formula], Expr]) -> Callable[[Formula], Expr]:
    """Guard a method; one that a subclass calls by ``super()`` is a part of what is guarded there."""

    @wraps(express)
    def guarding(self: Formula) -> Expr:
        value = express(self)
        return guarded(self, value) if type(self).express is guarding else value

    setattr(guarding, _GUARDED, express)
    return guarding


def _move(method: Callable[[Formula], Expr], kind: type) -> None:
    """Tell a method whose it is: attrs makes a slotted class anew, and tells those that it sees, of which this is none.

    One that is decorated otherwise is told by nobody, as in any class.
    """
    code: CodeType | None = getattr(method, "__code__", None)
    cells: tuple[CellType, ...] = getattr(method, "__closure__", None) or ()
    for name, cell in zip(() if code is None else code.co_freevars, cells, strict=True):
        if name == "__class__":  # what ``super()`` reads
            cell.cell_contents = kind


Operand: TypeAlias = str | Formula
OperandLike: TypeAlias = Operand | int | float | Decimal | numbers.Real
"""What is read as an operand: a number stands for itself."""


def as_operand(value: OperandLike) -> Operand:
    """Convert an operand, for attrs: the name of a measure, the formula that stands in its place, or a number.

    A text is always a name. A number becomes the formula that is typed so, which documents hold.

    Raises:
        NumberError: a truth value, NaN, an infinity.
    """
    if isinstance(value, Formula):
        return value
    if is_a(value, numbers.Real, Decimal):
        from perfkpi.model.formulas.computed import Computed  # noqa: PLC0415  # few formulas hold a typed one

        return Computed(spelled(exact(value)))
    return checked_code(cast("str", value))


def optional_operand(value: OperandLike | None) -> Operand | None:
    """Convert an operand that may be left out."""
    return None if value is None else as_operand(value)
