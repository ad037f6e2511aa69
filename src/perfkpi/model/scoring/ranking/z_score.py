"""Points by how many standard deviations a value is better than the mean (R13, 标准分)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Caption, Const, Edge, Expr, Named, Reason, Role, Sentence, Status, Undefined, decide
from perfkpi.model.measurement.rounding import Rounding
from perfkpi.model.parameters.constraints import Constraint, its
from perfkpi.model.parameters.validation import instance, placed
from perfkpi.model.scoring.ranking.distributions import Sigma
from perfkpi.model.scoring.ranking.population_rule import PopulationRule
from perfkpi.model.scoring.rule import worked_out
from perfkpi.numbers import exact

_Z_SCORE = Caption(
    "z_score",
    Label(zh="标准分", en="z-score"),
    sentence=Sentence.always(
        Label(
            zh="标准分 {calculation} = {figure}（总体均值 {mean}、标准差 {sigma}）",
            en="z-score {calculation} = {figure} (mean of the population {mean}, standard deviation {sigma})",
        )
    ),
)

_MEAN = Caption("mean", Label(zh="总体均值", en="mean of the population"))
_SIGMA = Caption("sigma", Label(zh="标准差", en="standard deviation"))

_TOO_SMALL = Undefined(
    Status.UNDEFINED,
    Reason(
        "sigma-rounds-to-zero",
        zh="标准差不为零，但修约后为零；请在 places 中保留更多小数",
        en="the standard deviation is not 0 but is rounded to 0; keep more decimals with places=",
    ),
)


@frozen(eq=False, field_transformer=placed)
class ZScorePoints(PopulationRule):
    """Points for each standard deviation from the mean of the population (R13).

    Source: the standard score of the statistics textbooks: z = (value - mean)/standard deviation.

    A standard deviation is a root, and hardly ever a number that can be written down. So mean and deviation are rounded
    once, as declared, before anybody is scored; what follows is exact.

    Attributes:
        mean_points: what a value at the mean is worth.
        per_sigma: points for each standard deviation better, as a positive number.
        zero_sigma: what everybody gets where the standard deviation is 0, or where there is none: one person is no
            sample. One that is not 0 but is rounded to 0 leaves everybody without points, and says so.
        sigma: that of a population or of a sample; it must be said.
        places: how mean and standard deviation are rounded; it must be said.
    """

    label: ClassVar[Label | None] = Label(zh="标准分计分", en="points by z-score")

    mean_points: Fraction = field(converter=exact, kw_only=True)
    per_sigma: Fraction = field(converter=exact, kw_only=True)
    zero_sigma: Fraction = field(converter=exact, kw_only=True)
    sigma: Sigma = field(converter=Sigma, kw_only=True)
    places: Rounding = field(validator=instance(Rounding, "Rounding(4)"), kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint(
            "rate-not-positive",
            its.per_sigma > 0,
            Code.RATE,
            advice=("the direction decides the sign", "正负由方向决定"),
        ),
    )

    def named_points(self) -> Iterator[tuple[str, Fraction]]:
        yield "mean_points", self.mean_points
        yield "zero_sigma", self.zero_sigma

    def express_standing(self, value: Expr) -> Expr:
        found = self.distribution
        mean = self.known(_MEAN, None if found is None else found.mean(self.places))
        size = None if found is None else found.sigma(self.sigma, self.places)
        if self.among.count and not size:  # everybody who has a value gets the same
            same = Const(self.zero_sigma) if len(self.among.values) == 1 else _TOO_SMALL
            return decide(value, [Edge(mean)], [same, same])
        sigma = self.known(_SIGMA, size)
        better = value - mean if self.higher else mean - value
        return worked_out(Const(self.mean_points) + Const(self.per_sigma) * Named(Role.PART, _Z_SCORE, better / sigma))
