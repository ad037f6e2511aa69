"""Mean and standard deviation of many exact numbers, rounded as declared, without huge fractions on the way.

A million values may have a million different denominators, and their sum then a denominator of millions of digits. A
declared rounding needs far less: in which half step a number lies, and whether on its edge. Sums of fractions that were
cut to some binary places tell that for all but the strangest data; if they never do, the sum is made after all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from perfkpi.language import Among
from perfkpi.model.measurement.rounding import Rounding

_FEW = 256
"""So many different denominators still have a common one of a reasonable size."""

_PLACES = (128, 512, 2048)
"""Binary places of sums, as long as fewer do not decide."""

Pair: TypeAlias = tuple[int, int]
"""A fraction that is not reduced; the denominator is positive."""

Cell: TypeAlias = tuple[int, bool]
"""The half step that a number has reached, and whether it is no more than that."""


def rounded_mean(among: Among, rounding: Rounding) -> Fraction:
    """Compute the mean of at least one number."""
    step = rounding.unit

    def cell(total: Pair) -> Cell:
        whole, rest = divmod(total[0] * 2 * step.denominator, total[1] * among.count * step.numerator)
        return whole, not rest

    return _rounded(_decided(among, lambda sums: [cell(total) for total in sums[0]]), rounding)


def rounded_sigma(among: Among, fewer: int, rounding: Rounding) -> Fraction:
    """Compute the root of the sum of squared deviations divided by ``fewer`` less than how many numbers there are."""
    step, count = rounding.unit, among.count

    def cell(variance: Pair) -> Cell:
        """Find the cell of the root; the largest whole root of a number is that of its whole part."""
        bottom = variance[1] * count * (count - fewer) * step.numerator**2
        whole, rest = divmod(max(variance[0], 0) * 4 * step.denominator**2, bottom)
        root = math.isqrt(whole)
        return root, not rest and root * root == whole

    def cells(sums: tuple[list[Pair], list[Pair]]) -> list[Cell]:
        """Find the cells at both ends of what ``count`` times the squares' sum, less the square of the sum, may be."""
        totals, squares = sums
        bounds = sorted((abs(top), bottom) for top, bottom in totals)
        if len({top > 0 for top, _ in totals if top}) > 1:
            bounds[0] = 0, bounds[0][1]
        ends = zip(squares, reversed(bounds), strict=True)
        return [
            cell((count * top * below**2 - whole**2 * bottom, bottom * below**2))
            for (top, bottom), (whole, below) in ends
        ]

    return _rounded(_decided(among, cells), rounding)


def _rounded(cell: Cell, rounding: Rounding) -> Fraction:
    """Round alike, as every mode does, all numbers that lie between the same half steps, or on the same one."""
    quarters = 2 * cell[0] + (not cell[1])
    steps = Decimal(f"{25 * quarters}e-2").to_integral_value(f"ROUND_{rounding.mode.name}")
    return int(steps) * rounding.unit


def _decided(among: Among, cells: Callable[[tuple[list[Pair], list[Pair]]], list[Cell]]) -> Cell:
    """Find the cell in which both ends lie: two ends of an interval, or the same exact number."""
    if len({value.denominator for value in among.values}) > _FEW:
        for places in _PLACES:
            low, high = cells(_cut(among, places))
            # An interval from the edge of a cell on does not tell whether the number lies on that edge.
            if low[0] == high[0] and not low[1]:
                return low
    return cells(_exact(among))[0]


def _counted(among: Among) -> Iterator[tuple[int, int, int]]:
    for value, count in zip(among.values, among.counts(), strict=True):
        yield value.numerator, value.denominator, count


def _cut(among: Among, places: int) -> tuple[list[Pair], list[Pair]]:
    """Bound the sums of values and of squares, from below and above; each of the members loses less than one unit."""
    total = square = 0
    for top, bottom, count in _counted(among):
        total += (top << places) // bottom * count
        square += (top * top << places) // (bottom * bottom) * count
    unit, most = 1 << places, among.count
    return [(total, unit), (total + most, unit)], [(square, unit), (square + most, unit)]


def _exact(among: Among) -> tuple[list[Pair], list[Pair]]:
    """Add up exactly."""
    totals: dict[int, int] = {}
    squares: dict[int, int] = {}
    for top, bottom, count in _counted(among):
        totals[bottom] = totals.get(bottom, 0) + top * count
        squares[bottom] = squares.get(bottom, 0) + top * top * count
    return [_sum(totals, 1)], [_sum(squares, 2)]


def _sum(tops: dict[int, int], power: int) -> Pair:
    """Sum numerators by their denominators' roots, two and two, so that few numbers are long."""
    reduced: dict[int, int] = {}
    for root, top in tops.items():
        found = Fraction(top, root**power)
        reduced[found.denominator] = reduced.get(found.denominator, 0) + found.numerator
    parts = [(top, bottom) for bottom, top in sorted(reduced.items())]
    while len(parts) > 1:
        odd = parts[len(parts) & ~1 :]
        parts = [_added(one, two) for one, two in zip(parts[::2], parts[1::2], strict=False)] + odd
    return parts[0]


def _added(one: Pair, other: Pair) -> Pair:
    """Add over the least common denominator, as long as that is quickly found."""
    (a, b), (c, d) = one, other
    shared = math.gcd(b, d) if b.bit_length() < 1 << 14 else 1  # such a gcd takes microseconds
    return a * (d // shared) + c * (b // shared), b // shared * d
