"""Exact fractions in columns of 64-bit integers.

Numerators and denominators are kept modulo ``2**64``. Whatever overflows on the way, the last difference is right
where its true size is known to be below ``2**62``; the floats, with their error bounds, tell that size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from attrs import frozen

from perfkpi.interpreters.columns.arrays import Bools, Floats, Integers, near

_LIMIT = 2.0**62
_DIGITS = 1e15
_PLACES = (0, 1, 2, 3, 4, 6, 9)
_SLACK = 1 + 1e-9
_ONE = np.int64(1)


def wrapped(number: int) -> np.int64:
    """Wrap an integer modulo ``2**64``."""
    return np.int64((number + (1 << 63)) % (1 << 64) - (1 << 63))


def size_of(number: int) -> float:
    """Find the magnitude of an integer; infinite beyond the doubles."""
    try:
        return float(abs(number))
    except OverflowError:
        return math.inf


@frozen(eq=False)
class Ratio:
    """``scale * top / bottom`` in every row.

    Attributes:
        scale: what all rows have in common.
        top: numerators modulo ``2**64``.
        bottom: denominators, positive, modulo ``2**64``.
        size: a bound on each true denominator; infinite in a row whose integers are not known.
    """

    scale: Fraction
    top: Integers
    bottom: Integers
    size: Floats

    def at(self, rows: Integers) -> Ratio:
        """Pick some rows."""
        top, bottom = (each if each.ndim == 0 else each[rows] for each in (self.top, self.bottom))
        return Ratio(self.scale, top, bottom, self.size if self.size.ndim == 0 else self.size[rows])

    def times(self, factor: Fraction) -> Ratio:
        """Multiply by a constant."""
        return Ratio(self.scale * factor, self.top, self.bottom, self.size) if factor else constant_ratio(factor)

    def only(self, rows: Bools) -> Ratio:
        """Forget what is known beyond some rows."""
        if rows.all():
            return self
        return Ratio(self.scale, self.top, self.bottom, np.where(rows, self.size, math.inf))


_UNIT = np.array(1, dtype=np.int64)
_KNOWN = np.array(1.0)
_UNKNOWN = np.array(math.inf)


def constant_ratio(number: Fraction) -> Ratio:
    """Give every row one number."""
    if not number:
        return Ratio(Fraction(1), np.array(0, dtype=np.int64), _UNIT, _KNOWN)
    return Ratio(number, _UNIT, _UNIT, _KNOWN)


def whole_ratio(numbers: Floats) -> Ratio:
    """Make a ratio of whole numbers that are held as doubles."""
    return Ratio(Fraction(1), numbers.astype(np.int64), _UNIT, _KNOWN)


def unknown_ratio() -> Ratio:
    """Make a ratio of which nothing is known but the double."""
    return Ratio(Fraction(1), _UNIT, _UNIT, _UNKNOWN)


def decimal_ratio(numbers: Floats) -> Ratio:
    """Read doubles as the short decimals that they print as; a row with more than fifteen digits is not known.

    A decimal of at most fifteen digits that rounds to a double is the shortest that does, so no digits are missed.
    """
    tops, known, places = numbers, np.zeros(numbers.shape, dtype=np.bool_), 0
    for places in _PLACES:
        power = 10.0**places
        tops = np.rint(numbers * power)
        known = (tops / power == numbers) & (np.abs(tops) < _DIGITS)
        if (known | np.isnan(numbers)).all():
            break
    tops[~known] = 0.0
    return Ratio(Fraction(1, 10**places), tops.astype(np.int64), _UNIT, np.where(known, 1.0, math.inf))


def linear_ratio(terms: Sequence[tuple[Ratio, Fraction]], offset: Fraction) -> Ratio:
    """Sum some weighted ratios, and a constant."""
    if len(terms) == 1 and not offset:
        return terms[0][0].times(terms[0][1])
    factors = [ratio.scale * factor for ratio, factor in terms]
    common = math.lcm(offset.denominator, *(factor.denominator for factor in factors))
    top: Integers = np.asarray(wrapped(int(offset * common)))
    bottom, size = _UNIT, _KNOWN
    for (ratio, _), factor in zip(terms, factors, strict=True):
        part = ratio.top * wrapped(int(factor * common))
        if ratio.bottom is bottom:
            top = top + part
            size = np.maximum(size, ratio.size)
        else:
            top = top * ratio.bottom + part * bottom
            bottom = bottom * ratio.bottom
            size = size * ratio.size
    return Ratio(Fraction(1, common), top, bottom, size)


def product_ratio(left: Ratio, right: Ratio) -> Ratio:
    """Multiply two ratios."""
    return Ratio(left.scale * right.scale, left.top * right.top, left.bottom * right.bottom, left.size * right.size)


def quotient_ratio(top: Ratio, bottom: Ratio, divisor: Floats) -> Ratio:
    """Divide one ratio by another, which is not 0; ``divisor`` is a bound on its size, with its sign."""
    sign = np.where((divisor < 0) != (bottom.scale < 0), -_ONE, _ONE)
    scale = near(abs(bottom.scale))
    magnitude = np.abs(divisor) * (bottom.size * (_SLACK / scale if scale else math.inf))
    return Ratio(
        top.scale / bottom.scale,
        top.top * bottom.bottom * sign,
        top.bottom * bottom.top * sign,
        top.size * magnitude,
    )


def chosen_ratio(masks: Sequence[Bools], ratios: Sequence[Ratio]) -> Ratio:
    """Choose the ratio of the first mask that holds in a row, else the last one."""
    chosen = [(mask, ratio) for mask, ratio in zip(masks, ratios, strict=False) if mask.any()]
    if not chosen:
        return ratios[-1]
    last = ratios[-1]
    common = math.lcm(last.scale.denominator, *(ratio.scale.denominator for _, ratio in chosen))
    top, bottom, size = last.top * wrapped(int(last.scale * common)), last.bottom, last.size
    for mask, ratio in reversed(chosen):
        top = np.where(mask, ratio.top * wrapped(int(ratio.scale * common)), top)
        bottom = bottom if ratio.bottom is bottom else np.where(mask, ratio.bottom, bottom)
        size = size if ratio.size is size else np.where(mask, ratio.size, size)
    return Ratio(Fraction(1, common), top, bottom, size)


def signs(ratio: Ratio, at: Fraction | Integers, halves: int, gap: Floats) -> tuple[Integers, Bools]:
    """Find the sign of ``ratio - at / halves`` in every row, and where it is proved.

    Args:
        ratio: what is compared.
        at: with what: one fraction, or whole numbers of halves (``halves=2``) or units (``halves=1``).
        halves: what ``at`` is divided by.
        gap: a bound on the size of the difference.
    """
    if isinstance(at, Fraction):
        edge: np.int64 | Integers = wrapped(at.numerator * ratio.scale.denominator)
        divisor = at.denominator * halves
    else:
        edge, divisor = at * wrapped(ratio.scale.denominator), halves
    difference = ratio.top * wrapped(ratio.scale.numerator * divisor) - edge * ratio.bottom
    unit = size_of(ratio.scale.denominator) * size_of(divisor) * _SLACK
    return np.sign(difference), gap * unit * ratio.size < _LIMIT


def signs_of_pairs(ratio: Ratio, others: tuple[Integers, Integers, Floats], gap: Floats) -> tuple[Integers, Bools]:
    """Find the sign of ``ratio - top / bottom`` in every row, and where it is proved.

    Args:
        ratio: what is compared.
        others: with what: numerators and denominators modulo ``2**64``, and the sizes of the denominators.
        gap: a bound on the size of the difference.
    """
    tops, bottoms, sizes = others
    up, down = ratio.scale.as_integer_ratio()
    difference = ratio.top * wrapped(up) * bottoms - tops * ratio.bottom * wrapped(down)
    return np.sign(difference), gap * sizes * (size_of(down) * _SLACK) * ratio.size < _LIMIT
