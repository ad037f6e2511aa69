"""A histogram of totals: bars that break at the edges of ratings, before the ratings as coloured areas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from perfkpi.displays.texts import width_of
from perfkpi.plots.charts import LABEL, WIDTH, Chart, Layer, Spec, chart_of, counting, tooltip

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
    stacked = list(_stacked(counts))
    highest = max((below + count.rows for count, below in stacked), default=0)
    told = tooltip(scores=words.total, **({"rating": words.rating} if areas else {}), rows=words.rows)
    y: Spec = {"field": "below", "type": "quantitative", "title": words.rows} | counting(highest)
    bars = Layer(
        [_bar(count, below, legend[count.rating][0]) for count, below in stacked],
        {"type": "rect", "x2Offset": -1},
        {"x": x, "x2": {"field": "to"}, "y": y, "y2": {"field": "above"}, "color": colour, "tooltip": told},
    )
    shown: list[Spec] = [
        {
            "from": area.low,
            "to": area.high,
            "middle": (area.low + area.high) / 2,
            "rating": text,
            "name": _fitting(area.name, WIDTH * (area.high - area.low) / (ends[1] - ends[0])),
        }
        for area, (text, _) in zip(areas, legend, strict=False)
        if area.low < area.high
    ]
    behind = Layer(shown, {"type": "rect", "opacity": 0.15}, {"x": x, "x2": {"field": "to"}, "color": colour})
    middle, name = x | {"field": "middle"}, {"field": "name", "type": "nominal"}
    above = Layer(shown, LABEL | {"baseline": "bottom"}, {"x": middle, "y": {"value": -4}, "text": name})
    return chart_of([behind, above, bars] if areas else [bars], title, subtitle, _HEIGHT)


def _stacked(counts: Sequence[Count]) -> Iterator[tuple[Count, int]]:
    """Yield each count with how many stand below it in its bin."""
    top: dict[Ends, int] = {}
    for each in counts:
        below = top.get(each.ends, 0)
        top[each.ends] = below + each.rows
        yield each, below


def _bar(count: Count, below: int, rating: str) -> Spec:
    return {
        "from": count.ends[0],
        "to": count.ends[1],
        "below": below,
        "above": below + count.rows,
        "rows": count.rows,
        "scores": count.scores,
        "rating": rating,
    }


def _fitting(text: str, pixels: float) -> str:
    """Leave a name out where there is no room for it, and the legend tells it; half of it could be another one."""
    return text if width_of(text) * _NARROW <= pixels else ""
