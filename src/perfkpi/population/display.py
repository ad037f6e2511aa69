"""A population at a glance: how many people have a value of each indicator, and how the values lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from perfkpi.displays import html
from perfkpi.displays.headings import HEADINGS
from perfkpi.displays.html import Side
from perfkpi.displays.languages import spoken
from perfkpi.displays.texts import NOTHING, aligned
from perfkpi.language import Among, EdgeSide
from perfkpi.model.scoring.ranking.distributions import Distribution
from perfkpi.numerals import written

_COLUMNS = ("indicator", "with-a-value", "without", "lowest", "highest")
_BINS = 24


def text_of(population: Mapping[str, Distribution]) -> str:
    """Write a population as an aligned table."""
    rows = [[spoken(HEADINGS[key]) for key in _COLUMNS], *([code, *_cells(each)] for code, each in population.items())]
    return "\n".join([spoken(HEADINGS["population"]), *aligned(rows, right=range(1, len(_COLUMNS)))])


def html_of(population: Mapping[str, Distribution]) -> str:
    """Write a population as HTML, with the values of each indicator drawn as columns."""
    head = [(spoken(HEADINGS[key]), Side.NUMBER if place else Side.LEFT) for place, key in enumerate(_COLUMNS)]
    rows = [
        [html.text(code), *map(html.text, _cells(each)), html.bins([*_bins(each.values)])]
        for code, each in population.items()
    ]
    caption = f"<b>{html.text(spoken(HEADINGS['population']))}</b>"
    return html.page(html.table(caption, [*head, (spoken(HEADINGS["distribution"]), Side.LEFT)], rows))


def _cells(distribution: Distribution) -> list[str]:
    values = distribution.values.values
    ends = [written(values[0]), written(values[-1])] if values else [NOTHING, NOTHING]
    return [str(distribution.count), str(distribution.absent), *ends]


def _bins(among: Among) -> Iterator[int]:
    """Count the values between edges that lie evenly between the lowest and the highest; an edge is below."""
    if not among.values:
        return
    low, high = among.values[0], among.values[-1]
    before = 0
    for place in range(1, _BINS + 1):
        edge = low + (high - low) * Fraction(place, _BINS)
        reached = among.reached(edge.numerator, edge.denominator, EdgeSide.ABOVE)
        yield reached - before
        before = reached
