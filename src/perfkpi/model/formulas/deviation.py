"""Deviations from a budget (F3)."""

from __future__ import annotations

from enum import unique
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Choice
from perfkpi.labels import Label
from perfkpi.language import Div, Expr, Max, Sign
from perfkpi.model.changes import IN_PERCENT, Changes, never_negative
from perfkpi.model.formulas.formula import Operand, Rate, as_operand
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_operand


@unique
class DeviationSign(Choice):
    """Which deviation from the budget is meant (F3)."""

    SAVING = "saving"
    """``1 - actual/budget``: grows when money is saved."""
    OVERRUN = "overrun"
    """``actual/budget - 1``: grows when money is overspent."""
    ABSOLUTE = "absolute"
    """``|actual - budget| / budget``: any deviation counts."""


def directions_of(sign: DeviationSign) -> tuple[Direction, ...]:
    """List the directions in which a deviation of this sign can sensibly be scored."""
    if sign is DeviationSign.ABSOLUTE:
        return (Direction.LOWER_IS_BETTER,)
    better = Direction.HIGHER_IS_BETTER if sign is DeviationSign.SAVING else Direction.LOWER_IS_BETTER
    return (better, Direction.ON_TARGET)


def express_deviation(share: Expr, sign: DeviationSign) -> Expr:
    """Express how far a share of a positive budget or norm is from the whole of it."""
    if sign is DeviationSign.SAVING:
        return 1 - share
    over = share - 1
    return over if sign is DeviationSign.OVERRUN else Max((over, -over))


@frozen(eq=False, field_transformer=placed)
class Deviation(Rate):
    """The deviation of a cost from its budget (F3, 部门费用与预算的差异率); which of the three signs is explicit.

    Source, sheet of a finance director: 1-(实际发生的成本费用/预算成本费用)×100%.

    A saving is better when it grows, an overrun and an absolute deviation when they shrink: a scoring rule that says
    the opposite (as the printed sheet of a finance director does) is refused by ``Indicator``.

    Attributes:
        actual: the cost as it was.
        budget: the cost as it was planned; 0 and negative ones are undefined.
        sign: which deviation is meant.
        denominator_sign: ``Sign.ANY`` where a negative budget is meant.
    """

    label: ClassVar[Label | None] = Label(zh="预算差异率", en="budget deviation")

    changes: ClassVar[Changes] = (
        IN_PERCENT,
        never_negative(lambda deviation: express_operand(deviation.budget).varies),
    )

    actual: Operand = field(converter=as_operand)
    budget: Operand = field(converter=as_operand)
    sign: DeviationSign = field(converter=DeviationSign, kw_only=True)
    denominator_sign: Sign = field(default=Sign.POSITIVE, converter=Sign, kw_only=True)

    def express(self) -> Expr:
        actual, budget = express_operand(self.actual), express_operand(self.budget)
        if self.sign is DeviationSign.ABSOLUTE:
            return Div(Max((actual - budget, budget - actual)), budget, sign=self.denominator_sign)
        return express_deviation(Div(actual, budget, sign=self.denominator_sign), self.sign)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return directions_of(self.sign)
