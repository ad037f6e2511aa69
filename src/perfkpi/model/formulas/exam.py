"""Scores of tests and simulations (F11)."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.formulas.formula import Operand, Rate, as_operand
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, amount, figures, its, part_of
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_operand, express_parameter


@frozen(eq=False, field_transformer=placed)
class ExamScore(Rate):
    """``earned / maximum``: what was earned of the full mark of a test or a simulation (F11): 行为模拟, 能力测试.

    Source, scheme for account directors: 通过设置模拟客户场景，考核客户总监的工作反应速度、应对问题的能力、服务态度等.
    Less than 0 or more than the full mark is an invalid value.

    Attributes:
        earned: the points that were earned.
        maximum: the full mark: a number, a ``Field`` where papers differ, or a formula.

    Raises:
        DefinitionError: a full mark that is not greater than 0.
    """

    label: ClassVar[Label | None] = Label(zh="测试得分率", en="test score")

    earned: Operand = field(converter=as_operand)
    maximum: Parameter = field(converter=as_parameter, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint(
            "maximum-not-positive", its.maximum > 0, Code.SCALE, advice=("write maximum=100", "请写 maximum=100")
        ),
        amount(figures.earned),
        part_of(figures.earned, its.maximum),
    )

    def express(self) -> Expr:
        return express_operand(self.earned) / express_parameter(self.maximum)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.HIGHER_IS_BETTER, Direction.ON_TARGET)
