"""Achievement or improvement, whichever is more (R10)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import (
    Caption,
    Coalesce,
    Const,
    Edge,
    EdgeSide,
    Expr,
    Input,
    Max,
    Min,
    Named,
    Role,
    Round,
    Status,
    decide,
)
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.scales import Scale, optional_scale
from perfkpi.model.parameters.constraints import SHARES_OF_FULL_MARK, Constraint, better, guarded, its, one_sided
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import checked_code, placed
from perfkpi.model.parameters.varying import Field, express_parameter
from perfkpi.model.scoring.rule import Scoring, quotient

_THRESHOLD = Caption("threshold", Label(zh="门槛值", en="threshold"))
_BENCHMARK = Caption("benchmark", Label(zh="标杆值", en="benchmark"))
_BASELINE = Caption("baseline", Label(zh="基期值", en="baseline"))
_ACHIEVEMENT = Caption.told("achievement", Label(zh="达成分", en="achievement"))
_IMPROVEMENT = Caption.told("improvement", Label(zh="改进分", en="improvement"))

_HALF = Fraction(1, 2)


@frozen(eq=False, field_transformer=placed)
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

    label: ClassVar[Label | None] = Label(zh="成就与改进", en="achievement or improvement")

    threshold: Parameter = field(converter=as_parameter, kw_only=True)
    benchmark: Parameter = field(converter=as_parameter, kw_only=True)
    baseline: str = field(converter=checked_code, kw_only=True)
    scale: Scale | None = field(default=Scale(0, 10), converter=optional_scale, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        one_sided("a benchmark lies on one side", "标杆值只在一侧"),
        SHARES_OF_FULL_MARK,
        Constraint(
            "full-mark-is-broken",
            its.scale.high.is_whole,
            Code.SCALE,
            about=its.scale,
            advice=("so are the points; write Scale(0, 10)", "得分应为整数；请写 Scale(0, 10)"),
        ),
        *better("benchmark-not-better", its.benchmark, its.threshold),
    )

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        yield "threshold", self.threshold, False
        yield "benchmark", self.benchmark, False
        yield "baseline", Field(self.baseline), False

    def express(self, value: Expr) -> Expr:
        threshold = Named(Role.TARGET, _THRESHOLD, express_parameter(self.threshold))
        benchmark = Named(Role.TARGET, _BENCHMARK, express_parameter(self.benchmark))
        baseline = Named(Role.TARGET, _BASELINE, Input(self.baseline))
        achieved = Named(Role.PART, _ACHIEVEMENT, guarded(self, self._achievement(value, threshold, benchmark)))
        improved = Named(Role.PART, _IMPROVEMENT, self._improvement(value, baseline, benchmark))
        return Max((achieved, Coalesce(improved, Status.absences(), achieved)))

    def _span(self, far: Expr, near: Expr) -> Expr:
        """Express how much better ``far`` is than ``near``."""
        return far - near if self.direction is Direction.HIGHER_IS_BETTER else near - far

    def _achievement(self, value: Expr, threshold: Expr, benchmark: Expr) -> Expr:
        full, zero = Const(self.points_scale.high), Const(0)
        share = quotient(self._span(value, threshold), self._span(benchmark, threshold))
        points = Round(share * (self.points_scale.high - 1) + _HALF, 1)
        above = decide(self._span(value, benchmark), [Edge(zero)], [points, full])
        return decide(self._span(value, threshold), [Edge(zero)], [zero, above])

    def _improvement(self, value: Expr, baseline: Expr, benchmark: Expr) -> Expr:
        most, zero = Const(self.points_scale.high - 1), Const(0)
        share = quotient(self._span(value, baseline), self._span(benchmark, baseline))
        points = Min((Max((Round(share * self.points_scale.high - _HALF, 1), zero)), most))
        below_benchmark = decide(self._span(value, benchmark), [Edge(zero)], [points, most])
        return decide(self._span(value, baseline), [Edge(zero, EdgeSide.BELOW)], [zero, below_benchmark])
