"""A waterfall: what each item and each step adds, one below the other, down to the total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, unique
from itertools import pairwise
from typing import NamedTuple

from perfkpi.plots.charts import LABEL, NAMES, Chart, Layer, Spec, Step, chart_of, tooltip
from perfkpi.plots.palette import BAR, LOSS, NEUTRAL

_STEP = 24


@unique
class Kind(Enum):
    """What a row of a waterfall stands for."""

    STEP = "step"
    GROUP = "group"
    """What the rows below it come to, drawn behind and not counted again."""
    TOTAL = "total"


class Row(NamedTuple):
    """One row.

    Attributes:
        name: what it is called, like no other row.
        kind: what it stands for.
        ends: where it begins and ends; the same where there is nothing to draw.
        text: its number, or why there is none.
        points: before weighting, as text.
        why: what has to be said about it.
    """

    name: str
    kind: Kind
    ends: tuple[float, float]
    text: str
    points: str = ""
    why: str = ""


class Words(NamedTuple):
    """What the axis and the columns of a row are called."""

    axis: str
    name: str
    text: str
    points: str
    why: str


def waterfall(rows: Sequence[Row], words: Words, *, title: str, subtitle: Iterable[str]) -> Chart:
    """Draw a waterfall.

    Args:
        rows: from the first step to the total.
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
    x = {"field": "from", "type": "quantitative", "title": words.axis}
    told = tooltip(name=words.name, text=words.text, points=words.points, why=words.why)
    placed: Spec = {"x": x, "x2": {"field": "to"}, "y": y, "tooltip": told}
    colour = {"field": "what", "type": "nominal", "legend": None, "scale": {"domain": [*_COLOURS], "range": _RANGE}}
    thin: Spec = {"type": "bar", "height": {"band": 0.35}, "opacity": 0.55, "color": NEUTRAL}
    link: Spec = {"type": "rule", "color": NEUTRAL, "strokeDash": [2, 2]}
    solid: Spec = {"type": "bar", "height": {"band": 0.7}}
    drawn = [row for row in rows if row.kind is not Kind.GROUP]
    layers = [
        Layer(_links(drawn), link, {"x": x | {"field": "at"}, "y": y, "y2": {"field": "next"}}),
        Layer([_row(row) for row in rows if row.kind is Kind.GROUP], thin, placed),
        Layer([_row(row) for row in drawn], solid, placed | {"color": colour}),
        Layer(
            [_row(row) for row in rows],
            LABEL | {"align": "left", "dx": 5},
            {"x": x | {"field": "beside"}, "y": y, "text": {"field": "text", "type": "nominal"}},
        ),
    ]
    return chart_of(layers, title, subtitle, Step(_STEP))


_COLOURS = {"more": BAR, "less": LOSS, "total": NEUTRAL}
_RANGE = [*_COLOURS.values()]


def _row(row: Row) -> Spec:
    start, end = row.ends
    sign = "less" if end < start else "more"
    return {
        "name": row.name,
        "kind": row.kind.value,
        "from": start,
        "to": end,
        "beside": max(start, end),
        "what": "total" if row.kind is Kind.TOTAL else sign,
        "text": row.text,
        "points": row.points,
        "why": row.why,
    }


def _links(steps: Sequence[Row]) -> list[Spec]:
    """Write a line from the end of each step to the next one."""
    return [{"name": one.name, "next": other.name, "at": one.ends[1]} for one, other in pairwise(steps)]
