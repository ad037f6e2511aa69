"""Numbers of all groups at once, as arrays of whole numbers.

They are int64 as long as nothing can overflow, and Python's own integers beyond.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from perfkpi.interpreters.columns.arrays import Bools
from perfkpi.records.group_numbers import GroupNumber

WholeArray: TypeAlias = npt.NDArray[Any]
"""int64, or objects that are Python integers."""

_ROOM = 2**62


def magnitude(numbers: WholeArray) -> int:
    """Find the largest absolute value; of Python integers, one that no int64 holds."""
    if numbers.dtype == object:
        return _ROOM
    return max(int(numbers.max()), -int(numbers.min())) if numbers.size else 0


def with_room(numbers: WholeArray, largest: int) -> WholeArray:
    """Give the numbers a type that has room for results of a magnitude."""
    return numbers if largest < _ROOM and numbers.dtype != object else numbers.astype(object)


def times(left: WholeArray, right: WholeArray) -> WholeArray:
    """Compute the product."""
    largest = magnitude(left) * magnitude(right)
    return with_room(left, largest) * with_room(right, largest)


def plus(left: WholeArray, right: WholeArray) -> WholeArray:
    """Compute the sum."""
    largest = magnitude(left) + magnitude(right)
    return with_room(left, largest) + with_room(right, largest)


class NumberArray(GroupNumber):
    """A number of each group."""

    __slots__ = ()

    top: WholeArray
    bottom: WholeArray

    _plus = staticmethod(plus)
    _times = staticmethod(times)

    @staticmethod
    def _alike(left: WholeArray, right: WholeArray) -> bool:
        return np.array_equal(left, right)

    @staticmethod
    def _choose(truth: Bools, one: WholeArray | int, other: WholeArray | int) -> WholeArray:
        return np.where(truth, one, other)

    @classmethod
    def all_of(cls, top: WholeArray, bottom: int = 1) -> NumberArray:
        """Make numbers of one denominator."""
        return cls(top, np.full(len(top), bottom, dtype=_kind(bottom)))

    def _all(self, top: int, bottom: int) -> NumberArray:
        same: WholeArray = np.full(len(self.top), top, dtype=_kind(top))
        return self.all_of(same, bottom)

    def at(self, place: int) -> Fraction:
        """Return the number of one group."""
        return Fraction(int(self.top[place]), int(self.bottom[place]))


def _kind(number: int) -> np.dtype[Any]:
    return np.dtype(np.int64 if abs(number) < _ROOM else object)
