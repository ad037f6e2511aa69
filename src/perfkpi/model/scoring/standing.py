"""Points by where a value stands in a population (R13): by rank and by percentile."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from enum import Enum, unique
from fractions import Fraction
from itertools import pairwise
from typing import Self, TypeAlias

from attrs import evolve, field, frozen

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.language import (
    Among,
    Belongs,
    Choose,
    Const,
    Edge,
    Expr,
    Named,
    Rank,
    Reason,
    Role,
    Status,
    Undefined,
    decide,
)
from perfkpi.model.distributions import Distribution
from perfkpi.model.measures import Direction
from perfkpi.model.scoring.rule import BoundedScoring, as_direction
from perfkpi.model.validation import as_tuple, instance, optional_instance, placed
from perfkpi.numbers import Numeric, exact

__all__ = [
    "NOT_SETTLED",
    "BestToWorst",
    "PercentilePoints",
    "PercentileShare",
    "RankPoints",
    "RankTable",
    "Ranking",
    "Standing",
]

NOT_SETTLED = Reason(
    "population-not-settled",
    zh="尚未给出总体；请给出 population=Population.of(考核表, 数据表)",
    en="no population was given; give population=Population.of(card, table)",
)
"""Why a rule has no points before it knows among whom it ranks; scoring raises where it meets this."""

_EMPTY = Reason("empty-population", zh="总体中没有任何指标值", en="nobody in the population has a value")
_NOBODY = Among(())


@frozen(cache_hash=True, field_transformer=placed)
class Standing(BoundedScoring, ABC):
    """A rule that compares a value with those of everybody (R13).

    Ranks among those who happen to be scored together would change with every batch. So there are two passes: a
    ``Population`` is built from all the data, and then scores one person, a table or a stream alike. Somebody who is not
    in the population is compared with those who are.

    Attributes:
        direction: higher or lower is better; it must be said.
        distribution: among whom is ranked; ``Population.settle`` puts it in, and nobody writes it by hand.
    """

    direction: Direction = field(validator=as_direction, kw_only=True)
    distribution: Distribution | None = field(
        default=None, validator=optional_instance(Distribution, "Distribution(values)"), kw_only=True, repr=False
    )

    def __attrs_post_init__(self) -> None:
        BoundedScoring.__attrs_post_init__(self)
        if self.direction is Direction.ON_TARGET:
            raise self.refused(
                Code.DIRECTION,
                "direction",
                en="a rank needs a better end: choose HIGHER_IS_BETTER or LOWER_IS_BETTER; "
                "for closeness to a target rank a Deviation",
                zh="排名需要明确哪一端更好：请选择 HIGHER_IS_BETTER 或 LOWER_IS_BETTER；"
                "若以接近目标为好，请对差异率（Deviation）排名",
                value=self.direction,
            )

    @abstractmethod
    def express_standing(self, value: Expr) -> Expr:
        """The points before floor and cap; only asked for the rule's text where nobody is ranked yet."""

    def settled(self, distribution: Distribution) -> Self:
        """The same rule, ranking among these values."""
        return evolve(self, distribution=distribution)

    def express_unbounded(self, value: Expr) -> Expr:
        if self.among.count:
            return self.express_standing(value)
        if self.distribution is not None:  # a value that is missing is told first
            return Choose(value, [Edge(Const(0))], [self._refused, self._refused])
        # The points are no more than the rule's text, and tell a scorecard what it has to read.
        return Choose(self.known("people", None), [Edge(Const(1))], [self._refused, self.express_standing(value)])

    @property
    def among(self) -> Among:
        """The values among which is ranked."""
        return _NOBODY if self.distribution is None else self.distribution.values

    @property
    def _refused(self) -> Expr:
        return Undefined(Status.UNDEFINED, NOT_SETTLED if self.distribution is None else _EMPTY)

    def known(self, code: str, number: Numeric | None) -> Expr:
        """A figure of the population, as a step; undefined where there is none."""
        return Named(Role.STEP, code, self._refused if number is None else Const(number))

    @property
    def higher(self) -> bool:
        """Whether more is better."""
        return self.direction is Direction.HIGHER_IS_BETTER

    def check_points(self, name: str, points: Iterable[Fraction]) -> None:
        """Points that no one can get contradict floor or cap."""
        for each in points:
            for limit, en, zh, beyond in (
                (self.lowest, "below the floor", "低于保底分", -1),
                (self.highest, "above the cap", "高于封顶分", 1),
            ):
                if isinstance(limit, Fraction) and (each - limit) * beyond > 0:
                    raise self.refused(
                        Code.LIMITS,
                        name,
                        en=f"{each} points {en} {limit} can never count; correct them, or say floor= and cap=",
                        zh=f"{each} 分{zh} {limit}，永远不会计入；请更正，或给出 floor= 和 cap=",
                        value=each,
                    )


@unique
class Ranking(Enum):
    """How ranks go on behind those who share one."""

    COMPETITION = "competition"
    """1, 1, 3: one more than there are better people (RANK.EQ)."""
    DENSE = "dense"
    """1, 1, 2: one more than there are better values."""


