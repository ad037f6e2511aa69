"""Ends (起止) of tiers: where each begins and where it ends, and that all of them meet."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from types import NoneType
from typing import TypeAlias

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Belongs
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.varying import quoted
from perfkpi.model.scoring.boundaries import Above, Below, Boundary, From, HighEnd, LowEnd, UpTo
from perfkpi.numerals import written

Ends: TypeAlias = tuple[LowEnd | None, HighEnd | None]
"""Where a tier begins and ends, as far as it says so itself."""


def as_low_end(value: LowEnd | None) -> LowEnd | None:
    """An attrs converter: a lower end, or none."""
    return chosen(
        value,
        (NoneType, From, Above),
        "does not say whether it is inside; write From(90) (90以上, with it) or Above(90) (超过90)",
        "没有说明是否包含本数；请写 From(90)（90以上，含本数）或 Above(90)（超过90，不含本数）",
    )


def as_high_end(value: HighEnd | None) -> HighEnd | None:
    """An attrs converter: an upper end, or none."""
    return chosen(
        value,
        (NoneType, UpTo, Below),
        "does not say whether it is inside; write UpTo(90) (90以下, with it) or Below(90) (不满90)",
        "没有说明是否包含本数；请写 UpTo(90)（90以下，含本数）或 Below(90)（不满90，不含本数）",
    )


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
