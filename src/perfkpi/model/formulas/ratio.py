"""Ratios (F1): one figure divided by another."""

from __future__ import annotations

from enum import Enum, unique

from attrs import field, frozen

from perfkpi.language import Const, Div, Edge, Expr, Reason, Status, Undefined, decide
from perfkpi.model.operands import Formula, Operand, as_operand, express_operand
from perfkpi.model.validation import instance, placed

__all__ = ["Ratio", "Sign"]


@unique
class Sign(Enum):
    """The sign that a denominator must have for the ratio to keep its meaning."""

    ANY = "any"
    POSITIVE = "positive"


_NEGATIVE_DENOMINATOR = Reason(
    "negative-denominator",
    zh="分母为负，比率的含义会颠倒",
    en="the denominator is negative, which turns the meaning of the ratio round",
)


@frozen(cache_hash=True, field_transformer=placed)
class Ratio(Formula):
    """``numerator / denominator`` (F1, F2, F5, F6): 税后净利润/所有者权益.

    Source, sheet of a finance director: 净资产收益率，税后净利润/所有者权益×100%.

    A zero denominator is undefined: never 0, never infinite. A negative one turns the meaning round (negative equity);
    ``denominator_sign=Sign.POSITIVE`` makes that undefined, too. Either operand may be a formula, such as an average
    balance ``Computed("(期初+期末)/2")``.
    """

    numerator: Operand = field(converter=as_operand)
    denominator: Operand = field(converter=as_operand)
    denominator_sign: Sign = field(default=Sign.ANY, validator=instance(Sign, "Sign.POSITIVE"), kw_only=True)

    def express(self) -> Expr:
        below = express_operand(self.denominator)
        quotient = Div(express_operand(self.numerator), below)
        if self.denominator_sign is Sign.ANY:
            return quotient
        return decide(below, [Edge(Const(0))], [Undefined(Status.UNDEFINED, _NEGATIVE_DENOMINATOR), quotient])
