"""Growth over a prior figure (F4)."""

from __future__ import annotations

from enum import unique
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Choice
from perfkpi.labels import Label
from perfkpi.language import Const, Div, Edge, EdgeSide, Expr, Reason, Sign, Status, Undefined, decide
from perfkpi.model.changes import IN_PERCENT, Changes
from perfkpi.model.formulas.formula import Operand, Rate, as_operand
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_operand


@unique
class PriorPolicy(Choice):
    """What growth means on a prior that is not positive (F4)."""

    UNDEFINED = "undefined"
    """Growth from zero or from a loss has no meaning."""
    DISTANCE = "distance"
    """``(actual - prior) / |prior|``; a prior of 0 stays undefined."""


_PRIOR = Reason(
    "nonpositive-prior",
    zh="上期数不是正数，增长率没有意义",
    en="the prior figure is not positive, so growth has no meaning",
)


@frozen(eq=False, field_transformer=placed)
class Growth(Rate):
    """``(actual - prior) / prior`` (F4); what holds for a prior of zero or below is a named policy.

    Source, scheme for new-media directors: 增加关注者数量，提高粉丝增长率.
    """

    label: ClassVar[Label | None] = Label(zh="增长率", en="growth")

    changes: ClassVar[Changes] = (IN_PERCENT,)

    actual: Operand = field(converter=as_operand)
    prior: Operand = field(converter=as_operand)
    nonpositive_prior: PriorPolicy = field(default=PriorPolicy.UNDEFINED, converter=PriorPolicy, kw_only=True)

    def express(self) -> Expr:
        actual, prior = express_operand(self.actual), express_operand(self.prior)
        # actual/prior - 1 reads each measure once, which keeps the error bound of the columns small.
        quotient = Div(actual, prior, sign=Sign.ANY)  # the policy says what the sign of the prior means
        growth = quotient - 1
        if self.nonpositive_prior is PriorPolicy.UNDEFINED:
            refused = Undefined(Status.UNDEFINED, _PRIOR)
            return decide(prior, [Edge(Const(0), EdgeSide.BELOW)], [refused, growth])
        return decide(prior, [Edge(Const(0))], [1 - quotient, growth])
