"""Ends (起止) of tiers: where each begins and where it ends, and that all of them meet."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from types import NoneType
from typing import TypeAlias

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import EdgeSide
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.meeting import check_open, not_meeting
from perfkpi.model.parameters.varying import quoted
from perfkpi.model.scoring.boundaries import NO_LOW_END, Above, Below, Boundary, From, HighEnd, LowEnd, UpTo

Ends: TypeAlias = tuple[LowEnd | None, HighEnd | None]
"""Where a tier begins and ends, as far as it says so itself."""


def as_low_end(value: LowEnd | None) -> LowEnd | None:
    """Check that a value is a lower end, or none, for attrs."""
    return chosen(value, (NoneType, From, Above), *NO_LOW_END)


def as_high_end(value: HighEnd | None) -> HighEnd | None:
    """Check that a value is an upper end, or none, for attrs."""
    return chosen(
        value,
        (NoneType, UpTo, Below),
        "does not say whether it is inside; write UpTo(90) (90以下, with it) or Below(90) (不满90)",
        "没有说明是否包含本数；请写 UpTo(90)（90以下，含本数）或 Below(90)（不满90，不含本数）",
    )


def check_meeting(spans: Sequence[Ends], where: str) -> None:
    """Check that tiers meet: no value lies in two of them, and none in no tier."""
    for place, end in ((0, spans[0][0]), (len(spans) - 1, spans[-1][1])):
        check_open(end, f"{where}[{place}]")
    for place, (lower, upper) in enumerate(pairwise(spans)):
        _check_edge(lower[1], upper[0], f"{where}[{place + 1}]")


def edges_between(spans: Sequence[Ends]) -> list[Boundary]:
    """List the edges between tiers, each said by the tier above it, the tier below it, or both."""
    return [edge for lower, upper in pairwise(spans) if (edge := upper[0] or lower[1]) is not None]


def placed_edges(spans: Sequence[Ends], name: str) -> list[tuple[str, Boundary]]:
    """List the edges between tiers, each with its place."""
    return [(f"{name}[{place + 1}]", edge) for place, edge in enumerate(edges_between(spans))]


def _check_edge(high: HighEnd | None, low: LowEnd | None, where: str) -> None:
    if high is None and low is None:
        en = "nothing says where this tier begins; give low=From(...) or Above(...), or the tier before it high="
        zh = "没有说明这一档从何处开始；请给出 low=From(...) 或 Above(...)，或在前一档给出 high="
        raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where=where)
    if high is None or low is None or (high.at == low.at and high.belongs is low.belongs):
        return
    names, names_zh = f"{high}, {low}", f"{high:zh}、{low:zh}"
    if high.at == low.at:
        gap = high.belongs is EdgeSide.ABOVE
    elif isinstance(high.at, Fraction) and isinstance(low.at, Fraction):
        gap = high.at < low.at
    else:
        en, zh = (
            f"{names} may leave a gap between them; say the edge once",
            f"{names_zh} 之间可能有空档；分界只写一次即可",
        )
        raise DefinitionError(Code.BAND_GAP, en=en, zh=zh, where=where, value=names)
    begins = quoted(low.at)
    example = f"Below({begins}), From({begins})"
    raise not_meeting(quoted(high.at), begins, (names, names_zh), where, value=names, gap=gap, example=example)
