"""Completion (F5): what was done of what was planned, and how many cases went well."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Div, Expr, Sign, Status, by_sign
from perfkpi.model.formulas.formula import Operand, Rate, as_operand
from perfkpi.model.formulas.refusals import refused
from perfkpi.model.formulas.share import express_per_case
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, counts, different, figures
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_operand


@frozen(eq=False, field_transformer=placed)
class Completion(Rate):
    """``actual / planned`` (F5, 完成率): 推广计划达成率; more than 100 % is possible.

    Source, department sheets of a spa club: 推广计划达成率. Where nothing was planned there is nothing to complete: not
    applicable, never 0 % and never 100 %. A negative plan (a planned loss) turns the meaning of the ratio round and is
    undefined; write ``Deviation`` or ``Growth`` for such figures.

    Attributes:
        actual: what was done; it may be negative.
        planned: what was planned.

    Raises:
        DefinitionError: both are the same figure.
    """

    label: ClassVar[Label | None] = Label(zh="完成率", en="completion")

    actual: Operand = field(converter=as_operand)
    planned: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = different("actual", "planned")

    def express(self) -> Expr:
        actual, planned = express_operand(self.actual), express_operand(self.planned)
        zh, en = "没有计划（{names}）", "nothing was planned ({names})"
        nothing = refused(Status.NOT_APPLICABLE, "nothing-planned", planned, zh=zh, en=en)
        zh = "计划数为负，完成率的含义会颠倒（{names}）"
        en = "the plan is negative, which turns the meaning of completion round ({names})"
        turned = refused(Status.UNDEFINED, "negative-plan", planned, zh=zh, en=en)
        return by_sign(planned, negative=turned, zero=nothing, positive=Div(actual, planned, sign=Sign.ANY))

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.HIGHER_IS_BETTER, Direction.ON_TARGET)


@frozen(eq=False, field_transformer=placed)
class HitRate(Rate):
    """``hits / cases`` (F5): 答复准确率, 客户问题解决率, pass rates, renewal rates.

    Source, rules for customer-service staff: 达成率包括答复准确率、服务时效性. No cases: not applicable, not 0 %. Hits
    beyond the cases, and counts that are negative or no whole numbers, are invalid values.

    Attributes:
        hits: how many cases went well.
        cases: how many there were.

    Raises:
        DefinitionError: both are the same figure.
    """

    label: ClassVar[Label | None] = Label(zh="达成率", en="hit rate")

    hits: Operand = field(converter=as_operand)
    cases: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = counts(figures.hits, figures.cases)

    def express(self) -> Expr:
        return express_per_case(self.hits, self.cases)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.HIGHER_IS_BETTER, Direction.ON_TARGET)
