"""Attainment of a target as a share of the full mark (R1, 比率法)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from attrs import field, frozen
from attrs.converters import optional

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Const, Edge, Expr, Named, Reason, Role, Status, Undefined, by_sign, decide
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.scales import UNLIMITED
from perfkpi.model.parameters.constraints import Constraint, its, together
from perfkpi.model.parameters.parameter import Parameter, as_parameter, marked_target, optional_parameter
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.scoring.points_table import on_scale
from perfkpi.model.scoring.policies import LowerMethod, NegativeTarget, ZeroTarget
from perfkpi.model.scoring.rule import (
    ATTAINMENT,
    COMPUTED_ATTAINMENT,
    absolute,
    better_by,
    quotient,
    share_of_full_mark,
)

_NEGATIVE_ACTUAL = Reason(
    "negative-actual",
    zh="实际值为负，目标值除以实际值没有意义",
    en="the actual is negative, so the target divided by it has no meaning",
)
_NO_TARGET = Reason("no-target", zh="目标值为零，不适用", en="the target is 0, so it does not apply")
_BEST_CASE = (
    "an actual just above 0 reaches the cap, and the best case would score less",
    "实际值略大于 0 即可达到封顶，最好情形反而得分更少",
)
_OVER_ACTUAL = its.lower_method.is_(LowerMethod.TARGET_OVER_ACTUAL)


@frozen(eq=False, field_transformer=placed)
class Attainment(BoundedScoring):
    """Actual over target, times the full mark (R1).

    Source, sheet of a finance director: 或:实际值/目标值×100.

    Attributes:
        target: the target on the value's scale.
        full_mark: what exactly meeting the target is worth; ``None`` stands for the full mark of the scale.
        direction: with ``ON_TARGET`` any deviation is bad: ``1 - |actual - target| / |target|``.
        lower_method: required where lower is better.
        at_zero: the points of an actual of 0 under ``TARGET_OVER_ACTUAL`` (no complaints at all, the best case).
        negative_target: what a target below 0 means; without a policy it is refused, a personal one for that row.
        zero_target: the same for a target of 0; ``ZeroTarget.NOT_APPLICABLE`` where 0 stands for "no target".
        zero_reference: the size in which the distance from a target of 0 is measured (``ZeroTarget.REFERENCE``).
    """

    label: ClassVar[Label | None] = Label(zh="比率法", en="ratio method")

    target: Parameter = field(converter=as_parameter)
    full_mark: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)
    lower_method: LowerMethod | None = field(default=None, converter=optional(LowerMethod), kw_only=True)
    at_zero: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    negative_target: NegativeTarget = field(default=NegativeTarget.REFUSE, converter=NegativeTarget, kw_only=True)
    zero_target: ZeroTarget = field(default=ZeroTarget.REFUSE, converter=ZeroTarget, kw_only=True)
    zero_reference: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        together(
            "lower-method",
            its.lower_method,
            its.direction.is_(Direction.LOWER_IS_BETTER),
            (
                "choose 'target_over_actual' (target/actual) or 'two_minus_ratio' (2 - actual/target)",
                "请选择 'target_over_actual'（目标/实际）或 'two_minus_ratio'（2－实际/目标）",
            ),
        ),
        together(
            "points-at-zero",
            its.at_zero,
            _OVER_ACTUAL,
            (
                "give at_zero, the points of an actual of 0, the best case",
                "请用 at_zero 给出实际值为 0 这一最好情形的得分",
            ),
        ),
        Constraint(
            "cap-needed",
            ~its.highest.is_(UNLIMITED),
            about=its.cap,
            when=_OVER_ACTUAL,
            en="target/actual grows without limit towards an actual of 0, whose points would not be the best",
            zh="实际值接近 0 时“目标/实际”会无限增大，0 时的得分无法成为最好",
            advice=(
                "give a cap, or choose 'two_minus_ratio'",
                "请给出封顶分，或选择 'two_minus_ratio'",
            ),
        ),
        together(
            "reference-goes-with-choice",
            its.zero_reference,
            its.zero_target.is_(ZeroTarget.REFERENCE),
            ("give both or neither", "请补全或去掉其一"),
        ),
        Constraint("best-case-below-cap", its.at_zero >= its.highest, advice=_BEST_CASE),
        Constraint("reference-not-positive", its.zero_reference > 0, Code.TARGET),
        *on_scale(its.full_mark),
        Constraint("full-mark-not-positive", its.full_mark > 0, Code.TARGET),
        Constraint(
            "zero-target",
            abs(its.target) > 0,
            Code.TARGET,
            when=its.zero_target.is_(ZeroTarget.REFUSE),
            en="{target} is not a target that can be divided by",
            zh="目标值 {target} 不能作除数",
            advice=(
                "name zero_target='met_or_not', 'reference' or 'not_applicable'",
                "请指定 zero_target='met_or_not'、'reference' 或 'not_applicable'",
            ),
        ),
        Constraint(
            "negative-target",
            its.target >= 0,
            Code.TARGET,
            when=its.negative_target.is_(NegativeTarget.REFUSE) & ~its.direction.is_(Direction.ON_TARGET),
            advice=(
                "which turns the ratio round; name negative_target='distance', or use TargetDelta",
                "比率的含义会颠倒；请指定 negative_target='distance'，或改用 TargetDelta",
            ),
        ),
    )

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        yield "target", self.target, False
        if self.zero_reference is not None:
            yield "zero_reference", self.zero_reference, True

    def express_unbounded(self, value: Expr) -> Expr:
        target = marked_target(self.target)
        full_mark = express_parameter(self.points_scale.high if self.full_mark is None else self.full_mark)
        if self.direction is Direction.ON_TARGET:
            points = share_of_full_mark(full_mark, _computed(1 - quotient(absolute(value - target), absolute(target))))
            below: Expr | None = None
        else:
            points = self._at_positive_target(value, target, full_mark)
            below = self._at_negative_target(value, target, full_mark)
        zero = self._at_target_zero(value, target, full_mark)
        below, zero = (points if each is None else each for each in (below, zero))
        if zero is points and below is points:  # the constraints refuse every other target
            return points
        return by_sign(target, negative=below, zero=zero, positive=points)

    def _at_positive_target(self, value: Expr, target: Expr, full_mark: Expr) -> Expr:
        higher, ratio = self.direction is Direction.HIGHER_IS_BETTER, quotient(value, target)
        if higher or self.at_zero is None:
            return share_of_full_mark(
                full_mark, Named(Role.STEP, ATTAINMENT, ratio) if higher else _computed(2 - ratio)
            )
        share = _computed(quotient(target, value))
        best, points = express_parameter(self.at_zero), share_of_full_mark(full_mark, share)
        return by_sign(value, negative=Undefined(Status.UNDEFINED, _NEGATIVE_ACTUAL), zero=best, positive=points)

    def _at_negative_target(self, value: Expr, target: Expr, full_mark: Expr) -> Expr | None:
        better = better_by(self.direction, value, target)
        refused = self.negative_target is NegativeTarget.REFUSE
        return None if refused else share_of_full_mark(full_mark, _computed(1 + quotient(better, -target)))

    def _at_target_zero(self, value: Expr, target: Expr, full_mark: Expr) -> Expr | None:
        better = better_by(self.direction, value, target)
        if self.zero_target is ZeroTarget.MET_OR_NOT:
            return decide(better, [Edge(Const(0))], [Const(0), full_mark])
        if self.zero_target is ZeroTarget.NOT_APPLICABLE:
            return Undefined(Status.NOT_APPLICABLE, _NO_TARGET)
        reference = self.zero_reference
        if reference is None:
            return None
        return share_of_full_mark(full_mark, _computed(1 + quotient(better, express_parameter(reference))))


def _computed(share: Expr) -> Expr:
    return Named(Role.STEP, COMPUTED_ATTAINMENT, share)
