"""Met or not met (R4, 非此即彼): 是否达标."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Choice
from perfkpi.labels import Label
from perfkpi.language import Caption, Edge, EdgeSide, Expr, Named, Role, decide
from perfkpi.model.changes import Change, Changes
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import EXCHANGE, Constraint, its, together
from perfkpi.model.parameters.parameter import Parameter, as_parameter, marked_target, optional_parameter
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.points_table import PointsTable
from perfkpi.model.scoring.units import Additive, Relative, optional_unit, share_of_target

_TOLERANCE = Caption("tolerance", Label(zh="允许偏差", en="tolerance"))


@unique
class AtTarget(Choice):
    """What exactly reaching the target counts as."""

    MET = "met"
    """达到, 以上, 以下, 以内: the number itself is included (Civil Code, article 1259)."""
    MISSED = "missed"
    """超过, 不满, 低于: the number itself is not included."""


_MET_WAS_CAP = Change(
    "met",
    since=2,
    affects=lambda rule: (
        not (rule.cap is None or (isinstance(rule.cap, Fraction) and rule.cap <= rule.points_scale.high))
    ),
    en='meeting the target paid the cap in schema 1, and pays the full mark now; write "met" with the points that are '
    "meant",
    zh='在 schema 1 中达标得封顶分，现在得满分；请用 "met" 写明达标应得的分值',
)


@frozen(eq=False, field_transformer=placed)
class MetOrNot(PointsTable):
    """Some points where the target is met, others where it is missed, and nothing between (R4).

    Source, sheet of an account director: 营业额是否达标. What missing is worth (nothing, or a consolation) differs, so
    it must be said.

    Attributes:
        target: the target on the value's scale.
        met: points where it is met; ``None`` stands for the full mark.
        missed: points where it is not.
        at_target: exactly reaching the target, or the end of the tolerance, counts as met (达标); ``AtTarget.MISSED``
            where the rule says 超过 or 不满.
        tolerance: with ``ON_TARGET``, and only there, how far from the target still counts: ``Additive("2%")`` or
            ``Relative("5%")`` of the target.

    Raises:
        DefinitionError: missing pays as much as meeting, or a tolerance and a direction that do not go together.
    """

    label: ClassVar[Label | None] = Label(zh="非此即彼", en="met or not met")

    changes: ClassVar[Changes] = (_MET_WAS_CAP,)

    target: Parameter = field(converter=as_parameter)
    met: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    missed: Parameter = field(converter=as_parameter, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)
    at_target: AtTarget = field(default=AtTarget.MET, converter=AtTarget, kw_only=True)
    tolerance: Additive | Relative | None = field(default=None, converter=optional_unit, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint("missed-not-less", its.missed < its.full, advice=EXCHANGE),
        together(
            "tolerance-on-target",
            its.tolerance,
            its.direction.is_(Direction.ON_TARGET),
            (
                "write tolerance=Additive('2%') or Relative('5%'), how far from the target still counts as met",
                "请写 tolerance=Additive('2%') 或 Relative('5%')，即偏离目标多少仍算达标",
            ),
        ),
        share_of_target(its.tolerance),
    )

    @property
    def full(self) -> Parameter:
        """The points of a target that is met."""
        return self.points_scale.high if self.met is None else self.met

    def listed(self) -> Iterator[tuple[str, Parameter]]:
        yield "met", self.full
        yield "missed", self.missed

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        yield "target", self.target, False
        if self.tolerance is not None:
            yield from self.tolerance.in_units_of_the_value("tolerance")

    def express_unbounded(self, value: Expr) -> Expr:
        target = marked_target(self.target)
        met, missed = express_parameter(self.full), express_parameter(self.missed)
        counts = self.at_target is AtTarget.MET
        low, high = (EdgeSide.ABOVE, EdgeSide.BELOW) if counts else (EdgeSide.BELOW, EdgeSide.ABOVE)
        if self.tolerance is not None:
            size = Named(Role.STEP, _TOLERANCE, self.tolerance.express(target))
            points = decide(value, [Edge(target - size, low), Edge(target + size, high)], [missed, met, missed])
        elif self.direction is Direction.HIGHER_IS_BETTER:
            points = decide(value, [Edge(target, low)], [missed, met])
        else:
            points = decide(value, [Edge(target, high)], [met, missed])
        return points
