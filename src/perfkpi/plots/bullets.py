"""Bullets: the points of each indicator against the full mark, which is one line for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from perfkpi.plots.charts import INK, LABEL, NAMES, Chart, Layer, Spec, Step, chart_of, tooltip
from perfkpi.plots.palette import BAR, LOSS, NEUTRAL

_STEP = 28


class Row(NamedTuple):
    """One indicator.

    Attributes:
        name: what it is called, like no other.
        share: its points as a share of the full mark; ``None`` without points.
        most: the most that there can be, likewise.
        text: its points and the full mark, or why there are none.
        most_text: the most that there can be, as it is told.
        why: why there are no points.
    """

    name: str
    share: float | None
    most: float
    text: str
    most_text: str
    why: str


class Words(NamedTuple):
    """What the axis and the columns of a row are called."""

    axis: str
    name: str
    text: str
    most: str
    why: str


def bullets(rows: Sequence[Row], words: Words, *, title: str, subtitle: Iterable[str]) -> Chart:
    """Draw bullets.

    Args:
        rows: in the order of the sheet.
        words: what the axis and the columns of a row are called.
        title: what it is about.
        subtitle: lines below it.
    """
    y = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": [row.name for row in rows]},
        "axis": NAMES | {"title": None},
    }
    x = {"field": "share", "type": "quantitative", "title": words.axis, "axis": {"format": "~%", "tickCount": 6}}
    told = tooltip(name=words.name, text=words.text, most=words.most, why=words.why)
    track: Spec = {"type": "bar", "height": {"band": 0.8}, "color": NEUTRAL, "opacity": 0.22}
    bar: Spec = {"type": "bar", "height": {"band": 0.4}}
    mark: Spec = {"type": "tick", "thickness": 2, "height": {"band": 0.8}, **INK}
    full = {"datum": 1, "type": "quantitative"}
    colour = {"field": "what", "type": "nominal", "legend": None, "scale": {"domain": [*_COLOURS], "range": _RANGE}}
    text = {"field": "text", "type": "nominal"}
    every = [_row(row) for row in rows]
    layers = [
        Layer(every, track, {"x": x | {"field": "top"}, "y": y}),
        Layer(
            [_row(row) for row in rows if row.share is not None],
            bar,
            {"x": x, "y": y, "color": colour, "tooltip": told},
        ),
        Layer(every, mark, {"x": full, "y": y}),
        Layer(
            every,
            LABEL | {"align": "left", "dx": 6},
            {"x": x | {"field": "beside"}, "y": y, "text": text, "tooltip": told},
        ),
    ]
    return chart_of(layers, title, subtitle, Step(_STEP))


_COLOURS = {"points": BAR, "below": LOSS}
_RANGE = [*_COLOURS.values()]


def _row(row: Row) -> Spec:
    share = row.share or 0.0
    return {
        "name": row.name,
        "share": row.share,
        "what": "below" if share < 0 else "points",
        "top": row.most,
        "beside": max(share, row.most, 1.0),
        "text": row.text,
        "most": row.most_text,
        "why": row.why,
    }
