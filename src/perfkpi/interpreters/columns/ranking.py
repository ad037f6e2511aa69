"""Counting among a fixed list in columns: by the first doubles that reach a member, or by doubles and integers.

A plain reading, and a whole number, are counted exactly by one search: for each member there is a first double that
reaches it. A computed number has an error, and each member was rounded to its double: what lies between the two ends of
that window is counted only if it is at most one member, with which the number is then compared in integers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np

from perfkpi.doubles import TINY, shortest
from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import ROUNDOFF, SLACK, Floats, Integers, first_double, near
from perfkpi.interpreters.columns.lazy import Lazy
from perfkpi.interpreters.columns.ratios import size_of, wrapped
from perfkpi.language import Among, EdgeSide

_MANY = 512
"""From so many rows on, sorting them first makes searching several times faster."""


class Members:
    """The members of a list as columns; what is not asked for is not made.

    Attributes:
        doubles: the double nearest to each different value.
        before: how many members stand before each of them, and at the end how many there are.
        alone: whether each of them stands there once, so that places are counts.
    """

    def __init__(self, among: Among) -> None:
        self._values = among.values
        self.doubles: Floats = np.asarray(among.doubles, dtype=np.float64)  # the same memory
        self.before: Floats = np.asarray(among.before, dtype=np.float64)
        self.alone = among.count == len(among.values)
        self._firsts: dict[tuple[Fraction, Fraction, EdgeSide, bool], Floats] = {}

    def fractions(self, places: Integers) -> tuple[Integers, Integers, Floats]:
        """Pick some of the values, as ``signs_of_pairs`` takes them."""
        tops, bottoms, sizes = self._fractions
        return tops[places], bottoms[places], sizes[places]

    @Lazy
    def _fractions(self) -> tuple[Integers, Integers, Floats]:
        """Numerators and denominators modulo ``2**64``, and the sizes of the denominators."""
        values = self._values
        tops = np.fromiter((wrapped(value.numerator) for value in values), dtype=np.int64, count=len(values))
        bottoms = np.fromiter((wrapped(value.denominator) for value in values), dtype=np.int64, count=len(values))
        sizes = np.fromiter((size_of(value.denominator) for value in values), dtype=np.float64, count=len(values))
        return tops, bottoms, sizes

    def firsts(self, operation: ir.Rank, *, whole: bool) -> Floats:
        """Find for each value the smallest double whose decimal (or which as a ``whole`` number) reaches it."""
        key = operation.scale, operation.offset, operation.belongs, whole
        found = self._firsts.get(key)
        if found is None:
            numbers = self._moved(operation)
            beyond = operation.belongs is EdgeSide.BELOW
            first = _first_whole if whole else _first_reading
            doubles = (first(number, beyond=beyond) for number in numbers)
            found = self._firsts[key] = np.fromiter(doubles, dtype=np.float64, count=len(self._values))
        return found

    def _moved(self, operation: ir.Rank) -> Iterator[Fraction]:
        """Express the members in terms of the column."""
        if operation.scale == 1 and not operation.offset:
            return iter(self._values)
        return ((value - operation.offset) / operation.scale for value in self._values)

    def at(self, places: Integers) -> Floats:
        """Count how many members stand before some places."""
        return places.astype(np.float64) if self.alone else self.before[places]

    def window(self, values: Floats, error: Floats) -> tuple[Integers, Integers, Floats]:
        """Find the first place that a number may have and the last one, and how far the ends of its window are off.

        A number is off by ``error``, and a member that lies near it by one rounding of its size. Eight roundings and
        ``SLACK`` also cover what computing the ends of the window loses.
        """
        size = np.abs(values)
        width = (error + (size + error) * (8 * ROUNDOFF) + 8 * TINY) * SLACK
        return _places(self.doubles, values - width, "left"), _places(self.doubles, values + width, "right"), width


def _first_whole(number: Fraction, *, beyond: bool) -> float:
    return near(Fraction(math.floor(number) + 1 if beyond else math.ceil(number)))


def _first_reading(number: Fraction, *, beyond: bool) -> float:
    """Find the first double that reaches a member: most members come from doubles, and are the decimals of those."""
    double = near(number)
    if math.isfinite(double) and shortest(double).as_integer_ratio() == number.as_integer_ratio():
        return math.nextafter(double, math.inf) if beyond else double
    return first_double.__wrapped__(number, beyond=beyond)  # too many to be remembered one by one


def _places(members: Floats, column: Floats, side: Literal["left", "right"]) -> Integers:
    """Find where numbers stand among members. In order they find each other's neighbours in the cache: sorting pays."""
    if len(column) < _MANY:
        return members.searchsorted(column, side=side)
    order = column.argsort()
    places = np.empty(len(column), dtype=np.int64)
    places[order] = members.searchsorted(column[order], side=side)
    return places


def counted(operation: ir.Rank, column: Floats, *, whole: bool) -> Floats:
    """Count the members each plain reading (or each ``whole`` number) has reached; what NaN gets does not matter."""
    found = members(operation.among)
    return found.at(_places(found.firsts(operation, whole=whole), column, "right"))


_known: WeakKeyDictionary[Among, Members] = WeakKeyDictionary()


def members(among: Among) -> Members:
    """Return the columns of a list, kept as long as the list."""
    found = _known.get(among)
    if found is None:
        found = _known[among] = Members(among)
    return found
