"""A histogram of totals: bars that break at the edges of ratings, before the ratings as coloured areas."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from perfkpi.displays.texts import width_of
from perfkpi.plots.charts import LABEL, WIDTH, Chart, Spec, chart_of, tooltip, values

_HEIGHT = 240
_NARROW = 6.5
"""Pixels of half a Chinese character, or of a Latin one."""

Ends = tuple[float, float]


class Area(NamedTuple):
    """What one rating is called, and where on the axis its scores lie."""

    name: str
    low: float
    high: float


class Count(NamedTuple):
    """How many totals lie within a bin and have one rating, by its position among the legend's."""

    ends: Ends
    scores: str
    rating: int
    rows: int


class Words(NamedTuple):
    """What axes and legend are called."""

    total: str
    rows: str
    rating: str


def histogram(
    counts: Sequence[Count],
    areas: Sequence[Area],
    legend: Sequence[tuple[str, str]],
    ends: Ends,
    words: Words,
    *,
    title: str,
    subtitle: Iterable[str],
) -> Chart:
    """Draw a histogram.

    Args:
        counts: in each bin the best rating first.
        areas: the ratings whose scores lie within the axis.
        legend: the text and the colour of each rating.
        ends: of the axis.
        words: what axes and legend are called.
        title: what it is about.
        subtitle: lines below it.
    """
    x = {
        "field": "from",
        "type": "quantitative",
        "title": words.total,
        "scale": {"domain": list(ends), "nice": False, "zero": False},
        "axis": {"grid": False},
    }
    colour = {
        "field": "rating",
        "type": "nominal",
        "scale": {"domain": [text for text, _ in legend], "range": [colour for _, colour in legend]},
        "legend": {"title": words.rating, "labelLimit": 260, "symbolOpacity": 1} if areas else None,
    }
    bars: Spec = {
        "data": values(_stacked(counts, [text for text, _ in legend])),
        "mark": {"type": "rect", "x2Offset": -1},
        "encoding": {
            "x": x,
            "x2": {"field": "to"},
            "y": {"field": "below", "type": "quantitative", "title": words.rows, "axis": {"tickMinStep": 1}},
            "y2": {"field": "above"},
            "color": colour,
            "tooltip": tooltip(scores=words.total, **({"rating": words.rating} if areas else {}), rows=words.rows),
        },
    }
    span = ends[1] - ends[0]
    named = [
        {
            "from": area.low,
            "to": area.high,
            "middle": (area.low + area.high) / 2,
            "rating": text,
            "name": _fitting(area.name, WIDTH * (area.high - area.low) / span),
        }
        for area, (text, _) in zip(areas, legend, strict=False)
        if area.low < area.high
    ]
    behind: Spec = {
        "data": values(named),
        "mark": {"type": "rect", "opacity": 0.15},
        "encoding": {"x": x, "x2": {"field": "to"}, "color": colour},
    }
    above: Spec = {
        "data": values(named),
        "mark": LABEL | {"baseline": "bottom"},
        "encoding": {
            "x": x | {"field": "middle"},
            "y": {"value": -4},
            "text": {"field": "name", "type": "nominal"},
        },
    }
    return chart_of([*([behind, above] if areas else []), bars], title, subtitle, _HEIGHT)


def _stacked(counts: Sequence[Count], names: Sequence[str]) -> Iterable[Spec]:
    top: dict[Ends, int] = {}
    for each in counts:
        below = top.get(each.ends, 0)
        top[each.ends] = above = below + each.rows
        yield {
            "from": each.ends[0],
            "to": each.ends[1],
            "below": below,
            "above": above,
            "rows": each.rows,
            "scores": each.scores,
            "rating": names[each.rating],
        }


def _fitting(text: str, pixels: float) -> str:
    """Cut a text to the room that there is; the legend tells all of it."""
    room = math.floor(pixels / _NARROW)
    if width_of(text) <= room:
        return text
    kept = text
    while kept and width_of(kept) + 1 > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if kept.strip() else ""
