"""Standards (标准) that are counted: how many of some conditions are met."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.conditions.condition import Conditions, as_conditions, some_conditions
from perfkpi.model.conditions.joined import express_met
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.measures import Direction, Unit, as_unit
from perfkpi.model.parameters.validation import placed


@frozen(eq=False, field_transformer=placed)
class ConditionsMet(Formula):
    """How many of some conditions hold: what ``AllMet`` scores (R5).

    Source, sheet of a customer-service director: 各项指标符合要求，团队绩效得分100，不符合要求得分递减.

    Undefined where any of them is, wherever it stands: a figure that is missing is no condition missed.
    """

    label: ClassVar[Label | None] = Label(zh="达标项数", en="conditions met")

    conditions: Conditions = field(converter=as_conditions, validator=some_conditions)
    unit: Unit = field(default=Unit.COUNT, converter=as_unit, kw_only=True)

    def express(self) -> Expr:
        return express_met(self.conditions)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.HIGHER_IS_BETTER,)