def _falling(points: Sequence[Fraction], owner: str, name: str) -> None:
    for better, worse in pairwise(points):
        if worse > better:
            raise DefinitionError(
                Code.DIRECTION,
                en=f"{worse} points for a worse standing are more than {better}; give points from the best down",
                zh=f"名次靠后得 {worse} 分，多于靠前的 {better} 分；请从最好的开始依次给出",
                where=f"{owner}.{name}",
                value=worse,
            )


@frozen(cache_hash=True, field_transformer=placed)
class BestToWorst:
    """Points on a straight line from the first rank to the last; one rank alone is the first.

    Attributes:
        best: what the first rank is worth.
        worst: what the last rank is worth, and what lies beyond it.
    """

    best: Fraction = field(converter=exact)
    worst: Fraction = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        _falling((self.best, self.worst), "BestToWorst", "worst")

    @property
    def points(self) -> tuple[Fraction, ...]:
        """All points that are named, from the best down."""
        return self.best, self.worst

    def express(self, rank: Expr, last: Expr, count: int) -> Expr:
        """The points of a rank."""
        if count == 1:
            return decide(rank, [Edge(Const(1), Belongs.BELOW)], [Const(self.best), Const(self.worst)])
        line = Const(self.best) - Const(self.best - self.worst) * (rank - 1) / (last - 1)
        return decide(rank, [Edge(last, Belongs.BELOW)], [line, Const(self.worst)])


Rows: TypeAlias = tuple[tuple[Fraction, Fraction], ...]


def _rows(value: Iterable[tuple[Numeric, Numeric]]) -> Rows:
    return tuple(map(_row, as_tuple(value)))


def _row(pair: tuple[Numeric, Numeric]) -> tuple[Fraction, Fraction]:
    if isinstance(pair, tuple) and len(pair) == 2:  # noqa: PLR2004  # a pair
        return exact(pair[0]), exact(pair[1])
    raise DefinitionError(
        Code.WRONG_TYPE,
        en=f"{shown(pair)} is not an edge and its points; write pairs such as (1, 120)",
        zh=f"{shown(pair)} 不是“界限, 分数”；请写成 (1, 120) 这样的一对",
        value=pair,
    )


def _check_rows(rows: Rows, owner: str, name: str, example: str, *, rising: bool) -> None:
    if not rows:
        raise DefinitionError(
            Code.EMPTY,
            en=f"there is no row; write {example}",
            zh=f"表中没有内容；请写 {example}",
            where=f"{owner}.{name}",
        )
    for (one, _), (two, _) in pairwise(rows):
        if (two <= one) if rising else (two >= one):
            raise DefinitionError(
                Code.BAND_ORDER,
                en=f"{two} stands behind {one}; begin with the best, each edge once, as in {example}",
                zh=f"{two} 排在 {one} 之后；请从最好的开始，每个界限只写一次，如 {example}",
                where=f"{owner}.{name}",
                value=two,
            )


_TABLE = "RankTable(((1, 120), (3, 100)), others=60)"


