"""Achievement or improvement, whichever is more (R10)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Belongs, Coalesce, Const, Edge, Expr, Input, Max, Min, Named, Role, Round, Status, decide
from perfkpi.model.measures import Direction, Field
from perfkpi.model.parameters import Parameter, as_parameter, express_parameter, invalid_parameter, quoted, varies
from perfkpi.model.scales import Scale
from perfkpi.model.scoring.rule import Scoring, as_direction, quotient
from perfkpi.model.validation import checked_code, instance, placed
from perfkpi.numerals import written

__all__ = ["AchievementImprovement"]

_HALF = Fraction(1, 2)


@frozen(cache_hash=True, field_transformer=placed)
class AchievementImprovement(Scoring):
    """The larger of two parts (R10): achievement against threshold and benchmark, improvement on one's own baseline.

    Source: Hospital Value-Based Purchasing, Centers for Medicare & Medicaid Services, fiscal year 2024. With a full
    mark ``M`` (10 there), value ``p``, threshold ``T``, benchmark ``B`` and baseline ``b``; where lower is better all
    four change their sign first:

    * achievement: ``M`` from ``B`` on, 0 below ``T``, else ``round((M - 1)(p - T)/(B - T) + 1/2)``;
    * improvement, in this order: 0 up to ``b``; ``M - 1`` from ``B`` on; else ``round(M (p - b)/(B - b) - 1/2)``
      between 0 and ``M - 1``. No baseline: no improvement part, achievement stands alone.

    Both roundings are half-up to whole points. The parts are ``achievement`` and ``improvement``.
    """

    threshold: Parameter = field(converter=as_parameter, kw_only=True)
    benchmark: Parameter = field(converter=as_parameter, kw_only=True)
    baseline: str = field(converter=checked_code, kw_only=True)
    scale: Scale = field(default=Scale(0, 10), validator=instance(Scale, "Scale(0, 10)"), kw_only=True)
    direction: Direction = field(validator=as_direction, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.direction is Direction.ON_TARGET:
            raise DefinitionError(
                Code.DIRECTION,
                en="a benchmark lies on one side; choose HIGHER_IS_BETTER or LOWER_IS_BETTER",
                zh="标杆值只在一侧；请选择 HIGHER_IS_BETTER 或 LOWER_IS_BETTER",
                where="AchievementImprovement.direction",
                value=self.direction,
            )
        if self.scale.low != 0 or self.scale.high.denominator != 1:
            raise DefinitionError(
                Code.SCALE,
                en=f"the points are whole numbers from 0 on, not on the scale {self.scale}; write Scale(0, 10)",
                zh=f"得分为从 0 开始的整数，量表 {self.scale} 不适用；请写 Scale(0, 10)",
                where="AchievementImprovement.scale",
                value=self.scale,
            )
        if not (isinstance(self.threshold, Fraction) and isinstance(self.benchmark, Fraction)):
            return
        higher = self.direction is Direction.HIGHER_IS_BETTER
        if self.threshold == self.benchmark or (self.threshold < self.benchmark) != higher:
            raise DefinitionError(
                Code.TARGET,
                en=f"the benchmark {written(self.benchmark)} must be better than the threshold "
                f"{written(self.threshold)}",
                zh=f"标杆值 {written(self.benchmark)} 必须优于门槛值 {written(self.threshold)}",
                where="AchievementImprovement.benchmark",
                value=self.benchmark,
            )

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        yield "threshold", self.threshold, False
        yield "benchmark", self.benchmark, False
        yield "baseline", Field(self.baseline), False

    def express(self, value: Expr) -> Expr:
        threshold = Named(Role.TARGET, "threshold", express_parameter(self.threshold))
        benchmark = Named(Role.TARGET, "benchmark", express_parameter(self.benchmark))
        baseline = Named(Role.TARGET, "baseline", Input(self.baseline))
        achieved = Named(Role.PART, "achievement", self._achievement(value, threshold, benchmark))
        improved = Named(Role.PART, "improvement", self._improvement(value, baseline, benchmark))
        return Max((achieved, Coalesce(improved, Status.absences(), achieved)))

    def _span(self, far: Expr, near: Expr) -> Expr:
        """How much better ``far`` is than ``near``."""
        return far - near if self.direction is Direction.HIGHER_IS_BETTER else near - far

    def _achievement(self, value: Expr, threshold: Expr, benchmark: Expr) -> Expr:
        full, zero = Const(self.scale.high), Const(0)
        share = quotient(self._span(value, threshold), self._span(benchmark, threshold))
        points = Round(share * (self.scale.high - 1) + _HALF, 1)
        above = decide(self._span(value, benchmark), [Edge(zero)], [points, full])
        scored = decide(self._span(value, threshold), [Edge(zero)], [zero, above])
        if not varies(self.threshold, self.benchmark):
            return scored
        better, worse = quoted(self.benchmark), quoted(self.threshold)
        crossed = invalid_parameter(
            "benchmark-not-better",
            zh=f"标杆值 {better} 不优于门槛值 {worse}",
            en=f"the benchmark {better} is not better than the threshold {worse}",
        )
        return decide(self._span(benchmark, threshold), [Edge(zero, Belongs.BELOW)], [crossed, scored])

    def _improvement(self, value: Expr, baseline: Expr, benchmark: Expr) -> Expr:
        most, zero = Const(self.scale.high - 1), Const(0)
        share = quotient(self._span(value, baseline), self._span(benchmark, baseline))
        points = Min((Max((Round(share * self.scale.high - _HALF, 1), zero)), most))
        below_benchmark = decide(self._span(value, benchmark), [Edge(zero)], [points, most])
        return decide(self._span(value, baseline), [Edge(zero, Belongs.BELOW)], [zero, below_benchmark])
