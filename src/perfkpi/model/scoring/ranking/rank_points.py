"""Points by rank in a population (R13, 按排名计分)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Choice
from perfkpi.labels import Label
from perfkpi.language import Caption, Const, Edge, EdgeSide, Expr, Named, Rank, Role, decide
from perfkpi.model.parameters.constraints import Constrained, Constraint, of
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.validation import placed, several
from perfkpi.model.scoring.ranking.population_rule import PEOPLE, PopulationRule, Rows, as_rows, best_first, falling
from perfkpi.numbers import exact

_RANK = Caption.told("rank", Label(zh="名次", en="rank"))

_DIFFERENT = Caption("different", Label(zh="不同数值的个数", en="different values in the population"))


@unique
class Ranking(Choice):
    """How ranks go on behind those who share one."""

    COMPETITION = "competition"
    """1, 1, 3: one more than there are better people (RANK.EQ)."""
    DENSE = "dense"
    """1, 1, 2: one more than there are better values."""


@frozen(eq=False, field_transformer=placed)
class BestToWorst(Constrained):
    """Points on a straight line from the first rank to the last; one rank alone is the first.

    Attributes:
        best: what the first rank is worth.
        worst: what the last rank is worth, and what lies beyond it.
    """

    best: Fraction = field(converter=exact)
    worst: Fraction = field(converter=exact)

    def demands(self) -> Iterator[Constraint]:
        return falling([("best", self.best), ("worst", self.worst)])

    @property
    def points(self) -> tuple[Fraction, ...]:
        """All points that are named, from the best down."""
        return self.best, self.worst

    def express(self, rank: Expr, last: Expr, count: int) -> Expr:
        """Express the points of a rank."""
        if count == 1:
            return decide(rank, [Edge(Const(1), EdgeSide.BELOW)], [Const(self.best), Const(self.worst)])
        line = Const(self.best) - Const(self.best - self.worst) * (rank - 1) / (last - 1)
        return decide(rank, [Edge(last, EdgeSide.BELOW)], [line, Const(self.worst)])


_RANKS = (
    "ranks are whole numbers from 1 on; for shares of people use PercentilePoints",
    "名次为不小于 1 的整数；按人数比例请用 PercentilePoints",
)
_TABLE = "RankTable(((1, 120), (3, 100)), others=60)"


@frozen(eq=False, field_transformer=placed)
class RankTable(Constrained):
    """Points by rank: ``RankTable(((1, 120), (3, 100)), others=60)`` is 120 for the first, 100 up to the third.

    Attributes:
        rows: pairs of the last rank and its points, from the best down.
        others: points of all ranks behind.
    """

    rows: Rows = field(converter=as_rows, validator=several("(1, 120)"))
    others: Fraction = field(converter=exact, kw_only=True)

    def demands(self) -> Iterator[Constraint]:
        yield from best_first(self.rows, "rows", _TABLE, rising=True)
        for last, _ in self.rows:
            rank = of(last, "rows", "rank")
            for fulfilled in (rank >= 1, rank.is_whole):
                yield Constraint("no-rank", fulfilled, advice=_RANKS)
        yield from falling([*(("rows", points) for _, points in self.rows), ("others", self.others)])

    @property
    def points(self) -> tuple[Fraction, ...]:
        """All points that are named, from the best down."""
        return (*(points for _, points in self.rows), self.others)

    def express(self, rank: Expr, last: Expr, count: int) -> Expr:
        """Express the points of a rank."""
        del last, count
        return decide(rank, [Edge(Const(edge), EdgeSide.BELOW) for edge, _ in self.rows], list(map(Const, self.points)))


def _by(value: BestToWorst | RankTable) -> BestToWorst | RankTable:
    ways = f"BestToWorst(100, 60) or {_TABLE}", f"BestToWorst(100, 60) 或 {_TABLE}"
    en, zh = f"does not say what a rank is worth; write {ways[0]}", f"没有说明名次如何计分；请写 {ways[1]}"
    return chosen(value, (BestToWorst, RankTable), en, zh)


@frozen(eq=False, field_transformer=placed)
class RankPoints(PopulationRule):
    """Points by rank in the population (R13, 按排名计分).

    Source: the two rankings of SQL and of SciPy's ``rankdata``: 1, 2, 2, 4 (competition) and 1, 2, 2, 3 (dense).

    The rank is one more than there are better ones, so equal values share a rank, and somebody who is not in the
    population has the rank that the same value would have there.

    Attributes:
        ranking: how ranks go on behind those who share one; it must be said.
        by: ``BestToWorst`` (a straight line from rank to rank) or a ``RankTable``.
    """

    label: ClassVar[Label | None] = Label(zh="排名计分", en="points by rank")

    ranking: Ranking = field(converter=Ranking, kw_only=True)
    by: BestToWorst | RankTable = field(converter=_by, kw_only=True)

    def named_points(self) -> Iterator[tuple[str, Fraction]]:
        return (("by", points) for points in self.by.points)

    def express_standing(self, value: Expr) -> Expr:
        dense = self.ranking is Ranking.DENSE
        among = self.among.distinct() if dense else self.among
        last = self.known(_DIFFERENT if dense else PEOPLE, among.count or None)
        better = last - Rank(value, among, EdgeSide.ABOVE) if self.higher else Rank(value, among, EdgeSide.BELOW)
        return self.by.express(Named(Role.PART, _RANK, better + 1), last, among.count)
