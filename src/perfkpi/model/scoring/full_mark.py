"""Met means the full mark, otherwise decreasing (R3): 达到…得分100,不达标得分递减."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.language import Belongs, Const, Edge, Expr, Min, Named, Role, decide
from perfkpi.model.changes import LOST_OF_FULL_MARK, Changes
from perfkpi.model.measures import Direction
from perfkpi.model.parameters import Parameter, as_parameter, express_parameter, invalid_parameter, quoted, varies
from perfkpi.model.scoring.attainment import Attainment, LowerMethod
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.scoring.rule import as_direction, quotient
from perfkpi.model.scoring.target_delta import Additive, Counting, Relative, TargetDelta, as_unit, check_rate
from perfkpi.model.validation import instance, optional_instance, placed
from perfkpi.numerals import written

__all__ = ["FullMarkIfMet", "LineToZero", "Proportional", "Stepped"]


@frozen(cache_hash=True, field_transformer=placed)
class Proportional(Asking):
    """Missed: the attained share of the full mark, as ``Attainment`` measures it."""

    lower_method: LowerMethod | None = field(
        default=None, validator=optional_instance(LowerMethod, "LowerMethod.TWO_MINUS_RATIO"), kw_only=True
    )


@frozen(cache_hash=True, field_transformer=placed)
class Stepped(Asking):
    """Missed: so many points fewer for each unit short of the target, as ``TargetDelta`` counts them."""

    per: Additive | Relative = field(converter=as_unit, kw_only=True)
    loss: Parameter = field(converter=as_parameter, kw_only=True)
    counting: Counting = field(validator=instance(Counting, "Counting.PROPORTIONAL"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_rate("Stepped.loss", self.loss)


@frozen(cache_hash=True, field_transformer=placed)
class LineToZero(Asking):
    """Missed: a straight line from the full mark at the target to the low end of the scale at ``at``."""

    at: Parameter = field(converter=as_parameter, kw_only=True)


Decrease: TypeAlias = Proportional | Stepped | LineToZero


def _decrease(value: Decrease) -> Decrease:
    if isinstance(value, (Proportional, Stepped, LineToZero)):
        return value
    raise DefinitionError(
        Code.CHOICE_NEEDED,
        en=f"{shown(value)} does not say how points decrease; choose Proportional(), "
        "Stepped(per=..., loss=..., counting=...) or LineToZero(at=...)",
        zh=f"{shown(value)} 没有说明如何递减；请选择 Proportional()、Stepped(per=..., loss=..., counting=...)"
        " 或 LineToZero(at=...)",
        value=value,
    )


@frozen(cache_hash=True, field_transformer=placed)
class FullMarkIfMet(BoundedScoring):
    """The full mark where the target is met, otherwise fewer points; how they decrease must be said (R3).

    Exceeding the target pays no more than meeting it; for more there are ``PiecewiseLinear`` and ``Attainment``.

    Source, sheet of a customer-service director: 达到X%的增长得分100,不达标得分递减. The sheet gives no slope, so
    none is assumed.

    Attributes:
        target: the target on the value's scale; meeting it exactly counts as met.
        decrease: ``Proportional``, ``Stepped`` or ``LineToZero``.
    """

    changes: ClassVar[Changes] = (LOST_OF_FULL_MARK,)

    target: Parameter = field(converter=as_parameter, kw_only=True)
    decrease: Decrease = field(converter=_decrease, kw_only=True)
    direction: Direction = field(validator=as_direction, kw_only=True)

    def __attrs_post_init__(self) -> None:
        BoundedScoring.__attrs_post_init__(self)
        if isinstance(self.decrease, LineToZero):
            self._check_line(self.decrease.at)
        else:
            self._check_share()
            try:
                self._rule()
            except DefinitionError as error:
                error.where = error.where.replace("Attainment.", "").replace("TargetDelta.", "")
                raise error.at("FullMarkIfMet") from None

    def _check_share(self) -> None:
        """A share of the target needs a target that can be divided by."""
        target, on_target = self.target, self.direction is Direction.ON_TARGET
        if not (isinstance(self.decrease, Proportional) and isinstance(target, Fraction)):
            return
        if target == 0 or (target < 0 and not on_target):
            raise self.refused(
                Code.TARGET,
                "target",
                en=f"there is no share of a target of {written(target)}; let points decrease by Stepped(...) or "
                "LineToZero(...)",
                zh=f"目标值为 {written(target)} 时没有完成比例；请用 Stepped(...) 或 LineToZero(...) 说明如何递减",
                value=target,
            )

    def _check_line(self, at: Parameter) -> None:
        if self.direction is Direction.ON_TARGET:
            raise DefinitionError(
                Code.DIRECTION,
                en="a line to zero runs to one side; with ON_TARGET use Stepped or Proportional",
                zh="线性递减只能朝一个方向；“越接近目标越好”请用 Stepped 或 Proportional",
                where="FullMarkIfMet.decrease",
                value=self.decrease,
            )
        if not (isinstance(at, Fraction) and isinstance(self.target, Fraction)):
            return
        higher = self.direction is Direction.HIGHER_IS_BETTER
        if (at >= self.target) if higher else (at <= self.target):
            side_en, side_zh = ("below", "低于") if higher else ("above", "高于")
            raise DefinitionError(
                Code.TARGET,
                en=f"the line must reach zero {side_en} the target {written(self.target)}, not at {written(at)}",
                zh=f"归零点必须{side_zh}目标值 {written(self.target)}，而不是 {written(at)}",
                where="FullMarkIfMet.decrease.at",
                value=at,
            )

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
        """The rule that the decrease borrows; meeting the target is worth the full mark, whatever a cap leaves."""
        if isinstance(self.decrease, Stepped):
            return TargetDelta(
                target=self.target,
                per=self.decrease.per,
                loss=self.decrease.loss,
                base_points=self.scale.high,
                counting=self.decrease.counting,
                direction=self.direction,
                scale=self.scale,
                floor=self.floor,
            )
        lower = self.decrease.lower_method if isinstance(self.decrease, Proportional) else None
        over = lower is LowerMethod.TARGET_OVER_ACTUAL
        return Attainment(
            target=self.target,
            full_mark=self.scale.high,
            direction=self.direction,
            lower_method=lower,
            at_zero=self.scale.high if over else None,
            scale=self.scale,
            floor=self.floor,
        )

    def express_unbounded(self, value: Expr) -> Expr:
        if not isinstance(self.decrease, LineToZero):
            return Min((self._rule().express_unbounded(value), Const(self.scale.high)))
        target = Named(Role.TARGET, "target", express_parameter(self.target))
        at = Named(Role.STEP, "zero_at", express_parameter(self.decrease.at))
        low, full = Const(self.scale.low), Const(self.scale.high)
        share = Named(Role.STEP, "attainment", quotient(value - at, target - at))
        scored = Min((low + (full - low) * share, full))
        if not varies(self.target, self.decrease.at):
            return scored
        higher = self.direction is Direction.HIGHER_IS_BETTER
        span = target - at if higher else at - target
        zero, met = quoted(self.decrease.at), quoted(self.target)
        crossed = invalid_parameter(
            "line-crossed",
            zh=f"归零点 {zero} 与目标值 {met} 次序颠倒",
            en=f"the line reaches zero at {zero}, which is no worse than the target {met}",
        )
        return decide(span, [Edge(Const(0), Belongs.BELOW)], [crossed, scored])
