"""Shares (F6): a part of a whole, and what is left of it."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Const, Edge, EdgeSide, Expr, Status, decide
from perfkpi.model.formulas.formula import Formula, Operand, Rate, as_operand
from perfkpi.model.formulas.refusals import if_any, refused
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, amount, different, figures, part_of
from perfkpi.model.parameters.validation import instance, placed
from perfkpi.model.parameters.varying import express_operand


def express_per_case(figure: Operand, cases: Operand) -> Expr:
    """A figure by a number of cases; not applicable where there are none."""
    number = express_operand(cases)
    zh, en = "没有发生任何案例（{names}）", "there were no cases ({names})"
    return if_any(number, "no-cases", zh=zh, en=en, otherwise=express_operand(figure) / number)


@frozen(eq=False, field_transformer=placed)
class Share(Rate):
    """``part / whole`` for a part of the whole (F6, 占比): 技术类岗位员工占比, a share of the revenue.

    Source, department sheets of a spa club: 技术类岗位员工占比. A part that is negative or more than the whole is an
    invalid value; a whole of 0 has no parts: not applicable. For figures that are not part of each other (labour cost
    to sales) write ``Ratio``.

    Attributes:
        part: what is part of the whole; fractions of a unit are welcome.
        whole: everything.

    Raises:
        DefinitionError: both are the same figure.
    """

    label: ClassVar[Label | None] = Label(zh="占比", en="share of a whole")

    part: Operand = field(converter=as_operand)
    whole: Operand = field(converter=as_operand)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        *different("part", "whole"),
        amount(figures.part),
        amount(figures.whole),
        part_of(figures.part, figures.whole),
    )

    def express(self) -> Expr:
        part, whole = express_operand(self.part), express_operand(self.whole)
        return if_any(
            whole, "no-whole", zh="总体为零，没有占比（{names}）", en="the whole is 0 ({names})", otherwise=part / whole
        )


_TURNED = {
    Direction.HIGHER_IS_BETTER: Direction.LOWER_IS_BETTER,
    Direction.LOWER_IS_BETTER: Direction.HIGHER_IS_BETTER,
    Direction.ON_TARGET: Direction.ON_TARGET,
}


@frozen(eq=False, field_transformer=placed)
class Complement(Rate):
    """``1 - share``: what is left of a whole (F6), such as the retention that a turnover leaves.

    ``Complement(TurnoverRate(...))`` is the retention rate of a staff (员工保留率), ``Complement(HitRate(...))`` an
    error rate. Outside 0 to 100 % there is no rest, so that a turnover above 100 % leaves an undefined retention, not
    a negative one.

    Source, indicators for customer-service staff: 如客户保留率、销售增长等.

    Attributes:
        of: the share.
    """

    label: ClassVar[Label | None] = Label(zh="其余占比", en="rest of a whole")

    of: Formula = field(validator=instance(Formula, "TurnoverRate('leavers', 'opening', 'closing')"))

    def express(self) -> Expr:
        share = self.of.express()
        zh = "不在 0 到 100% 之间，没有余下的部分（{names}）"
        en = "it is not between 0 and 100%, so nothing is left of it ({names})"
        outside = refused(Status.UNDEFINED, "no-share", share, zh=zh, en=en)
        return decide(share, [Edge(Const(0)), Edge(Const(1), EdgeSide.BELOW)], [outside, 1 - share, outside])

    @property
    def fits(self) -> tuple[Direction, ...]:
        return tuple(_TURNED[direction] for direction in self.of.fits)
