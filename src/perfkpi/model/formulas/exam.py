"""Scores of tests and simulations (F11)."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Expr
from perfkpi.model.formulas.checks import guarded, is_not_negative, is_part
from perfkpi.model.measures import Direction
from perfkpi.model.operands import Operand, Rate, as_operand, express_operand
from perfkpi.model.parameters import (
    Parameter,
    as_parameter,
    express_parameter,
    if_positive,
    invalid_parameter,
    varies,
)
from perfkpi.model.validation import placed
from perfkpi.numerals import written

__all__ = ["ExamScore"]

_BAD_MAXIMUM = invalid_parameter("maximum-not-positive", zh="满分不是正数", en="the full mark is not positive")


@frozen(cache_hash=True, field_transformer=placed)
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

    earned: Operand = field(converter=as_operand)
    maximum: Parameter = field(converter=as_parameter, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.maximum, Fraction) and self.maximum <= 0:
            raise DefinitionError(
                Code.SCALE,
                en=f"the full mark is greater than 0, not {written(self.maximum)}; write maximum=100",
                zh=f"满分必须大于 0，而不是 {written(self.maximum)}；请写 maximum=100",
                where="ExamScore.maximum",
                value=self.maximum,
            )

    def express(self) -> Expr:
        earned, maximum = express_operand(self.earned), express_parameter(self.maximum)
        score = guarded(earned / maximum, is_not_negative(earned), is_part(earned, maximum))
        return if_positive(maximum, _BAD_MAXIMUM, score) if varies(self.maximum) else score

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.HIGHER_IS_BETTER, Direction.ON_TARGET)
