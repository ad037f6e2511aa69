"""The efficacy-coefficient method (R9, 功效系数法): points by where a value lies between standard values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Caption, Const, Edge, EdgeSide, Expr, Named, Role, Sentence, decide
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import SHARES_OF_FULL_MARK, Constraint, better, guarded, its, one_sided
from perfkpi.model.parameters.parameter import Parameter, as_parameter, optional_parameter
from perfkpi.model.parameters.validation import instance, placed
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.scoring.points_table import on_scale
from perfkpi.model.scoring.rule import Scoring, quotient, worked_out
from perfkpi.model.scoring.standard_values import OFFICIAL, FiveStandards, five_coefficients

_BASE_POINTS = Caption.told("base_points", Label(zh="本档基础分", en="base points of the band"))
_ADJUSTMENT_POINTS = Caption.told("adjustment_points", Label(zh="调整分", en="adjustment points"))
_WORST = Caption("worst", Label(zh="不允许值", en="worst admissible value"))
_BEST = Caption("best", Label(zh="满意值", en="best value"))


_COEFFICIENT = Label(zh="功效系数", en="efficacy coefficient")
_EFFICACY = Caption.told("efficacy_coefficient", _COEFFICIENT)
_BETWEEN_TWO = Caption(
    "efficacy_coefficient",
    _COEFFICIENT,
    sentence=Sentence.always(
        Label(
            zh="不允许值 {worst}、满意值 {best}，功效系数 {figure}",
            en="worst admissible value {worst}, best value {best}, efficacy coefficient {figure}",
        )
    ),
)

_BEST_FIRST = better(
    "standards-not-ordered", its.standards.excellent, its.standards.poor, Code.DIRECTION, about=its.direction
)


@frozen(eq=False, field_transformer=placed)
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

    label: ClassVar[Label | None] = Label(zh="功效系数法（五档标准值）", en="efficacy coefficient, five standards")

    standards: FiveStandards = field(
        validator=instance(FiveStandards, "FiveStandards('16.5%', '9.5%', '1.7%', '-3.6%', '-20%')"), kw_only=True
    )
    coefficients: tuple[Fraction, ...] = field(default=OFFICIAL, converter=five_coefficients, kw_only=True)
    nothing_from: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        one_sided("the best standard value lies on one side", "优秀值只在一侧"),
        SHARES_OF_FULL_MARK,
        *better("nothing-not-worse", its.standards.excellent, its.nothing_from, about=its.nothing_from),
    )

    def demands(self) -> Iterator[Constraint]:
        yield from _BEST_FIRST
        yield from self.standards.running(self.direction)

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        for name, standard in self.standards.named():
            yield f"standards.{name}", standard, False
        if self.nothing_from is not None:
            yield "nothing_from", self.nothing_from, False

    def express(self, value: Expr) -> Expr:
        base = self.standards.express_coefficient(value, self.direction, self._points(self.coefficients))
        efficacy = self.standards.express_efficacy(value, self.direction, best=Fraction(0))
        distance = self._distance(value, self._points(self._steps()), best=Fraction(0))
        adjustment = Named(Role.STEP, _EFFICACY, efficacy) * distance
        base, adjustment = self._earned(value, base), self._earned(value, adjustment)
        return Named(Role.PART, _BASE_POINTS, base) + Named(Role.PART, _ADJUSTMENT_POINTS, adjustment)

    def _earned(self, value: Expr, points: Expr) -> Expr:
        """Express the points, or 0 where the value is as bad as what earns nothing."""
        if self.nothing_from is None:
            return points
        at = express_parameter(self.nothing_from)
        if self.direction is Direction.HIGHER_IS_BETTER:
            return decide(value, [Edge(at, EdgeSide.BELOW)], [Const(0), points])
        return decide(value, [Edge(at)], [points, Const(0)])

    def express_place(self, value: Expr) -> Expr:
        """Express where a value stands among the standard values: 本档标准系数+功效系数×0.2, as a correction needs it.

        From the excellent value on that is a whole step more than the best coefficient (1.2), below the poor one 0.
        """
        step = self._steps()[0]
        coefficient = self.standards.express_coefficient(value, self.direction, self.coefficients)
        efficacy = self.standards.express_efficacy(value, self.direction, best=Fraction(1))
        distance = self._distance(value, self._steps(), best=step)
        return guarded(self, coefficient + Named(Role.STEP, _EFFICACY, efficacy) * distance)

    def _steps(self) -> list[Fraction]:
        """List the steps from each coefficient to the next better one."""
        return [upper - lower for upper, lower in pairwise(self.coefficients)]

    def _distance(self, value: Expr, steps: Sequence[Fraction], *, best: Fraction) -> Expr:
        """Express the step from the band of a value to the next better one; ``best`` from the excellent value on."""
        if len(set(steps)) == 1:
            return Const(steps[0])
        return self.standards.express_coefficient(value, self.direction, [best, *steps])

    def _points(self, shares: Sequence[Fraction]) -> list[Fraction]:
        return [share * self.points_scale.high for share in shares]


@frozen(eq=False, field_transformer=placed)
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

    label: ClassVar[Label | None] = Label(zh="功效系数法（满意值、不允许值）", en="efficacy coefficient, two standards")

    worst: Parameter = field(converter=as_parameter, kw_only=True)
    best: Parameter = field(converter=as_parameter, kw_only=True)
    base_points: Parameter = field(converter=as_parameter, kw_only=True)
    span: Parameter = field(converter=as_parameter, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        one_sided("the best value lies on one side", "满意值只在一侧"),
        *better("best-not-better", its.best, its.worst),
        Constraint("span-not-positive", its.span > 0, Code.RATE, advice=("write 40", "请写 40")),
        *on_scale(its.base_points + its.span, about=its.span),
    )

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        yield "worst", self.worst, False
        yield "best", self.best, False

    def express_unbounded(self, value: Expr) -> Expr:
        worst = Named(Role.TARGET, _WORST, express_parameter(self.worst))
        best = Named(Role.TARGET, _BEST, express_parameter(self.best))
        efficacy = Named(Role.STEP, _BETWEEN_TWO, quotient(value - worst, best - worst))
        return worked_out(express_parameter(self.base_points) + express_parameter(self.span) * efficacy)
