"""Tiers (R6, 层差法): the points of the tier in which the value lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.language import Belongs, Expr, decide
from perfkpi.model.constraints import Constraint
from perfkpi.model.edges import (
    Above,
    Below,
    Boundary,
    From,
    HighEnd,
    LowEnd,
    UpTo,
    ascending,
    express_edges,
)
from perfkpi.model.measures import Direction
from perfkpi.model.parameters import Parameter, as_parameter, express_parameter, quoted
from perfkpi.model.scoring.points_table import PointsTable, running
from perfkpi.model.scoring.rule import as_direction
from perfkpi.model.validation import as_tuple, placed, tuple_of
from perfkpi.numerals import written

__all__ = ["Ends", "Tier", "Tiers", "as_high_end", "as_low_end", "check_meeting", "edges_between", "placed_edges"]


Ends: TypeAlias = tuple[LowEnd | None, HighEnd | None]
"""Where a tier begins and ends, as far as it says so itself."""


def as_low_end(value: LowEnd | None) -> LowEnd | None:
    """An attrs converter: a lower end, or none."""
    if value is None or isinstance(value, (From, Above)):
        return value
    raise DefinitionError(
        Code.CHOICE_NEEDED,
        en=f"{shown(value)} does not say whether it is inside; write From(90) (90以上, with it) or Above(90) (超过90)",
        zh=f"{shown(value)} 没有说明是否包含本数；请写 From(90)（90以上，含本数）或 Above(90)（超过90，不含本数）",
        value=value,
    )


def as_high_end(value: HighEnd | None) -> HighEnd | None:
    """An attrs converter: an upper end, or none."""
    if value is None or isinstance(value, (UpTo, Below)):
        return value
    raise DefinitionError(
        Code.CHOICE_NEEDED,
        en=f"{shown(value)} does not say whether it is inside; write UpTo(90) (90以下, with it) or Below(90) (不满90)",
        zh=f"{shown(value)} 没有说明是否包含本数；请写 UpTo(90)（90以下，含本数）或 Below(90)（不满90，不含本数）",
        value=value,
    )


@frozen(cache_hash=True, field_transformer=placed)
class Tier(Asking):
    """Some points and the values that earn them: ``Tier(80, From("90%"), Below("95%"))``.

    Attributes:
        points: what the tier is worth.
        low: the lower end, ``From`` or ``Above``; left out, the tier begins where the one before it ends.
        high: the upper end, ``UpTo`` or ``Below``; left out, the tier ends where the next one begins.
    """

    points: Parameter = field(converter=as_parameter)
    low: LowEnd | None = field(default=None, converter=as_low_end)
    high: HighEnd | None = field(default=None, converter=as_high_end)

    @property
    def ends(self) -> Ends:
        """Where the tier begins and ends."""
        return self.low, self.high


def check_meeting(spans: Sequence[Ends], where: str) -> None:
    """Tiers meet: no value lies in two of them, and none in no tier."""
    last = len(spans) - 1
    for place, end in ((0, spans[0][0]), (last, spans[-1][1])):
        if end is not None:
            raise DefinitionError(
                Code.BAND_GAP,
                en=f"values {'above' if place else 'below'} {end} lie in no tier; leave that end open, or add a tier",
                zh=f"{end} {'以上' if place else '以下'}的数值没有对应的档；请将这一端留空，或为其增加一档",
                where=f"{where}[{place}]",
                value=str(end),
            )
    for place, (lower, upper) in enumerate(pairwise(spans)):
        _check_edge(lower[1], upper[0], f"{where}[{place + 1}]")


def edges_between(spans: Sequence[Ends]) -> list[Boundary]:
    """The edges between tiers, each said by the tier above it, the tier below it, or both."""
    return [edge for lower, upper in pairwise(spans) if (edge := upper[0] or lower[1]) is not None]


def placed_edges(spans: Sequence[Ends], name: str) -> list[tuple[str, Boundary]]:
    """The edges between tiers, each with its place."""
    return [(f"{name}[{place + 1}]", edge) for place, edge in enumerate(edges_between(spans))]


def _check_edge(high: HighEnd | None, low: LowEnd | None, where: str) -> None:
    if high is None and low is None:
        raise DefinitionError(
            Code.CHOICE_NEEDED,
            en="nothing says where this tier begins; give low=From(...) or Above(...), or the tier before it high=",
            zh="没有说明这一档从何处开始；请给出 low=From(...) 或 Above(...)，或在前一档给出 high=",
            where=where,
        )
    if high is None or low is None or (high.at == low.at and high.belongs is low.belongs):
        return
    value = f"{high} / {low}"
    if high.at == low.at:
        twice = high.belongs is Belongs.BELOW
        raise DefinitionError(
            Code.BAND_OVERLAP if twice else Code.BAND_GAP,
            en=f"{quoted(low.at)} itself lies in {'both tiers' if twice else 'neither tier'}, {high} and {low}; "
            f"write {'Below or Above' if twice else 'UpTo or From'} in one of them",
            zh=f"{quoted(low.at)} 本数{'同时属于两档' if twice else '不属于任何一档'}（{high}，{low}）；"
            f"请将其中之一改为 {'Below 或 Above' if twice else 'UpTo 或 From'}",
            where=where,
            value=value,
        )
    if not (isinstance(high.at, Fraction) and isinstance(low.at, Fraction)):
        raise DefinitionError(
            Code.BAND_GAP,
            en=f"{high} and {low} may leave a gap between them; say the edge once",
            zh=f"{high} 与 {low} 之间可能出现空档；分界只写一次即可",
            where=where,
            value=value,
        )
    gap = high.at < low.at
    raise DefinitionError(
        Code.BAND_GAP if gap else Code.BAND_OVERLAP,
        en=f"values between {written(high.at)} and {written(low.at)} lie in {'no tier' if gap else 'two tiers'}, "
        f"{high} and {low}; let one tier end where the next begins: Below({written(low.at)})",
        zh=f"{written(high.at)} 与 {written(low.at)} 之间的数值{'不属于任何一档' if gap else '同时属于两档'}"
        f"（{high}，{low}）；请首尾相接：Below({written(low.at)})",
        where=where,
        value=value,
    )


def _tiers(values: Iterable[Tier]) -> tuple[Tier, ...]:
    return as_tuple(values)


@frozen(cache_hash=True, field_transformer=placed)
class Tiers(PointsTable):
    """The points of the tier in which the value lies (R6).

    Source, the method of tiers (层差法): 考核结果分为几个层次,实际结果落在哪个层次,就得该层次所对应的分数. Whether an
    edge belongs to the tier above it or below it is always said: 以上, 以下 and 以内 include the number, 超过, 不满
    and 以外 do not (Civil Code, article 1259).

    Attributes:
        tiers: from the lowest value up; together they hold every value, each once. The first has no lower end, the last
            no upper one.
        direction: the points never fall when the value moves that way; with ``ON_TARGET`` they rise to the best tier
            and fall behind it.

    Raises:
        DefinitionError: a gap (70-89 and 90-100 leave 89.5 nowhere), an overlap, an edge that says nothing of its own
            number, tiers out of order, or points against the direction.
    """

    tiers: tuple[Tier, ...] = field(converter=_tiers, validator=tuple_of(Tier, "Tier(80, From('90%'))"))
    direction: Direction = field(validator=as_direction, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if len(self.tiers) < 2:  # noqa: PLR2004  # a single tier tells nobody from anybody
            raise self.refused(
                Code.EMPTY,
                "tiers",
                en="there is nothing to tell apart; write at least two tiers, such as Tier(60), Tier(100, From(90))",
                zh="无从分档；请至少写两档，如 Tier(60), Tier(100, From(90))",
                value=len(self.tiers),
            )
        check_meeting(self._ends, "Tiers.tiers")

    def demands(self) -> Iterator[Constraint]:
        yield from super().demands()
        yield from ascending(placed_edges(self._ends, "tiers"))
        yield from running(list(self.listed()), self.direction)

    @property
    def _ends(self) -> list[Ends]:
        return [tier.ends for tier in self.tiers]

    def listed(self) -> Iterator[tuple[str, Parameter]]:
        for place, tier in enumerate(self.tiers):
            yield f"tiers[{place}].points", tier.points

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        for place, edge in enumerate(edges_between(self._ends)):
            yield f"tiers[{place + 1}].low", edge.at, False

    def express_unbounded(self, value: Expr) -> Expr:
        edges = edges_between(self._ends)
        points = [express_parameter(tier.points) for tier in self.tiers]
        return decide(value, express_edges(edges), points)
