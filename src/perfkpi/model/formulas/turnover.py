"""Turnover, churn and retention (F6): who left and who stayed."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Caption, Expr, Named, Role
from perfkpi.model.formulas.formula import Operand, Rate, as_operand
from perfkpi.model.formulas.refusals import if_any
from perfkpi.model.formulas.share import express_per_case
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, amount, count, counts, different, figures
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_operand

_AVERAGE_HEADCOUNT = Caption("average_headcount", Label(zh="平均人数", en="average headcount"))


@frozen(eq=False, field_transformer=placed)
class TurnoverRate(Rate):
    """``leavers / ((opening + closing) / 2)`` (F6, 员工流失率): leavers by the average headcount.

    Source, department sheets of a spa club: 核心岗位员工流失率. It may exceed 100 %. Without any headcount it is not
    applicable; leavers that are no count, and a negative headcount, are invalid values. A headcount may be fractional
    (full-time equivalents).

    Attributes:
        leavers: how many left in the period.
        opening: the headcount at its beginning.
        closing: the headcount at its end.

    Raises:
        DefinitionError: two of them are the same figure.
    """

    label: ClassVar[Label | None] = Label(zh="员工流失率", en="staff turnover")

    leavers: Operand = field(converter=as_operand)
    opening: Operand = field(converter=as_operand)
    closing: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        *different("leavers", "opening", "closing"),
        count(figures.leavers),
        amount(figures.opening),
        amount(figures.closing),
    )

    def express(self) -> Expr:
        leavers, opening, closing = map(express_operand, (self.leavers, self.opening, self.closing))
        average = Named(Role.STEP, _AVERAGE_HEADCOUNT, (opening + closing) / 2)
        zh, en = "没有员工（{names}）", "there is no staff ({names})"
        return if_any(average, "no-headcount", zh=zh, en=en, otherwise=leavers / average)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.LOWER_IS_BETTER, Direction.ON_TARGET)


@frozen(eq=False, field_transformer=placed)
class ChurnRate(Rate):
    """``lost / opening`` (F6, 客户流失率): how many of those who were there at the beginning were lost.

    Source, sheet of a customer-service director: 根据客户服务总监完成的销售额、合同签署率和客户流失率评定. Those who
    came and left within the period do not count, so that more lost than there were is an invalid value; nobody at the
    beginning: not applicable.

    Attributes:
        lost: how many of them were lost.
        opening: how many there were.

    Raises:
        DefinitionError: both are the same figure.
    """

    label: ClassVar[Label | None] = Label(zh="客户流失率", en="churn")

    lost: Operand = field(converter=as_operand)
    opening: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = counts(figures.lost, figures.opening)

    def express(self) -> Expr:
        return express_per_case(self.lost, self.opening)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.LOWER_IS_BETTER, Direction.ON_TARGET)


@frozen(eq=False, field_transformer=placed)
class RetentionRate(Rate):
    """``retained / opening`` (F6, 客户保留率, 续约率): how many of those who were there at the beginning stayed.

    Source, indicators for customer-service staff: 如客户保留率、销售增长等. The complement of ``ChurnRate``, with the
    same undefined cases; newcomers count in neither figure.

    Attributes:
        retained: how many of them stayed.
        opening: how many there were.

    Raises:
        DefinitionError: both are the same figure.
    """

    label: ClassVar[Label | None] = Label(zh="保留率", en="retention")

    retained: Operand = field(converter=as_operand)
    opening: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = counts(figures.retained, figures.opening)

    def express(self) -> Expr:
        return express_per_case(self.retained, self.opening)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.HIGHER_IS_BETTER, Direction.ON_TARGET)
