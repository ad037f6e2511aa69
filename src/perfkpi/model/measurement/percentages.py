"""Percentages (百分比): a bare 12 on one may mean 12 % or 1200 %, and is refused until its author says which."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import NamedTuple

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Expr
from perfkpi.model.formulas.formula import Operand
from perfkpi.model.parameters.parameter import Parameter
from perfkpi.numerals import Percentage, written


class Compared(NamedTuple):
    """Figures and parameters in one unit: where one of them is a percentage, it is said of every other what it is.

    Attributes:
        figures: operands, each behind the name of its attribute.
        parameters: numbers, columns and formulas that they are compared with, likewise.
        bare_numbers: whether a number without a percent sign says nothing; a coefficient of 1.5 says what it is.
    """

    figures: tuple[tuple[str, Operand], ...] = ()
    parameters: tuple[tuple[str, Parameter], ...] = ()
    bare_numbers: bool = True


class Comparing(ABC):
    """A part of a scorecard that compares something, so that only the whole scorecard can tell in which unit."""

    __slots__ = ()

    @abstractmethod
    def compared(self) -> Compared:
        """Name what is compared with one another."""


class Typed(ABC):
    """A part of a scorecard that was typed as text, and may compare measures with percentages in it."""

    __slots__ = ()

    @abstractmethod
    def typed(self) -> Expr:
        """Express what the text says."""


def check_percent(parameter: Parameter, where: str, *, difference: bool = False) -> None:
    """Check that a number above 1 compared with a percentage is written with its sign; so is a difference of 1.

    Raises:
        DefinitionError: the number is bare.
    """
    if not isinstance(parameter, Fraction) or isinstance(parameter, Percentage):
        return
    if abs(parameter) > 1 or (difference and parameter == 1):
        bare, whole = written(parameter), written(Percentage(parameter))
        en = f"{bare} on a percentage is {whole}; write '{bare}%' if percent is meant, '{whole}' if not"
        zh = f"百分比上的 {bare} 等于 {whole}；若指百分之几请写 '{bare}%'，否则请写 '{whole}'"
        raise DefinitionError(Code.BARE_PERCENT, en=en, zh=zh, where=where, value=parameter)
