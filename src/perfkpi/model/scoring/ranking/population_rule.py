"""What rules by rank, percentile and z-score have in common: the population among which they rank (R13)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Self, TypeAlias

from attrs import evolve, field, frozen

from perfkpi.errors import Code, NumberError
from perfkpi.labels import Label
from perfkpi.language import Among, Caption, Choose, Const, Edge, Expr, Named, Reason, Role, Status, Undefined
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, in_order, its, of, one_sided
from perfkpi.model.parameters.validation import as_pairs, optional_instance, placed
from perfkpi.model.scoring.bounded import SLIP, BoundedScoring
from perfkpi.model.scoring.ranking.distributions import Distribution
from perfkpi.numbers import MAX_DIGITS, Numeric, exact

PEOPLE = Caption("people", Label(zh="总体人数", en="people in the population"))
"""How many people a population has, as a step."""

NO_POPULATION = Reason(
    "population-not-settled",
    zh="尚未给出总体；请给出 population=Population.of(考核表, 数据表)",
    en="no population was given; give population=Population.of(card, table)",
)
"""Why a rule has no points before it knows among whom it ranks; scoring raises where it meets this."""

_EMPTY = Reason("empty-population", zh="总体中没有任何指标值", en="nobody in the population has a value")
_TOO_LARGE = Reason(
    "population-too-large",
    zh=f"总体的平均值或标准差超过 10^{MAX_DIGITS}，没有这样大的考核数据",
    en=f"the mean or the deviation of the population is beyond 10^{MAX_DIGITS}; no performance figure is that large",
)
_NOBODY = Among(())
_BEST_FIRST = ("give points from the best down, never more for a worse standing", "请从最好的开始，名次靠后的不能更多")
_LOWEST, _HIGHEST, _FLOOR, _CAP = its.lowest, its.highest, its.floor, its.cap
_LIMITS = ("they can never count; correct them, or say floor= and cap=", "永远不会计入；请更正，或给出 floor= 和 cap=")


@frozen(eq=False, field_transformer=placed)
class PopulationRule(BoundedScoring, ABC):
    """A rule that compares a value with those of everybody (R13).

    Ranks among those who happen to be scored together would change with every batch. So there are two passes: a
    ``Population`` is built from all the data, and then scores one person, a table or a stream alike. Somebody who is
    not in the population is compared with those who are.

    Attributes:
        direction: higher or lower is better; it must be said.
        distribution: among whom is ranked; ``Population.apply_to`` puts it in, and nobody writes it by hand.
    """

    direction: Direction = field(converter=Direction, kw_only=True)
    distribution: Distribution | None = field(
        default=None, validator=optional_instance(Distribution, "Distribution(values)"), kw_only=True, repr=False
    )

    constraints: ClassVar[tuple[Constraint, ...]] = (
        one_sided(
            "a rank needs a better end",
            "排名需要明确哪一端更好",
            ("; for closeness to a target rank a Deviation", "；若以接近目标为好，请对差异率（Deviation）排名"),
        ),
    )

    @abstractmethod
    def express_standing(self, value: Expr) -> Expr:
        """Express the points before floor and cap; only asked for the rule's text where nobody is ranked yet."""

    def with_distribution(self, distribution: Distribution) -> Self:
        """Give the rule that ranks among these values."""
        return evolve(self, distribution=distribution)

    def express_unbounded(self, value: Expr) -> Expr:
        if self.among.count:
            return self.express_standing(value)
        if self.distribution is not None:  # a value that is missing is told first
            return Choose(value, [Edge(Const(0))], [self._refused, self._refused])
        # The points are no more than the rule's text, and tell a scorecard what it has to read.
        return Choose(self.known(PEOPLE, None), [Edge(Const(1))], [self._refused, self.express_standing(value)])

    @property
    def among(self) -> Among:
        """The values among which is ranked."""
        return _NOBODY if self.distribution is None else self.distribution.values

    @property
    def _refused(self) -> Expr:
        return Undefined(Status.UNDEFINED, NO_POPULATION if self.distribution is None else _EMPTY)

    def known(self, code: Caption, number: Numeric | None) -> Expr:
        """Express a figure of the population, as a step; undefined where there is none."""
        return Named(Role.STEP, code, self._refused if number is None else _stands(number))

    @property
    def higher(self) -> bool:
        """Whether more is better."""
        return self.direction is Direction.HIGHER_IS_BETTER

    @abstractmethod
    def named_points(self) -> Iterator[tuple[str, Fraction]]:
        """List the points that the rule names, each with its attribute."""

    def demands(self) -> Iterator[Constraint]:
        """Forbid points that no one can get, for they contradict floor or cap."""
        for name, points in self.named_points():
            worth = of(points, name, "points")
            for fulfilled, limit, declared in (
                (worth >= _LOWEST, _FLOOR, self.floor),
                (worth <= _HIGHEST, _CAP, self.cap),
            ):
                yield Constraint(
                    "points-beyond-limits",
                    fulfilled,
                    about=None if declared is None else limit,
                    advice=_LIMITS,
                    **SLIP,
                )


def _stands(number: Numeric) -> Expr:
    """Express a number that was computed of everybody's figures, and may be larger than any that somebody gives."""
    try:
        return Const(number)
    except NumberError:
        return Undefined(Status.UNDEFINED, _TOO_LARGE)


def falling(points: Sequence[tuple[str, Fraction]]) -> Iterator[Constraint]:
    """Require that points from the best down never rise, each with its attribute."""
    terms = [of(each, place, "points") for place, each in points]
    for better, worse in pairwise(terms):
        yield Constraint("points-against-order", worse <= better, Code.DIRECTION, advice=_BEST_FIRST)


Rows: TypeAlias = tuple[tuple[Fraction, Fraction], ...]


def as_rows(value: Iterable[tuple[Numeric, Numeric]]) -> Rows:
    """Convert pairs of an edge and its points, both to exact numbers."""
    en, zh = "an edge and its points; write pairs such as (1, 120)", "“界限, 分数”；请写成 (1, 120) 这样的一对"
    return as_pairs(value, exact, exact, en=en, zh=zh)


def best_first(rows: Rows, name: str, example: str, *, rising: bool) -> Iterator[Constraint]:
    """Require that the edges of a table lead from the best down."""
    edges = [of(edge, name, "at") for edge, _ in rows]
    en, zh = f"begin with the best, each edge once, as in {example}", f"请从最好的开始，每个界限只写一次，如 {example}"
    return in_order("rows-out-of-order", Code.BAND_ORDER, edges, (en, zh), rising=rising)
