"""Bars of counts: one for each rating, or one for each group with its ratings side by side. A gap has a dashed line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle
from typing import NamedTuple

from perfkpi.displays.texts import width_of
from perfkpi.plots.charts import LABEL, NAMES, WIDTH, Chart, Layer, Spec, Step, chart_of, counting, tooltip
from perfkpi.plots.palette import GAPS, ON_COLOUR

_STEP = 26
_CHARACTER, _AROUND = 6.5, 4
"""Pixels that a digit takes, and that a number keeps free around it."""


class Count(NamedTuple):
    """How many rows of a group have one rating, or lack one.

    Attributes:
        group: what the bar is called.
        rating: what the rating or the gap is called.
        rows: how many.
        share: of the group, as text.
        ends: where it begins and ends on the axis.
        text: the number as it is shown.
    """

    group: str
    rating: str
    rows: int
    share: str
    ends: tuple[float, float]
    text: str


class Words(NamedTuple):
    """What the axes and the ratings are called."""

    axis: str
    group: str
    rating: str
    rows: str
    share: str


def bars_of_counts(
    counts: Sequence[Count],
    colours: Mapping[str, str | None],
    words: Words,
    *,
    shares: bool,
    title: str,
    subtitle: Iterable[str],
) -> Chart:
    """Draw one bar for each group.

    Args:
        counts: group by group, in each the ratings from the best down.
        colours: of every rating; ``None`` for a gap.
        words: what the axes and the ratings are called.
        shares: whether the axis tells shares.
        title: what it is about.
        subtitle: lines below it.
    """
    by_rating = not words.group
    longest = max((count.ends[1] for count in counts), default=0.0) or 1.0
    rows = [_row(count, longest) for count in counts]
    gaps = [row for row in rows if colours[str(row["rating"])] is None]
    rated = [row for row in rows if colours[str(row["rating"])] is not None]
    y = {
        "field": "group",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": list(dict.fromkeys(count.group for count in counts))},
        "axis": NAMES | {"title": words.group or words.rating},
    }
    x: Spec = {"field": "from", "type": "quantitative", "title": words.axis}
    x |= {"axis": {"format": "~%"}} if shares else counting(round(longest))
    pale = cycle(GAPS)
    colour = {
        "field": "rating",
        "type": "nominal",
        "scale": {"domain": [*colours], "range": [each or next(pale) for each in colours.values()]},
        "legend": None if by_rating else {"title": words.rating, "labelLimit": 260},
    }
    told = tooltip(**({} if by_rating else {"group": words.group}), rating=words.rating, rows=words.rows)
    told += tooltip(share=words.share)
    placed: Spec = {"x": x, "x2": {"field": "to"}, "y": y, "color": colour, "tooltip": told}
    bar: Spec = {"type": "bar", "height": {"band": 0.7}, "x2Offset": -1}
    dashed = bar | {"fillOpacity": 0.2, "strokeDash": [3, 2]}
    layers = [Layer(rated, bar, placed), Layer(gaps, dashed, placed | {"stroke": colour | {"legend": None}})]
    if by_rating:
        beside: Spec = {"x": x | {"field": "to"}, "y": y, "text": {"field": "text", "type": "nominal"}}
        layers.append(Layer(rows, LABEL | {"align": "left", "dx": 5}, beside))
    else:
        inside: Spec = {"x": x | {"field": "middle"}, "y": y, "text": {"field": "fits", "type": "nominal"}}
        black: Spec = {"type": "text", "color": ON_COLOUR, "fontSize": 11}
        layers += [Layer(rated, black, inside), Layer(gaps, LABEL, inside)]
    return chart_of(layers, title, subtitle, Step(_STEP))


def _row(count: Count, longest: float) -> Spec:
    start, end = count.ends
    room = WIDTH * (end - start) / longest - _AROUND
    return {
        "group": count.group,
        "rating": count.rating,
        "rows": count.rows,
        "share": count.share,
        "from": start,
        "to": end,
        "middle": (start + end) / 2,
        "text": count.text,
        "fits": count.text if width_of(count.text) * _CHARACTER <= room else "",
    }
