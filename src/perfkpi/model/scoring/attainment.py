"""Attainment of a target as a share of the full mark (R1, 比率法)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Choice, Code
from perfkpi.language import Const, Edge, Expr, Named, Reason, Role, Status, Undefined, by_sign, decide
from perfkpi.model.measures import Direction
from perfkpi.model.parameters import (
    Parameter,
    as_parameter,
    express_parameter,
    if_not_negative,
    if_positive,
    invalid_parameter,
    optional_parameter,
    quoted,
    varies,
)
from perfkpi.model.scales import Unlimited
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.scoring.points_table import check_on_scale, if_on_scale
from perfkpi.model.scoring.rule import absolute, as_direction, quotient
from perfkpi.model.validation import instance, optional_instance, placed
from perfkpi.numerals import written

__all__ = ["Attainment", "LowerMethod", "NegativeTarget", "ZeroTarget"]


@unique
class LowerMethod(Choice):
    """How attainment is measured where lower is better; the two pay differently."""

    TARGET_OVER_ACTUAL = "target_over_actual"
    """``target / actual``: half the target scores double. An actual of 0 needs ``at_zero``."""
    TWO_MINUS_RATIO = "two_minus_ratio"
    """``2 - actual / target``: half the target scores one and a half."""


@unique
class NegativeTarget(Choice):
    """What attainment of a target below zero (a planned loss) means."""

    REFUSE = "refuse"
    DISTANCE = "distance"
    """``1 + (actual - target) / |target|``: monotone for every sign."""


@unique
class ZeroTarget(Choice):
    """What attainment of a target of zero means."""

    REFUSE = "refuse"
    MET_OR_NOT = "met_or_not"
    """The full mark where the target is met, nothing otherwise."""
    NOT_APPLICABLE = "not_applicable"
    """There is no target for this person: not applicable, which policies may cover."""
    REFERENCE = "reference"
    """The distance is measured in shares of ``zero_reference`` instead."""


_NEGATIVE_ACTUAL = Reason(
    "negative-actual",
    zh="实际值为负，目标值除以实际值没有意义",
    en="the actual is negative, so the target divided by it has no meaning",
)

_NO_TARGET = Reason("no-target", zh="目标值为零，不适用", en="the target is 0, so it does not apply")

_FULL_MARK = invalid_parameter("full-mark-not-positive", zh="满分不是正数", en="the full mark is not positive")
_REFERENCE = invalid_parameter("reference-not-positive", zh="参照值不是正数", en="the reference is not positive")


@frozen(cache_hash=True, field_transformer=placed)
class Attainment(BoundedScoring):
    """Actual over target, times the full mark (R1).

    Source, sheet of a finance director: 或:实际值/目标值×100.

    Attributes:
        target: the target on the value's scale.
        full_mark: what exactly meeting the target is worth; ``None`` stands for the full mark of the scale.
        direction: with ``ON_TARGET`` any deviation is bad: ``1 - |actual - target| / |target|``.
        lower_method: required where lower is better.
        at_zero: the points of an actual of 0 under ``TARGET_OVER_ACTUAL`` (no complaints at all, the best case).
        negative_target: what a target below 0 means; without a policy it is refused, and a personal target of that kind
            makes the row's parameter invalid.
        zero_target: the same for a target of 0; ``ZeroTarget.NOT_APPLICABLE`` where 0 stands for "no target".
        zero_reference: the size in which the distance from a target of 0 is measured (``ZeroTarget.REFERENCE``).
    """

    target: Parameter = field(converter=as_parameter, kw_only=True)
    full_mark: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    direction: Direction = field(validator=as_direction, kw_only=True)
    lower_method: LowerMethod | None = field(
        default=None, validator=optional_instance(LowerMethod, "LowerMethod.TARGET_OVER_ACTUAL"), kw_only=True
    )
    at_zero: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    negative_target: NegativeTarget = field(
        default=NegativeTarget.REFUSE, validator=instance(NegativeTarget, "NegativeTarget.DISTANCE"), kw_only=True
    )
    zero_target: ZeroTarget = field(
        default=ZeroTarget.REFUSE, validator=instance(ZeroTarget, "ZeroTarget.MET_OR_NOT"), kw_only=True
    )
    zero_reference: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)

    def __attrs_post_init__(self) -> None:
        BoundedScoring.__attrs_post_init__(self)
        self._check_target()
        self._check_lower()
        if (self.zero_target is ZeroTarget.REFERENCE) != (self.zero_reference is not None):
            raise self.refused(
                Code.CHOICE_NEEDED,
                "zero_reference",
                en="zero_target=ZeroTarget.REFERENCE and zero_reference go together; give both or neither",
                zh="zero_target=ZeroTarget.REFERENCE 与 zero_reference 必须同时给出或都不给",
            )
        for name, size in (("zero_reference", self.zero_reference), ("full_mark", self.full_mark)):
            if isinstance(size, Fraction) and size <= 0:
                raise self.refused(
                    Code.TARGET,
                    name,
                    en=f"{written(size)} is not greater than 0",
                    zh=f"{written(size)} 不大于 0",
                    value=size,
                )

    def check_counts(self) -> None:
        """What meeting the target is worth can be reached."""
        if isinstance(self.full_mark, Fraction):
            check_on_scale(self, "full_mark", self.full_mark)

    def _check_target(self) -> None:
        if not isinstance(self.target, Fraction):
            return
        if self.target == 0 and self.zero_target is ZeroTarget.REFUSE:
            raise self.refused(
                Code.TARGET,
                "target",
                en="0 is not a target that can be divided by; name zero_target=ZeroTarget.MET_OR_NOT, REFERENCE or "
                "NOT_APPLICABLE",
                zh="目标值 0 不能作除数；请指定 zero_target=ZeroTarget.MET_OR_NOT、REFERENCE 或 NOT_APPLICABLE",
                value=self.target,
            )
        on_target = self.direction is Direction.ON_TARGET
        if self.target < 0 and self.negative_target is NegativeTarget.REFUSE and not on_target:
            raise self.refused(
                Code.TARGET,
                "target",
                en=f"the target {written(self.target)} is negative, which turns the ratio round; "
                "name negative_target=NegativeTarget.DISTANCE, or use TargetDelta",
                zh=f"目标值 {written(self.target)} 为负，比率的含义会颠倒；"
                "请指定 negative_target=NegativeTarget.DISTANCE，或改用 TargetDelta",
                value=self.target,
            )

    def _check_lower(self) -> None:
        lower = self.direction is Direction.LOWER_IS_BETTER
        if lower != (self.lower_method is not None):
            raise self.refused(
                Code.CHOICE_NEEDED,
                "lower_method",
                en="where lower is better (and only there) choose lower_method: "
                "LowerMethod.TARGET_OVER_ACTUAL (target/actual) or TWO_MINUS_RATIO (2 - actual/target)",
                zh="“越低越好”时（且仅此时）请选择 lower_method："
                "LowerMethod.TARGET_OVER_ACTUAL（目标/实际）或 TWO_MINUS_RATIO（2－实际/目标）",
                value=self.lower_method,
            )
        over_actual = self.lower_method is LowerMethod.TARGET_OVER_ACTUAL
        if over_actual != (self.at_zero is not None):
            raise self.refused(
                Code.CHOICE_NEEDED,
                "at_zero",
                en="target/actual has no value at an actual of 0: give at_zero, the points of that best case",
                zh="实际值为 0 时“目标/实际”没有数值：请用 at_zero 给出这一最好情形的得分",
                value=self.at_zero,
            )
        if over_actual and isinstance(self.highest, Unlimited):
            raise self.refused(
                Code.LIMITS,
                "cap",
                en="target/actual grows without limit as the actual approaches 0, so no number of points at 0 would be "
                "the best; give a cap, or choose LowerMethod.TWO_MINUS_RATIO",
                zh="实际值接近 0 时“目标/实际”会无限增大，0 时的得分无法成为最好；"
                "请给出封顶分，或选择 LowerMethod.TWO_MINUS_RATIO",
                value=self.cap,
            )
        if isinstance(self.at_zero, Fraction) and isinstance(self.highest, Fraction) and self.at_zero < self.highest:
            raise self.refused(
                Code.LIMITS,
                "at_zero",
                en=f"at_zero={written(self.at_zero)} is below the cap {written(self.highest)}, "
                "which an actual just above 0 reaches: "
                "the best case would score less",
                zh=f"at_zero={written(self.at_zero)} 低于封顶分 {written(self.highest)}，"
                "而实际值略大于 0 即可达到封顶："
                "最好情形反而得分更少",
                value=self.at_zero,
            )

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        yield "target", self.target, False
        if self.zero_reference is not None:
            yield "zero_reference", self.zero_reference, True

    def express_unbounded(self, value: Expr) -> Expr:
        target = Named(Role.TARGET, "target", express_parameter(self.target))
        full_mark = express_parameter(self.scale.high if self.full_mark is None else self.full_mark)
        zero = self._at_target_zero(value, target, full_mark)
        if self.direction is Direction.ON_TARGET:
            share = 1 - quotient(absolute(value - target), absolute(target))
            points = full_mark * _share(share)
            return self._guarded(by_sign(target, negative=points, zero=zero, positive=points), full_mark)
        return self._guarded(
            by_sign(
                target,
                negative=self._at_negative_target(value, target, full_mark),
                zero=zero,
                positive=self._at_positive_target(value, target, full_mark),
            ),
            full_mark,
        )

    def _guarded(self, points: Expr, full_mark: Expr) -> Expr:
        """The points, where the constructor would have taken the row's parameters as well."""
        points = if_positive(full_mark, _FULL_MARK, points)
        if self.full_mark is not None and varies(self.full_mark):
            points = if_on_scale(self, full_mark, quoted(self.full_mark), points)
        if self.zero_reference is not None:
            points = if_positive(express_parameter(self.zero_reference), _REFERENCE, points)
        highest = self.highest
        if self.at_zero is not None and varies(self.at_zero, highest) and not isinstance(highest, Unlimited):
            spare = express_parameter(self.at_zero) - express_parameter(highest)
            worth, cap = quoted(self.at_zero), quoted(highest)
            below = invalid_parameter(
                "best-case-below-cap",
                zh=f"实际值为零时的得分 {worth} 低于封顶分 {cap}",
                en=f"the points of an actual of 0, {worth}, are below the cap {cap}",
            )
            points = if_not_negative(spare, below, points)
        return points

    def _at_positive_target(self, value: Expr, target: Expr, full_mark: Expr) -> Expr:
        if self.direction is Direction.HIGHER_IS_BETTER:
            return full_mark * _share(quotient(value, target))
        if self.at_zero is None:
            return full_mark * _share(2 - quotient(value, target))
        return by_sign(
            value,
            negative=Undefined(Status.UNDEFINED, _NEGATIVE_ACTUAL),
            zero=express_parameter(self.at_zero),
            positive=full_mark * _share(quotient(target, value)),
        )

    def _at_negative_target(self, value: Expr, target: Expr, full_mark: Expr) -> Expr:
        if self.negative_target is NegativeTarget.REFUSE:
            return invalid_parameter("negative-target", zh="目标值为负", en="the target is negative")
        return full_mark * _share(1 + quotient(self._better(value, target), -target))

    def _at_target_zero(self, value: Expr, target: Expr, full_mark: Expr) -> Expr:
        better = self._better(value, target)
        if self.zero_target is ZeroTarget.MET_OR_NOT:
            return decide(better, [Edge(Const(0))], [Const(0), full_mark])
        if self.zero_target is ZeroTarget.NOT_APPLICABLE:
            return Undefined(Status.NOT_APPLICABLE, _NO_TARGET)
        if self.zero_reference is not None:
            return full_mark * _share(1 + quotient(better, express_parameter(self.zero_reference)))
        return invalid_parameter("zero-target", zh="目标值为零", en="the target is 0")

    def _better(self, value: Expr, target: Expr) -> Expr:
        if self.direction is Direction.HIGHER_IS_BETTER:
            return value - target
        return target - value if self.direction is Direction.LOWER_IS_BETTER else -absolute(value - target)


def _share(share: Expr) -> Expr:
    return Named(Role.STEP, "attainment", share)
