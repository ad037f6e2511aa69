"""The efficacy-coefficient method (R9, 功效系数法): points by where a value lies between standard values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.language import Belongs, Const, Edge, Expr, Named, Role, decide
from perfkpi.model.measures import Direction
from perfkpi.model.parameters import (
    Parameter,
    as_parameter,
    express_parameter,
    if_positive,
    invalid_parameter,
    optional_parameter,
    quoted,
    varies,
)
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.scoring.points_table import check_on_scale, if_on_scale
from perfkpi.model.scoring.rule import Scoring, as_direction, quotient
from perfkpi.model.scoring.standards import OFFICIAL, FiveStandards, five_coefficients
from perfkpi.model.validation import instance, placed
from perfkpi.numerals import written

__all__ = ["EfficacyCoefficient", "LinearEfficacy"]


@frozen(cache_hash=True, field_transformer=placed)
class EfficacyCoefficient(Scoring):
    """The share of the full mark that a value earns between five standard values (R9, 功效系数法).

    Source, 国资委《中央企业综合绩效评价实施细则》 (国资发评价〔2006〕157号): 单项基本指标得分=本档基础分+调整分;
    本档基础分=指标权数×本档标准系数; 调整分=功效系数×(上档基础分-本档基础分);
    功效系数=(实际值-本档标准值)/(上档标准值-本档标准值). The band is the lower of the two between which the value lies.

    From the excellent value on, the points are the full mark (times the best coefficient); exactly at the poor value
    they are its coefficient's, and below it 0. The parts are ``base_points`` (本档基础分) and ``adjustment_points``
    (调整分).

    Attributes:
        standards: the five standard values, the best first; where lower is better they rise.
        coefficients: the standard coefficients, the best first; left out, the official 1.0, 0.8, 0.6, 0.4 and 0.2.
        nothing_from: a value as bad as this one, or worse, earns nothing whatever the standards
            (资产负债率≥100%，指标得0分); it is worse than the excellent one.

    Raises:
        DefinitionError: standard values against the direction, ``ON_TARGET``, or a scale that does not begin at 0.
    """

    standards: FiveStandards = field(
        validator=instance(FiveStandards, "FiveStandards('16.5%', '9.5%', '1.7%', '-3.6%', '-20%')"), kw_only=True
    )
    coefficients: tuple[Fraction, ...] = field(default=OFFICIAL, converter=five_coefficients, kw_only=True)
    nothing_from: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    direction: Direction = field(validator=as_direction, kw_only=True)

    def __attrs_post_init__(self) -> None:
        self.standards.check_direction(self.direction, "EfficacyCoefficient")
        if self.scale.low != 0:
            raise self.refused(
                Code.SCALE,
                "scale",
                en=f"the points are shares of the full mark, from 0 on, not on the scale {self.scale}; "
                f"write Scale(0, {written(self.scale.high)})",
                zh=f"得分是满分的一部分，从 0 开始，量表 {self.scale} 不适用；请写 Scale(0, "
                f"{written(self.scale.high)})",
                value=self.scale,
            )

        best, nothing = self.standards.excellent, self.nothing_from
        if isinstance(best, Fraction) and isinstance(nothing, Fraction) and self._better_by(best, nothing) <= 0:
            raise self.refused(
                Code.TARGET,
                "nothing_from",
                en=f"what earns nothing is worse than the excellent value {written(best)}, not {written(nothing)}; "
                "correct one of them",
                zh=f"得 0 分的数值应差于优秀值 {written(best)}，而不是 {written(nothing)}；请更正其一",
                value=nothing,
            )

    def _better_by(self, one: Fraction, other: Fraction) -> Fraction:
        return one - other if self.direction is Direction.HIGHER_IS_BETTER else other - one

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        for name, standard in self.standards.named():
            yield f"standards.{name}", standard, False
        if self.nothing_from is not None:
            yield "nothing_from", self.nothing_from, False

    def express(self, value: Expr) -> Expr:
        base = self.standards.express_coefficient(value, self.direction, self._points(self.coefficients))
        efficacy = self.standards.express_efficacy(value, self.direction, best=Fraction(0))
        distance = self._distance(value, self._points(self._steps()), best=Fraction(0))
        adjustment = Named(Role.STEP, "efficacy_coefficient", efficacy) * distance
        base, adjustment = self._earned(value, base), self._earned(value, adjustment)
        points = Named(Role.PART, "base_points", base) + Named(Role.PART, "adjustment_points", adjustment)
        return self.standards.guarded(self._guarded(points), self.direction)

    def _earned(self, value: Expr, points: Expr) -> Expr:
        """The points, or 0 where the value is as bad as what earns nothing."""
        if self.nothing_from is None:
            return points
        at = express_parameter(self.nothing_from)
        if self.direction is Direction.HIGHER_IS_BETTER:
            return decide(value, [Edge(at, Belongs.BELOW)], [Const(0), points])
        return decide(value, [Edge(at)], [points, Const(0)])

    def _guarded(self, points: Expr) -> Expr:
        """The points, where what earns nothing in a row is worse than its excellent value."""
        if self.nothing_from is None or not varies(self.nothing_from, self.standards.excellent):
            return points
        best, nothing = express_parameter(self.standards.excellent), express_parameter(self.nothing_from)
        gap = best - nothing if self.direction is Direction.HIGHER_IS_BETTER else nothing - best
        zero, excellent = quoted(self.nothing_from), quoted(self.standards.excellent)
        no_worse = invalid_parameter(
            "nothing-not-worse",
            zh=f"得 0 分的数值 {zero} 不差于优秀值 {excellent}",
            en=f"the value {zero} that earns nothing is no worse than the excellent value {excellent}",
        )
        return if_positive(gap, no_worse, points)

    def express_place(self, value: Expr) -> Expr:
        """Where a value stands among the standard values: 本档标准系数+功效系数×0.2, as a correction needs it.

        From the excellent value on that is a whole step more than the best coefficient (1.2), below the poor one 0.
        """
        step = self._steps()[0]
        coefficient = self.standards.express_coefficient(value, self.direction, self.coefficients)
        efficacy = self.standards.express_efficacy(value, self.direction, best=Fraction(1))
        distance = self._distance(value, self._steps(), best=step)
        place = coefficient + Named(Role.STEP, "efficacy_coefficient", efficacy) * distance
        return self.standards.guarded(place, self.direction)

    def _steps(self) -> list[Fraction]:
        """From each coefficient to the next better one."""
        return [upper - lower for upper, lower in pairwise(self.coefficients)]

    def _distance(self, value: Expr, steps: Sequence[Fraction], *, best: Fraction) -> Expr:
        """From the band of a value to the next better one; ``best`` from the excellent value on."""
        if len(set(steps)) == 1:
            return Const(steps[0])
        return self.standards.express_coefficient(value, self.direction, [best, *steps])

    def _points(self, shares: Sequence[Fraction]) -> list[Fraction]:
        return [share * self.scale.high for share in shares]


_BAD_SPAN = invalid_parameter("span-not-positive", zh="功效系数的分值跨度不是正数", en="the span is not positive")


@frozen(cache_hash=True, field_transformer=placed)
class LinearEfficacy(BoundedScoring):
    """Base points at the worst admissible value, the span more at the best (R9, 功效系数法).

    Source, the efficacy function of the statistics textbooks: (实际值-不允许值)/(满意值-不允许值)×40+60. The line
    goes on below the worst value (a published answer is 58.73) and above the best one, to the floor and the cap.

    Attributes:
        worst: the value that earns ``base_points`` (不允许值).
        best: the value that earns ``base_points + span`` (满意值).
        base_points: 60 in the textbooks; it must be said.
        span: 40 in the textbooks; it must be said.
    """

    worst: Parameter = field(converter=as_parameter, kw_only=True)
    best: Parameter = field(converter=as_parameter, kw_only=True)
    base_points: Parameter = field(converter=as_parameter, kw_only=True)
    span: Parameter = field(converter=as_parameter, kw_only=True)
    direction: Direction = field(validator=as_direction, kw_only=True)

    def __attrs_post_init__(self) -> None:
        BoundedScoring.__attrs_post_init__(self)
        if self.direction is Direction.ON_TARGET:
            raise self.refused(
                Code.DIRECTION,
                "direction",
                en="the best value lies on one side; choose HIGHER_IS_BETTER or LOWER_IS_BETTER",
                zh="满意值只在一侧；请选择 HIGHER_IS_BETTER 或 LOWER_IS_BETTER",
                value=self.direction,
            )
        if isinstance(self.span, Fraction) and self.span <= 0:
            raise self.refused(
                Code.RATE,
                "span",
                en=f"the points from the worst to the best value are a positive number, not {written(self.span)}; "
                "write 40",
                zh=f"由不允许值到满意值的分值应为正数，而不是 {written(self.span)}；请写 40",
                value=self.span,
            )
        if not (isinstance(self.worst, Fraction) and isinstance(self.best, Fraction)):
            return
        higher = self.direction is Direction.HIGHER_IS_BETTER
        if self.worst == self.best or (self.worst < self.best) != higher:
            raise self.refused(
                Code.TARGET,
                "best",
                en=f"the best value {written(self.best)} must be better than the worst {written(self.worst)}; "
                "exchange them, or change "
                "the direction",
                zh=f"满意值 {written(self.best)} 必须优于不允许值 {written(self.worst)}；请对调，或更改方向",
                value=self.best,
            )

    def check_counts(self) -> None:
        """What the best value earns can be reached."""
        if isinstance(self.base_points, Fraction) and isinstance(self.span, Fraction):
            check_on_scale(self, "span", self.base_points + self.span)

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        yield "worst", self.worst, False
        yield "best", self.best, False

    def express_unbounded(self, value: Expr) -> Expr:
        worst = Named(Role.TARGET, "worst", express_parameter(self.worst))
        best = Named(Role.TARGET, "best", express_parameter(self.best))
        efficacy = Named(Role.STEP, "efficacy_coefficient", quotient(value - worst, best - worst))
        points = express_parameter(self.base_points) + express_parameter(self.span) * efficacy
        if varies(self.base_points, self.span):
            best_points = express_parameter(self.base_points) + express_parameter(self.span)
            quote = f"{quoted(self.base_points)} + {quoted(self.span)}"
            points = if_on_scale(self, best_points, quote, points)
        if varies(self.span):
            points = if_positive(express_parameter(self.span), _BAD_SPAN, points)
        if varies(self.worst, self.best):
            gap = best - worst if self.direction is Direction.HIGHER_IS_BETTER else worst - best
            better, worse = quoted(self.best), quoted(self.worst)
            not_better = invalid_parameter(
                "best-not-better",
                zh=f"满意值 {better} 不优于不允许值 {worse}",
                en=f"the best value {better} is not better than the worst admissible one {worse}",
            )
            points = if_positive(gap, not_better, points)
        return points
