"""Between which numbers a score can lie, known from what is declared: floors, caps and the steps behind them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from perfkpi.model.measurement.scales import Scale, Unlimited
from perfkpi.model.parameters.parameter import Parameter, declared_ends

End: TypeAlias = Fraction | float
"""A number, or an infinity."""


class Span(NamedTuple):
    """No score lies below ``low`` or above ``high``."""

    low: End
    high: End

    def hull(self, *points: End) -> Span:
        """Include some points that may stand in for a score."""
        return Span(min(self.low, *points), max(self.high, *points)) if points else self

    def plus(self, other: Span) -> Span:
        """Add another one: what is between the sums of the ends."""
        return Span(_sum((self.low, other.low)), _sum((self.high, other.high)))

    def times(self, low: End, high: End) -> Span:
        """Multiply by something between two numbers."""
        ends = [_product(one, other) for one in self for other in (low, high)]
        return Span(min(ends), max(ends))

    def on(self, scale: Scale, other: Scale, *, shares: bool) -> Span:
        """Convert a span on one scale to another."""
        return Span(*(end if isinstance(end, float) else scale.on(other, Fraction(end), shares=shares) for end in self))

    def within(self, scale: Scale) -> bool:
        """Tell whether all of it lies on a scale."""
        return self.low >= scale.low and self.high <= most_of(scale.top)


ANYWHERE = Span(-math.inf, math.inf)
"""Of a score of which nothing is known."""


def _product(one: End, other: End) -> End:
    if not one or not other:  # nothing times anything is nothing
        return Fraction(0)
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one * other
    return math.inf if (one > 0) == (other > 0) else -math.inf


def _sum(ends: Iterable[End]) -> End:
    found = list(ends)
    endless = next((end for end in found if not isinstance(end, Fraction)), None)
    return sum((end for end in found if isinstance(end, Fraction)), Fraction(0)) if endless is None else endless


def least_of(limit: Parameter | Unlimited, otherwise: End = -math.inf) -> End:
    """Find the lowest number that a limit may be; one of which that is not known is ``otherwise``."""
    low = None if isinstance(limit, Unlimited) else declared_ends(limit)[0]
    return otherwise if low is None else low


def most_of(limit: Parameter | Unlimited, otherwise: End = math.inf) -> End:
    """Find the highest number that a limit may be; one of which that is not known is ``otherwise``."""
    high = None if isinstance(limit, Unlimited) else declared_ends(limit)[1]
    return otherwise if high is None else high


def span_of(lowest: Parameter | Unlimited, highest: Parameter | Unlimited, scale: Scale) -> Span:
    """Build the span between a floor and a cap; a cap that differs by person is no more than the scale holds."""
    most = math.inf if isinstance(highest, Unlimited) else most_of(scale.top)
    return Span(least_of(lowest), most_of(highest, most))
