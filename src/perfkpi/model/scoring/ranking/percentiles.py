"""Points by percentile in a population (R13, 百分位)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar, Self

from attrs import field, frozen

from perfkpi.errors import Choice, Code, DefinitionError
from perfkpi.labels import Label
from perfkpi.language import Caption, Const, Edge, EdgeSide, Expr, Named, Rank, Role, decide
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.constraints import Constraint, of
from perfkpi.model.parameters.validation import as_tuple, placed, several
from perfkpi.model.scoring.bounded import CapPoints, FloorPoints
from perfkpi.model.scoring.ranking.population_rule import PEOPLE, PopulationRule, Rows, as_rows, best_first, falling
from perfkpi.numbers import Numeric, exact

_PERCENTILE = Caption.told("percentile", Label(zh="百分位", en="percentile"), percent=True)

HUNDRED = Scale(0, 100)


@unique
class PercentileShare(Choice):
    """Whose share of the population a percentile is."""

    WORSE = "worse"
    """Those who are worse: the best of ten has 90 %."""
    WORSE_OR_EQUAL = "worse_or_equal"
    """Those who are worse or equal, oneself among them: the best of ten has 100 %, the last 10 %."""
    MIDDLE = "middle"
    """Those who are worse, and half of those who are equal: the best of ten has 95 %, the last 5 %."""


_PERCENTILES = ("percentiles lie between 0 and 1, such as '90%'", "百分位介于 0 和 1 之间，如 '90%'")
_BANDS = "bands=(('90%', 120), ('50%', 100)), others=60"
_TENTHS = 10


@frozen(eq=False, field_transformer=placed)
class PercentilePoints(PopulationRule):
    """Points by percentile in the population (R13): ``bands=(("90%", 120), ("50%", 100)), others=60``.

    Source: SciPy's ``percentileofscore``, whose kinds strict, weak and mean are the three shares of a population.

    Attributes:
        share: whose share of the population the percentile is; it must be said.
        bands: pairs of a percentile and the points from there up, from the best down.
        edge: whether a percentile on an edge belongs to the band ABOVE it or BELOW; it must be said.
        others: the points below all edges.
    """

    label: ClassVar[Label | None] = Label(zh="百分位计分", en="points by percentile")

    share: PercentileShare = field(converter=PercentileShare, kw_only=True)
    bands: Rows = field(converter=as_rows, validator=several("('90%', 120)"), kw_only=True)
    edge: EdgeSide = field(converter=EdgeSide, kw_only=True)
    others: Fraction = field(converter=exact, kw_only=True)

    def demands(self) -> Iterator[Constraint]:
        yield from best_first(self.bands, "bands", _BANDS, rising=False)
        above = self.edge is EdgeSide.ABOVE
        for each, _ in self.bands:
            at = of(each, "bands", "percentile")
            for fulfilled in (at > 0 if above else at >= 0, at <= 1 if above else at < 1):
                yield Constraint("no-percentile", fulfilled, advice=_PERCENTILES)
        yield from falling([*(("bands", points) for _, points in self.bands), ("others", self.others)])
        yield from super().demands()

    def named_points(self) -> Iterator[tuple[str, Fraction]]:
        yield from (("bands", points) for _, points in self.bands)
        yield "others", self.others

    @classmethod
    def deciles(
        cls,
        points: Iterable[Numeric],
        *,
        share: PercentileShare,
        edge: EdgeSide,
        direction: Direction,
        scale: Scale | None = None,
        floor: FloorPoints | Numeric | None = None,
        cap: CapPoints | Numeric | None = None,
    ) -> Self:
        """Build the rule of ten bands of equal width: ten points, those of the best tenth first.

        Args:
            points: of each tenth, from the best down.
            share: as on the rule.
            edge: as on the rule.
            direction: as on the rule.
            scale: as on the rule.
            floor: as on the rule.
            cap: as on the rule.

        Raises:
            DefinitionError: other than ten points, or what the constructor refuses.
        """
        found = as_tuple(points)
        if len(found) != _TENTHS:
            en = f"ten tenths need ten points, from the best down, not {len(found)}"
            zh = f"十分位需要从最好到最差的十个分数，而不是 {len(found)} 个"
            raise DefinitionError(Code.LIMITS, en=en, zh=zh, where="PercentilePoints.deciles", value=len(found))
        bands = tuple((f"{100 - 10 * place}%", each) for place, each in enumerate(found[:-1], start=1))
        return cls(
            share=share,
            bands=bands,
            edge=edge,
            others=found[-1],
            direction=direction,
            scale=scale,
            floor=floor,
            cap=cap,
        )

    def express_standing(self, value: Expr) -> Expr:
        among, people = self.among, self.known(PEOPLE, self.among.count or None)
        sides = (EdgeSide.BELOW, EdgeSide.ABOVE) if self.higher else (EdgeSide.ABOVE, EdgeSide.BELOW)
        worse, reached = (
            Rank(value, among, side) if self.higher else people - Rank(value, among, side) for side in sides
        )
        middle = self.share is PercentileShare.MIDDLE
        count = (worse + reached) / 2 if middle else worse if self.share is PercentileShare.WORSE else reached
        percentile = Named(Role.PART, _PERCENTILE, count / people)
        edges = [Edge(Const(at), self.edge) for at, _ in reversed(self.bands)]
        return decide(percentile, edges, [Const(self.others), *(Const(points) for _, points in reversed(self.bands))])