@frozen(cache_hash=True, field_transformer=placed)
class RankTable:
    """Points by rank: ``RankTable(((1, 120), (3, 100)), others=60)`` is 120 for the first, 100 up to the third.

    Attributes:
        rows: pairs of the last rank and its points, from the best down.
        others: points of all ranks behind.
    """

    rows: Rows = field(converter=_rows)
    others: Fraction = field(converter=exact, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_rows(self.rows, "RankTable", "rows", _TABLE, rising=True)
        for last, _ in self.rows:
            if last < 1 or last.denominator != 1:
                raise DefinitionError(
                    Code.LIMITS,
                    en=f"a rank is a whole number from 1 on, not {last}; for shares of people use PercentilePoints",
                    zh=f"名次应为不小于 1 的整数，而不是 {last}；按人数比例请用 PercentilePoints",
                    where="RankTable.rows",
                    value=last,
                )
        _falling([points for _, points in self.rows], "RankTable", "rows")
        _falling(self.points[-2:], "RankTable", "others")

    @property
    def points(self) -> tuple[Fraction, ...]:
        """All points that are named, from the best down."""
        return (*(points for _, points in self.rows), self.others)

    def express(self, rank: Expr, last: Expr, count: int) -> Expr:
        """The points of a rank."""
        del last, count
        return decide(rank, [Edge(Const(edge), Belongs.BELOW) for edge, _ in self.rows], list(map(Const, self.points)))


def _by(value: BestToWorst | RankTable) -> BestToWorst | RankTable:
    if isinstance(value, (BestToWorst, RankTable)):
        return value
    raise DefinitionError(
        Code.CHOICE_NEEDED,
        en=f"{shown(value)} does not say what a rank is worth; write BestToWorst(100, 60) or {_TABLE}",
        zh=f"{shown(value)} 没有说明名次如何计分；请写 BestToWorst(100, 60) 或 {_TABLE}",
        value=value,
    )


@frozen(cache_hash=True, field_transformer=placed)
class RankPoints(Standing):
    """Points by rank in the population (R13, 按排名计分).

    The rank is one more than there are better ones, so equal values share a rank, and somebody who is not in the
    population has the rank that the same value would have there.

    Attributes:
        ranking: how ranks go on behind those who share one; it must be said.
        by: ``BestToWorst`` (a straight line from rank to rank) or a ``RankTable``.
    """

    ranking: Ranking = field(validator=instance(Ranking, "Ranking.COMPETITION"), kw_only=True)
    by: BestToWorst | RankTable = field(converter=_by, kw_only=True)

    def __attrs_post_init__(self) -> None:
        Standing.__attrs_post_init__(self)
        self.check_points("by", self.by.points)

    def express_standing(self, value: Expr) -> Expr:
        dense = self.ranking is Ranking.DENSE
        among = self.among.distinct() if dense else self.among
        last = self.known("different" if dense else "people", among.count or None)
        better = last - Rank(value, among, Belongs.ABOVE) if self.higher else Rank(value, among, Belongs.BELOW)
        return self.by.express(Named(Role.PART, "rank", better + 1), last, among.count)


@unique
class PercentileShare(Enum):
    """Whose share of the population a percentile is."""

    WORSE = "worse"
    """Those who are worse: the best of ten has 90 %."""
    WORSE_OR_EQUAL = "worse_or_equal"
    """Those who are worse or equal, oneself among them: the best of ten has 100 %, the last 10 %."""
    MIDDLE = "middle"
    """Those who are worse, and half of those who are equal: the best of ten has 95 %, the last 5 %."""


_BANDS = "bands=(('90%', 120), ('50%', 100)), others=60"
_TENTHS = 10


@frozen(cache_hash=True, field_transformer=placed)
class PercentilePoints(Standing):
    """Points by percentile in the population (R13): ``bands=(("90%", 120), ("50%", 100)), others=60``.

    Attributes:
        share: whose share of the population the percentile is; it must be said.
        bands: pairs of a percentile and the points from there up, from the best down.
        edge: whether a percentile on an edge belongs to the band ABOVE it or BELOW; it must be said.
        others: the points below all edges.
    """

    share: PercentileShare = field(validator=instance(PercentileShare, "PercentileShare.WORSE"), kw_only=True)
    bands: Rows = field(converter=_rows, kw_only=True)
    edge: Belongs = field(validator=instance(Belongs, "Belongs.ABOVE"), kw_only=True)
    others: Fraction = field(converter=exact, kw_only=True)

    def __attrs_post_init__(self) -> None:
        Standing.__attrs_post_init__(self)
        name = type(self).__name__
        _check_rows(self.bands, name, "bands", _BANDS, rising=False)
        for at, _ in self.bands:
            if not 0 <= at <= 1 or at == (0 if self.edge is Belongs.ABOVE else 1):
                raise self.refused(
                    Code.LIMITS,
                    "bands",
                    en=f"{at} parts no percentiles: these lie between 0 and 1; write '90%'",
                    zh=f"{at} 不能划分百分位：百分位介于 0 和 1 之间；请写 '90%'",
                    value=at,
                )
        points = [points for _, points in self.bands]
        _falling(points, name, "bands")
        _falling([points[-1], self.others], name, "others")
        self.check_points("bands", points)
        self.check_points("others", (self.others,))

    @classmethod
    def deciles(
        cls, points: Iterable[Numeric], *, share: PercentileShare, edge: Belongs, direction: Direction, **others: object
    ) -> Self:
        """Ten bands of equal width: ten points, those of the best tenth first.

        Args:
            points: of each tenth, from the best down.
            share: as on the rule.
            edge: as on the rule.
            direction: as on the rule.
            others: scale, floor and cap, where they are not the default.

        Raises:
            DefinitionError: other than ten points, or what the constructor refuses.
        """
        found = as_tuple(points)
        if len(found) != _TENTHS:
            raise DefinitionError(
                Code.LIMITS,
                en=f"ten tenths need ten points, from the best down, not {len(found)}",
                zh=f"十分位需要从最好到最差的十个分数，而不是 {len(found)} 个",
                where="PercentilePoints.deciles",
                value=len(found),
            )
        tenths = [f"{10 * tenth}%" for tenth in range(_TENTHS - 1, 0, -1)]
        bands = tuple(zip(tenths, found, strict=False))
        return cls(share=share, bands=bands, edge=edge, others=found[-1], direction=direction, **others)

    def express_standing(self, value: Expr) -> Expr:
        among, people = self.among, self.known("people", self.among.count or None)
        sides = (Belongs.BELOW, Belongs.ABOVE) if self.higher else (Belongs.ABOVE, Belongs.BELOW)
        worse, reached = (
            Rank(value, among, side) if self.higher else people - Rank(value, among, side) for side in sides
        )
        middle = self.share is PercentileShare.MIDDLE
        count = (worse + reached) / 2 if middle else worse if self.share is PercentileShare.WORSE else reached
        percentile = Named(Role.PART, "percentile", count / people)
        edges = [Edge(Const(at), self.edge) for at, _ in reversed(self.bands)]
        return decide(percentile, edges, [Const(self.others), *(Const(points) for _, points in reversed(self.bands))])
