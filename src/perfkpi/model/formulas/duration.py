"""Durations and punctuality (F8): how long it took, and how often it was in time."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.formulas.formula import Formula, Operand, Rate, as_operand
from perfkpi.model.formulas.share import express_per_case
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, amount, count, counts, different, figures
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_operand


@frozen(eq=False, field_transformer=placed)
class Duration(Formula):
    """How long it took (F8): 响应时间. Shorter is better, or close to a target.

    Source, indicators for customer-service staff: 响应时间：评估客户服务人员对客户请求的响应速度和效率. A negative
    duration is an invalid value. Time of which more is better (hours of training) is an ``Actual``.

    Attributes:
        measure: the time, in the unit that ``unit`` tells.
    """

    label: ClassVar[Label | None] = Label(zh="时长", en="duration")

    measure: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = (amount(figures.measure),)

    def express(self) -> Expr:
        return express_operand(self.measure)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.LOWER_IS_BETTER, Direction.ON_TARGET)


@frozen(eq=False, field_transformer=placed)
class MeanDuration(Formula):
    """``total / cases`` (F8): the mean time of a case, such as 客户回复时效.

    Source, scheme for account directors: 客户满意度、客户投诉率、客户回复时效等指标. No cases: not applicable. A
    negative time, and cases that are no count, are invalid values.

    Attributes:
        total: the time that all cases took together.
        cases: how many there were.

    Raises:
        DefinitionError: both are the same figure.
    """

    label: ClassVar[Label | None] = Label(zh="平均时长", en="mean duration")

    total: Operand = field(converter=as_operand)
    cases: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        *different("total", "cases"),
        amount(figures.total),
        count(figures.cases),
    )

    def express(self) -> Expr:
        return express_per_case(self.total, self.cases)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.LOWER_IS_BETTER, Direction.ON_TARGET)


@frozen(eq=False, field_transformer=placed)
class OnTimeShare(Rate):
    """``on_time / cases`` (F8, 及时率): the share of cases that were done in time.

    Source, department sheets of a spa club: 工资核算的及时性与准确性. No cases: not applicable. More in time than
    there were, and figures that are no counts, are invalid values.

    Attributes:
        on_time: how many were done in time.
        cases: how many there were.

    Raises:
        DefinitionError: both are the same figure.
    """

    label: ClassVar[Label | None] = Label(zh="及时率", en="on-time share")

    on_time: Operand = field(converter=as_operand)
    cases: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = counts(figures.on_time, figures.cases)

    def express(self) -> Expr:
        return express_per_case(self.on_time, self.cases)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.HIGHER_IS_BETTER, Direction.ON_TARGET)
