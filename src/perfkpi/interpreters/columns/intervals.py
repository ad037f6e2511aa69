"""What is known of a column without looking at it: where its numbers lie, and how far computed ones may be off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import frozen

from perfkpi.doubles import TINY
from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import ROUNDOFF, SLACK, inexactness, near
from perfkpi.value_objects import ValueObject

_MARGIN = 1.5
"""How many times the error bound a window reaches to either side."""

_ZERO = Fraction(0)
EXACT = 2.0**53
"""Below it, whole numbers are doubles."""


End: TypeAlias = Any
"""The end of an interval: a Fraction, so that what cannot be negative is known not to be, or an infinite float.

Type checkers know no order between the two.
"""


class UncoveredError(Exception):
    """An operation or a range for which blocks are not computed in doubles; rows are decided one by one."""


@frozen(eq=False)
class Bound(ValueObject):
    """Where the true numbers of a column lie, and how far the computed ones may be off.

    Attributes:
        low: no true number is smaller; a fraction, or infinite.
        high: no true number is larger.
        alpha: the absolute part of the error.
        beta: the relative part of the error.
        is_integer: whether every number is a whole one, computed exactly.
        least: no number but 0 is smaller in magnitude.
    """

    low: End
    high: End
    alpha: float = 0.0
    beta: float = 0.0
    is_integer: bool = False
    least: Fraction = Fraction(0)

    @property
    def size(self) -> float:
        """No true number is larger in magnitude."""
        return size_of(max(abs(self.low), abs(self.high))) if self.low <= self.high else 0.0

    @property
    def error(self) -> float:
        """How far any computed number may be off."""
        return (self.alpha + times(self.beta, self.size)) * SLACK

    def window(self, at: Fraction | None = None) -> float:
        """Compute how close a computed number is to an edge where a true one may lie on it, or beyond.

        Args:
            at: the edge; ``None`` for edges anywhere in the interval.
        """
        if at is None:
            return _MARGIN * (self.error + 8 * ROUNDOFF * (self.size + 2))
        return _MARGIN * (self.alpha + times(self.beta + 4 * ROUNDOFF, abs(near(at))))


NOTHING = Bound(math.inf, -math.inf)
"""The bound of a column in which no row has a number."""


def times(one: float, other: float) -> float:
    """Multiply so that nothing times anything is nothing."""
    return one * other if one and other else 0.0


def size_of(number: End) -> float:
    """Find a double that is at least the magnitude of an end."""
    return abs(number) if isinstance(number, float) else abs(near(number)) * SLACK


def _plus(one: End, other: End) -> End:
    """Add two ends, of which at most one kind is infinite; a Fraction may be too large to meet a float."""
    if isinstance(one, float):
        return one
    return other if isinstance(other, float) else one + other


def floor_of(end: End) -> End:
    """Round an end down."""
    return Fraction(math.floor(end)) if isinstance(end, Fraction) else end


def _scaled(end: End, scale: Fraction) -> End:
    if isinstance(end, Fraction):
        return end * scale
    return (end if scale > 0 else -end) if scale else Fraction(0)


def constant_bound(number: Fraction) -> Bound:
    """Bound a constant as the nearest double."""
    value = near(number)
    if not math.isfinite(value):
        raise UncoveredError(number)
    return Bound(number, number, 0.0, inexactness(number), number.denominator == 1 and abs(number) < EXACT)


def hull(bounds: Sequence[Bound]) -> Bound:
    """Bound a column that is one of some columns in each row: what holds for every one of them holds for it."""
    if all(bound == NOTHING for bound in bounds):
        return NOTHING
    return Bound(
        min(bound.low for bound in bounds),
        max(bound.high for bound in bounds),
        max(bound.alpha for bound in bounds),
        max(bound.beta for bound in bounds),
        is_integer=all(bound.is_integer or bound == NOTHING for bound in bounds),
    )


def divided(top: Bound, bottom: Bound, least: End) -> tuple[End, End]:
    """Find the ends of a quotient whose divisor is at least ``least`` in magnitude."""
    if bottom.high < 0:
        low, high = divided(top, Bound(-bottom.high, -bottom.low), least)
        return -high, -low
    if bottom.low < 0:
        most = _over(max(abs(top.low), abs(top.high)), least)
        return -most, most
    if bottom.low == 0:
        return min(_over(top.low, least), _ZERO), max(_over(top.high, least), _ZERO)
    low = _over(top.low, bottom.low if top.low < 0 else bottom.high)
    return low, _over(top.high, bottom.low if top.high > 0 else bottom.high)


def _over(top: End, bottom: End) -> End:
    """Divide ends; the divisor is positive."""
    if isinstance(top, Fraction) and isinstance(bottom, Fraction):
        return top / bottom
    return Fraction(0) if isinstance(top, Fraction) else top


def count_bound(terms: Sequence[tuple[int, Fraction]], offset: Fraction) -> Bound:
    """Bound a weighted count of what is present, which is summed in integers and divided once."""
    low = sum((scale for _, scale in terms if scale < 0), offset)
    high = sum((scale for _, scale in terms if scale > 0), offset)
    whole = all(scale.denominator == 1 for _, scale in terms) and offset.denominator == 1
    same = not offset and low * high == 0
    least = min(abs(scale) for _, scale in terms) if same else Fraction(0)
    return Bound(low, high, 0.0, 0.0 if whole else ROUNDOFF * SLACK, whole, least)


def linear_bound(terms: Sequence[tuple[Bound, Fraction]], offset: Fraction) -> Bound:
    """Bound a weighted sum, in any order of its terms."""
    sizes = [abs(near(scale)) for _, scale in terms]
    shift = abs(near(offset))
    inexact = [inexactness(scale) for _, scale in terms]
    if not all(map(math.isfinite, (*sizes, *inexact, shift))):
        raise UncoveredError(offset)
    same = _same_sign(terms, offset)
    low, high = _reach(terms, offset)
    whole = all(bound.is_integer and scale.denominator == 1 for bound, scale in terms) and offset.denominator == 1
    if whole and max(abs(low), abs(high)) < EXACT:
        return Bound(low, high, is_integer=True)
    alpha = sum(times(size, bound.alpha) for (bound, _), size in zip(terms, sizes, strict=True))
    roundings = (len(terms) + 3) * ROUNDOFF
    if len(terms) == 1:
        beta = terms[0][0].beta + inexact[0] + 2 * ROUNDOFF
        alpha += (beta + inexactness(offset)) * shift
    elif same:
        beta = max(bound.beta for bound, _ in terms) + roundings
    else:
        beta = 0.0
        for (bound, _), size in zip(terms, sizes, strict=True):
            alpha += size * (times(bound.beta, bound.size) + roundings * (bound.size + bound.error))
        alpha += roundings * shift
    return Bound(low, high, (alpha + (len(terms) + 1) * TINY) * SLACK, beta * SLACK)


def _same_sign(terms: Sequence[tuple[Bound, Fraction]], offset: Fraction) -> bool:
    """Tell whether nothing is taken away from anything, so that the sum is as precise as its terms."""
    ups = [bound.low >= 0 if scale > 0 else bound.high <= 0 for bound, scale in terms]
    downs = [bound.high <= 0 if scale > 0 else bound.low >= 0 for bound, scale in terms]
    return (all(ups) and offset >= 0) or (all(downs) and offset <= 0)


def _reach(terms: Sequence[tuple[Bound, Fraction]], offset: Fraction) -> tuple[End, End]:
    """Find the ends of a sum."""
    low: End = offset
    high: End = offset
    for bound, scale in terms:
        ends = _scaled(bound.low, scale), _scaled(bound.high, scale)
        low, high = _plus(low, min(ends)), _plus(high, max(ends))
    return low, high


def product_bound(left: Bound, right: Bound) -> Bound:
    """Bound the product of two columns."""
    corners = [_corner(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    low, high = min(corners), max(corners)
    whole = left.is_integer and right.is_integer and max(abs(low), abs(high)) < EXACT
    alpha = times(left.size, right.alpha) + times(right.size, left.alpha) + times(left.alpha, right.alpha)
    alpha += times(left.alpha * right.beta, right.size) + times(right.alpha * left.beta, left.size) + TINY
    beta = left.beta + right.beta + left.beta * right.beta + ROUNDOFF
    if whole:
        return Bound(low, high, is_integer=True)
    return Bound(low, high, alpha * SLACK, beta * SLACK)


def _corner(one: End, other: End) -> End:
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one * other
    return one * other if one and other else Fraction(0)


def clip_bound(on: Bound, low: Fraction | None, high: Fraction | None) -> Bound:
    """Bound a column between two constants."""
    ends = [constant_bound(end) for end in (low, high) if end is not None]
    off = sum(times(end.beta, end.size) for end in ends)
    least = on.low if low is None else max(on.low, low)
    most = on.high if high is None else min(on.high, high)
    if least > most:  # all rows lie beyond one end
        least = most = low if low is not None and on.high < low else most
    bounded = Bound(least, most)
    whole = on.is_integer and all(end.is_integer for end in ends)
    if whole or not math.isfinite(bounded.size):
        return Bound(bounded.low, bounded.high, on.alpha + off, on.beta, whole)
    return Bound(bounded.low, bounded.high, (on.alpha + times(on.beta, bounded.size) + off) * SLACK)


def bend_bound(on: Bound, operation: ir.Bend) -> Bound:
    """Bound a line that bends."""
    gap = linear_bound([(on, Fraction(1))], -operation.at)
    branches = [linear_bound([(gap, slope)], Fraction(0)) for slope in (operation.below, operation.above)]
    return min_max_bound(branches, largest=operation.below < operation.above)


def min_max_bound(bounds: Sequence[Bound], *, largest: bool) -> Bound:
    """Bound the least (or the largest) of several columns, row by row."""
    pick = max if largest else min
    found = hull(bounds)
    return Bound(
        pick(bound.low for bound in bounds),
        pick(bound.high for bound in bounds),
        found.alpha,
        found.beta,
        found.is_integer,
    )
