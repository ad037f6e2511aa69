"""Totals counted in bins that break where ratings do."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from attrs import field, frozen

from perfkpi.batch.rating_counts import bands_of
from perfkpi.doubles import nearest
from perfkpi.errors import Code, DefinitionError
from perfkpi.foreign import looking_at
from perfkpi.interpreters.columns.arrays import Floats, Integers
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.parameters.faults import positive
from perfkpi.numbers import Numeric, exact
from perfkpi.numerals import written
from perfkpi.plots.charts import FARTHEST

_FEW, _MANY = 24, 100
"""So many bins at most, and where ratings need more."""

_MOST = 500
"""So many bars can still be told apart."""

_ROUND = [times * 10**zeros for zeros in range(4) for times in (1, 2, 5)]


@frozen(eq=False)
class Bins:
    """Intervals side by side.

    Attributes:
        breaks: where they begin, and where the last one ends.
        upward: of each break, whether a total that lies on it belongs to the bin above.
    """

    breaks: tuple[Fraction, ...]
    upward: tuple[bool, ...]
    _doubles: Floats = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_doubles", np.array([nearest(each) for each in self.breaks]))

    def __len__(self) -> int:
        return len(self.breaks) - 1

    def of(self, totals: Floats) -> Integers:
        """Find the bin of each total; the last one holds its upper end, too."""
        above = np.searchsorted(self._doubles, totals, side="right") - 1
        below = np.searchsorted(self._doubles, totals, side="left") - 1
        found = np.where(np.array(self.upward)[above], above, below)
        return np.clip(found, 0, len(self) - 1)

    def ends(self, at: int) -> tuple[float, float]:
        """Tell where a bin begins and ends."""
        return float(self._doubles[at]), float(self._doubles[at + 1])

    def interval(self, at: int) -> str:
        """Write which totals a bin holds: ``[85, 90)``."""
        opening = "[" if self.upward[at] or at == 0 else "("
        closing = "]" if not self.upward[at + 1] or at + 1 == len(self) else ")"
        return f"{opening}{written(self.breaks[at])}, {written(self.breaks[at + 1])}{closing}"


def bins_of(card: Scorecard, totals: Floats, step: Numeric | None) -> Bins:
    """Choose bins for some totals.

    Args:
        card: whose ratings are told apart.
        totals: finite; of none the bins are those of the scale.
        step: how wide a bin is; ``None`` for a round number.

    Raises:
        DefinitionError: ``step`` is no positive number, or so small that there were more than 500 bins.
        NumberError: ``step`` is no number.
    """
    low, high = (exact(float(totals.min())), exact(float(totals.max()))) if len(totals) else _scale(card)
    edges = {band.low: band.low_belongs for band in bands_of(card) if band.low is not None}
    wide = _round_step(card, low, high, edges) if step is None else _checked(step, high - low)
    first, last = math.floor(low / wide), math.ceil(high / wide)
    # A total on an edge is drawn on the side to which it belongs, so there must be a bin.
    first -= first * wide == low and edges.get(low) is False
    last += last * wide == high and edges.get(high) is True
    last += first == last
    breaks: dict[Fraction, bool] = dict.fromkeys((at * wide for at in range(first, last + 1)), True)
    breaks |= {edge: up for edge, up in edges.items() if first * wide <= edge <= last * wide}
    places = sorted(breaks)
    return Bins(tuple(places), tuple(breaks[each] for each in places))


def _scale(card: Scorecard) -> tuple[Fraction, Fraction]:
    scale = card.scale
    return (scale.low, scale.high) if max(abs(scale.low), abs(scale.high)) <= FARTHEST else (Fraction(0), Fraction(1))


def _round_step(card: Scorecard, low: Fraction, high: Fraction, edges: Iterable[Fraction]) -> Fraction:
    """Choose 1, 2 or 5 times a power of ten, nothing finer than totals are.

    All bins are as wide as each other where more of them let the ratings break in between.
    """
    finest = Fraction(0) if card.rounding.total is None else card.rounding.total.unit
    if low == high:
        return finest or Fraction(1)
    span, within = high - low, [edge for edge in edges if low <= edge <= high]
    power = Fraction(10) ** (math.floor(math.log10(span / _MANY)) - 1)
    rounds = [power * times for times in _ROUND if span <= power * times * _MANY and power * times >= finest]
    few = next((step for step in rounds if span <= step * _FEW), finest)
    fitting = [step for step in rounds if step <= few and all(edge % step == 0 for edge in within)]
    return max(fitting, default=few)


def _checked(step: Numeric, span: Fraction) -> Fraction:
    with looking_at(step, "step"):
        wide = positive(step, Code.LIMITS, "the width of a bin", "组距", ("write step=5", "请写 step=5"))
    if span <= _MOST * wide:
        return wide
    bars = written(math.ceil(span / wide))
    en = f"bins of {written(wide)} would be {bars} bars, more than {_MOST}; give a wider step"
    zh = f"组距 {written(wide)} 会有 {bars} 组，超过 {_MOST} 组；请给出更大的 step"
    raise DefinitionError(Code.LIMITS, en=en, zh=zh, where="step", value=step)
