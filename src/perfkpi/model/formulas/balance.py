"""Average balances (F2): what a stock was worth over a period."""

from __future__ import annotations

from collections.abc import Iterable
from enum import unique
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Choice
from perfkpi.labels import Label
from perfkpi.language import Add, Caption, Expr, Named, Role
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.parameters.constraints import Constraint, different
from perfkpi.model.parameters.validation import ITSELF, as_tuple, placed, several
from perfkpi.model.parameters.varying import express_operand

_AVERAGE = Caption("average_balance", Label(zh="平均余额", en="average balance"))


@frozen(eq=False, field_transformer=placed)
class AverageBalance(Formula):
    """``(opening + closing) / 2``, mostly as the denominator of a ratio (F2): 总资产均值.

    Source, sheet of a finance director: 总资产周转率，主营业务收入/总资产均值. Balances may be negative; whether their
    average may be is for the ratio to say: ``Ratio(..., denominator_sign=Sign.ANY)``.

    Attributes:
        opening: the balance at the beginning of the period.
        closing: the balance at its end.

    Raises:
        DefinitionError: both are the same figure.
    """

    label: ClassVar[Label | None] = Label(zh="平均余额", en="average balance")

    opening: Operand = field(converter=as_operand)
    closing: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = different("opening", "closing")

    def express(self) -> Expr:
        return Named(Role.STEP, _AVERAGE, (express_operand(self.opening) + express_operand(self.closing)) / 2)


@unique
class Averaging(Choice):
    """What a mean of several balances is: practice disagrees, so it is said."""

    SIMPLE = "simple"
    """Their sum by their number (简单平均): twelve month-ends by 12."""
    CHRONOLOGICAL = "chronological"
    """The first and the last count half (首末折半法): thirteen month-ends, from one year's end to the next, by 12."""


def _balances(values: Iterable[Operand]) -> tuple[Operand, ...]:
    return tuple(map(as_operand, as_tuple(values)))


@frozen(eq=False, field_transformer=placed)
class MeanBalance(Formula):
    """The mean of several balances, such as those at the end of each month (F2).

    Source, sheet of a finance director: 总资产均值, where more than the two ends of the year are known.

    Attributes:
        balances: in the order of time, at least two; for opening and closing alone write ``AverageBalance``.
        averaging: the plain mean or the chronological one.

    Raises:
        DefinitionError: fewer than two balances, or one that stands twice.
    """

    label: ClassVar[Label | None] = Label(zh="各期平均余额", en="mean balance")

    balances: tuple[Operand, ...] = field(converter=_balances, validator=several("'january'", ITSELF, least=2))
    averaging: Averaging = field(converter=Averaging, kw_only=True)

    def express(self) -> Expr:
        first, *between, last = map(express_operand, self.balances)
        if self.averaging is Averaging.SIMPLE:
            mean = Add((first, *between, last)) / len(self.balances)
        else:
            mean = Add((first / 2, *between, last / 2)) / (len(self.balances) - 1)
        return Named(Role.STEP, _AVERAGE, mean)
