"""Vetoes of a whole score (一票否决)."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Caption, Const, Expr, Min, Named, Role, Sentence
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.conditions.condition import Condition, as_condition
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.constraints import fulfilling, guarded, of, within
from perfkpi.model.parameters.parameter import Parameter, optional_parameter
from perfkpi.model.parameters.reach import Span, least_of
from perfkpi.model.parameters.validation import instance, placed
from perfkpi.model.parameters.varying import express_parameter

_STRUCK = Sentence(
    None,
    negative=Label(zh="一票否决，最多计 {leaves} 分", en="veto: at most {leaves} points left"),
)
_LEAVES = Caption("leaves", Label(zh="否决后的得分", en="points that are left"), aside=True)


@frozen(eq=False, field_transformer=placed)
class Veto(Adjustment):
    """Where a condition holds, nothing is left of the score (A9): 发生重大责任事故的，考核得分为零.

    Source, scheme for account directors: 是否采用不正当手段，如虚假宣传等方式达成销售目标.

    On a section it takes the section's score, on a scorecard the total; ``Gate`` takes the points of single indicators
    and ``RatingCeiling`` only bounds the rating. A score that is undefined stays so: a veto does not hide missing data.

    Attributes:
        condition: when it strikes.
        leaves: the most that is left; ``None`` stands for the low end of the scale. A lower score stays what it is.
    """

    condition: Condition = field(
        converter=as_condition, validator=instance(Condition, "AtLeast('accidents', 1)"), kw_only=True
    )
    leaves: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)

    sentence: ClassVar[Sentence | None] = _STRUCK
    idle: ClassVar[Label | None] = Label(zh="未触发", en="not triggered")

    def express(self, running: Expr, scale: Scale) -> Expr:
        leaves = scale.low if self.leaves is None else self.leaves
        left = Named(Role.STEP, _LEAVES, express_parameter(leaves))
        return self.condition.decide_marked(self.code, Min((left - running, Const(0))), Const(0))

    def where_fulfilled(self, change: Expr, scale: Scale) -> Expr:
        leaves = scale.low if self.leaves is None else self.leaves
        change = fulfilling(
            self,
            within(scale, of(leaves, "leaves")),
            change,
            asked=lambda met: self.condition.decide(met, Const(0)),  # whom it does not strike it leaves everything
        )
        return guarded(self, change)

    def reach(self, running: Span, scale: Scale) -> Span:
        left = scale.low if self.leaves is None else self.leaves
        return Span(min(running.low, least_of(left, scale.low)), running.high)
