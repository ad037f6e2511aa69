"""Met means the full mark, otherwise decreasing (R3): 达到…得分100,不达标得分递减."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError
from perfkpi.labels import Label
from perfkpi.language import Caption, Const, Expr, Min, Named, Role, Sentence
from perfkpi.model.changes import LOST_OF_FULL_MARK, Changes
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constrained, Constraint, better, guarded, its, one_sided
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.parameter import Parameter, as_parameter, marked_cap, marked_target
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.attainment import Attainment
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.scoring.policies import LowerMethod
from perfkpi.model.scoring.rule import quotient, share_of_full_mark, worked_out
from perfkpi.model.scoring.target_delta import TargetDelta
from perfkpi.model.scoring.units import Additive, Counting, Relative, as_unit, not_negative

_ZERO_AT = Caption("zero_at", Label(zh="零分线", en="zero points at"))
_SHARE_OF_POINTS = Caption(
    "share",
    Label(zh="得分比例", en="share of the points"),
    percent=True,
    sentence=Sentence(
        Label(
            zh="达到 {target} 得满分、{zero_at} 为零分线，按比例得 {figure}",
            en="full mark at {target}, zero points at {zero_at}, in proportion {figure}",
        ),
        zero=Label(zh="只达到零分线 {zero_at}", en="no better than {zero_at}, which earns zero points"),
        negative=Label(zh="未达到零分线 {zero_at}", en="worse than {zero_at}, which earns zero points"),
        whole=Label(zh="达到目标", en="target met"),
    ),
)


@frozen(eq=False, field_transformer=placed)
class Proportional(Asking):
    """Missed: the attained share of the full mark, as ``Attainment`` measures it."""

    lower_method: LowerMethod | None = field(default=None, converter=optional(LowerMethod), kw_only=True)


@frozen(eq=False, field_transformer=placed)
class Stepped(Constrained):
    """Missed: so many points fewer for each unit short of the target, as ``TargetDelta`` counts them."""

    constraints: ClassVar[tuple[Constraint, ...]] = (not_negative("loss"),)

    per: Additive | Relative = field(converter=as_unit, kw_only=True)
    loss: Parameter = field(converter=as_parameter, kw_only=True)
    counting: Counting = field(converter=Counting, kw_only=True)


@frozen(eq=False, field_transformer=placed)
class LineToZero(Asking):
    """Missed: a straight line from the full mark at the target to the low end of the scale at ``at``."""

    at: Parameter = field(converter=as_parameter, kw_only=True)


_LINE, _SHARE = its.decrease.is_a(LineToZero), its.decrease.is_a(Proportional)
_NO_SHARE: dict[str, Any] = {
    "en": "there is no share of a target of {target}",
    "zh": "目标值为 {target} 时没有完成比例",
    "advice": (
        "let points decrease by Stepped(...) or LineToZero(...)",
        "请用 Stepped(...) 或 LineToZero(...) 说明如何递减",
    ),
}

Decrease: TypeAlias = Proportional | Stepped | LineToZero


def _decrease(value: Decrease) -> Decrease:
    return chosen(
        value,
        (Proportional, Stepped, LineToZero),
        "does not say how points decrease; choose Proportional(), "
        "Stepped(per=..., loss=..., counting=...) or LineToZero(at=...)",
        "没有说明如何递减；请选择 Proportional()、Stepped(per=..., loss=..., counting=...) 或 LineToZero(at=...)",
    )


@frozen(eq=False, field_transformer=placed)
class FullMarkIfMet(BoundedScoring):
    """The full mark where the target is met, otherwise fewer points; how they decrease must be said (R3).

    Exceeding the target pays no more than meeting it; for more there are ``PiecewiseLinear`` and ``Attainment``.

    Source, sheet of a customer-service director: 达到X%的增长得分100,不达标得分递减. The sheet gives no slope, so
    none is assumed.

    Attributes:
        target: the target on the value's scale; meeting it exactly counts as met.
        decrease: ``Proportional``, ``Stepped`` or ``LineToZero``.
    """

    label: ClassVar[Label | None] = Label(zh="达标满分、不达标递减", en="full mark if met, otherwise decreasing")

    changes: ClassVar[Changes] = (LOST_OF_FULL_MARK,)

    target: Parameter = field(converter=as_parameter)
    decrease: Decrease = field(converter=_decrease, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        one_sided(
            "a line to zero runs to one side",
            "线性递减只能朝一个方向",
            (
                ", or with direction='on_target' Stepped or Proportional",
                "；“越接近目标越好”请用 Stepped 或 Proportional",
            ),
            about=its.decrease,
            when=_LINE,
        ),
        *better("line-crossed", its.target, its.zero_at, about=its.decrease.at, when=_LINE),
        Constraint("zero-target", abs(its.target) > 0, Code.TARGET, when=_SHARE, **_NO_SHARE),
        Constraint(
            "negative-target",
            its.target >= 0,
            Code.TARGET,
            when=_SHARE & ~its.direction.is_(Direction.ON_TARGET),
            **_NO_SHARE,
        ),
    )

    def check_constraints(self) -> None:
        super().check_constraints()
        if isinstance(self.decrease, LineToZero):
            return
        try:
            self._rule()
        except DefinitionError as error:
            error.where = error.where.replace("Attainment.", "").replace("TargetDelta.", "")
            raise error.at("FullMarkIfMet") from None

    @property
    def zero_at(self) -> Parameter | None:
        """Where a line reaches zero."""
        return self.decrease.at if isinstance(self.decrease, LineToZero) else None

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        yield "target", self.target, False
        if isinstance(self.decrease, LineToZero):
            yield "decrease.at", self.decrease.at, False
        elif isinstance(self.decrease, Stepped):
            yield from self.decrease.per.in_units_of_the_value("decrease.per")

    @property
    def can_exceed(self) -> bool:
        return False

    def _rule(self) -> Attainment | TargetDelta:
        """Build the rule the decrease borrows; meeting the target is worth the full mark, whatever a cap leaves."""
        if isinstance(self.decrease, Stepped):
            return TargetDelta(
                target=self.target,
                per=self.decrease.per,
                loss=self.decrease.loss,
                base_points=self.points_scale.high,
                counting=self.decrease.counting,
                direction=self.direction,
                scale=self.points_scale,
                floor=self.floor,
            )
        lower = self.decrease.lower_method if isinstance(self.decrease, Proportional) else None
        over = lower is LowerMethod.TARGET_OVER_ACTUAL
        return Attainment(
            target=self.target,
            full_mark=self.points_scale.high,
            direction=self.direction,
            lower_method=lower,
            at_zero=self.points_scale.high if over else None,
            scale=self.points_scale,
            floor=self.floor,
        )

    def express_unbounded(self, value: Expr) -> Expr:
        if not isinstance(self.decrease, LineToZero):
            rule = self._rule()
            full_mark = marked_cap(Const(self.points_scale.high))
            return Min((guarded(rule, rule.express_unbounded(value)), full_mark))
        target = marked_target(self.target)
        at = Named(Role.STEP, _ZERO_AT, express_parameter(self.decrease.at))
        low, full = self.points_scale.low, Const(self.points_scale.high)
        share = Named(Role.STEP, _SHARE_OF_POINTS, quotient(value - at, target - at))
        points = share_of_full_mark(full, share) if low == 0 else worked_out(low + (full - low) * share)
        return Min((points, full))
