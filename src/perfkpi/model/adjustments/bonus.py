"""Bonus points and deductions outside the weights (加分项, 减分项)."""

from __future__ import annotations

from typing import ClassVar, cast

from attrs import Factory, field, frozen

from perfkpi.errors import Code
from perfkpi.language import Coalesce, Const, Expr, Status
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.formulas.actual import Actual, as_formula
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.missing import MissingPolicy, Refuse
from perfkpi.model.measurement.missing_by_status import as_policy
from perfkpi.model.measurement.scales import UNLIMITED, Scale, Unlimited, is_unlimited
from perfkpi.model.parameters.constraints import FLOOR_BELOW_CAP, Constraint, guarded, its
from perfkpi.model.parameters.parameter import Parameter, as_parameter, between, varies
from perfkpi.model.parameters.reach import Span, least_of, most_of
from perfkpi.model.parameters.validation import instance, placed
from perfkpi.model.parameters.varying import Field, express_parameter
from perfkpi.numbers import Numeric

_GAPS = frozenset(Status) - Status.wrong() - {Status.OK}


def _limit(value: Numeric | Field | Formula | Unlimited) -> Parameter | Unlimited:
    return UNLIMITED if is_unlimited(value) else as_parameter(cast("Parameter", value))


def _of_the_same_name(bonus: Bonus) -> Formula:
    return Actual(bonus.code)


@frozen(eq=False, field_transformer=placed)
class Bonus(Adjustment):
    """Points added to the running score; negative ones are deducted (A7, 加分项、减分项).

    Source, scheme for new-media directors: 针对在重要项目、活动或突发事件中表现突出的…，可设立专项奖励.

    Attributes:
        formula: the points, such as ``Computed("-2 × 投诉次数")``; a text is the name of the one measure that holds
            them, and left out it is the measure that is called like the bonus.
        floor: the fewest points; must be said. Like the cap a number, a ``Field``, or a formula, so that it may depend
            on how ambitious the target is or on another measure; ``UNLIMITED`` for none.
        cap: the most points; must be said; ``UNLIMITED`` for no cap.
        missing: what a missing figure does: any policy but ``Reweight``.
    """

    formula: Formula = field(
        default=Factory(_of_the_same_name, takes_self=True),
        converter=as_formula,
        validator=instance(Formula, "Actual('bonus')"),
        kw_only=True,
    )
    floor: Parameter | Unlimited = field(converter=_limit, kw_only=True)
    cap: Parameter | Unlimited = field(converter=_limit, kw_only=True)
    missing: MissingPolicy = field(
        default=Refuse(), converter=as_policy, validator=instance(MissingPolicy, "ZeroPoints()"), kw_only=True
    )

    constraints: ClassVar[tuple[Constraint, ...]] = (
        FLOOR_BELOW_CAP,
        Constraint(
            "no-weight",
            ~its.missing.reweighting.given,
            Code.MISSING_POLICY,
            about=its.missing,
            en="an adjustment has no weight to give away",
            zh="加减分项没有权重可以让出",
            advice=("choose Refuse() or ZeroPoints()", "请选择 Refuse() 或 ZeroPoints()"),
        ),
    )

    def express(self, running: Expr, scale: Scale) -> Expr:
        floor, cap = (None if isinstance(end, Unlimited) else express_parameter(end) for end in (self.floor, self.cap))
        points = self.missing.express_within(self.formula.express(), self.code, floor, cap)
        points = between(points, floor, cap)
        if not varies(self.floor, self.cap):
            return points
        # A limit that does not apply to somebody is a gap like a figure that is missing; the other one holds for what
        # stands in, too.
        known = [end if isinstance(end, Const) else None for end in (floor, cap)]
        return between(self.missing.express_within(points, self.code, *known), *known)

    def where_fulfilled(self, change: Expr, scale: Scale) -> Expr:
        # Where a limit is a gap, the policy has spoken already.
        return guarded(self, change, asked=lambda met: Coalesce(met, _GAPS, Const(0)))

    def reach(self, running: Span, scale: Scale) -> Span:
        added = Span(least_of(self.floor), most_of(self.cap)).hull(*self.missing.stand_ins())
        return running.plus(added)
