"""Totals counted in bins that break where ratings do."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from attrs import field, frozen

from perfkpi.doubles import nearest
from perfkpi.errors import Code, DefinitionError
from perfkpi.foreign import looking_at
from perfkpi.interpreters.columns.arrays import Floats, Integers
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.parameters.faults import positive
from perfkpi.numbers import Numeric, exact
from perfkpi.numerals import written

_ABOUT = 24
"""So many bins at most, unless somebody says how wide they are."""

_MOST = 500
"""So many bars can still be told apart."""

_NICE = (1, 2, 5, 10, 20, 50, 100)


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
    ends = (totals.min(), totals.max()) if len(totals) else (card.scale.low, card.scale.high)
    low, high = (exact(float(end)) for end in ends)
    wide = _round_step(card, high - low) if step is None else _checked(step, high - low)
    edges = {} if card.ratings is None else {band.low: band.low_belongs for band in card.ratings.bands[:-1]}
    first, last = math.floor(low / wide), math.ceil(high / wide)
    # A total on an edge is drawn on the side to which it belongs, so there must be a bin.
    first -= first * wide == low and edges.get(low) is False
    last += last * wide == high and edges.get(high) is True
    last += first == last
    breaks: dict[Fraction, bool] = dict.fromkeys((at * wide for at in range(first, last + 1)), True)
    breaks |= {edge: up for edge, up in edges.items() if edge is not None and first * wide <= edge <= last * wide}
    places = sorted(breaks)
    return Bins(tuple(places), tuple(breaks[each] for each in places))


def _round_step(card: Scorecard, span: Fraction) -> Fraction:
    """Choose 1, 2 or 5 times a power of ten, and nothing finer than totals are."""
    stage = card.rounding.total
    finest = Fraction(0) if stage is None else stage.unit
    if not span:
        return finest or Fraction(1)
    least = span / _ABOUT
    power = Fraction(10) ** (math.floor(math.log10(least)) - 1)
    return max(finest, next(times * power for times in _NICE if times * power >= least))


def _checked(step: Numeric, span: Fraction) -> Fraction:
    with looking_at(step, "step"):
        wide = positive(step, Code.LIMITS, "the width of a bin", "组距", ("write step=5", "请写 step=5"))
    if span <= _MOST * wide:
        return wide
    bars = written(math.ceil(span / wide))
    en = f"bins of {written(wide)} would be {bars} bars, more than {_MOST}; give a wider step"
    zh = f"组距 {written(wide)} 会有 {bars} 组，超过 {_MOST} 组；请给出更大的 step"
    raise DefinitionError(Code.LIMITS, en=en, zh=zh, where="step", value=step)
