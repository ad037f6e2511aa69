"""Quotients: one exact number for each subject, as arrays of whole numbers.

They are int64 as long as nothing can overflow, and Python's own integers beyond.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from perfkpi.meanings.columns.arrays import Bools, Integers

__all__ = ["Quotients", "Wholes", "plus", "roomy", "size", "times"]

Wholes: TypeAlias = npt.NDArray[Any]
"""int64, or objects that are Python integers."""

Operand: TypeAlias = "Quotients | Fraction | int"

_ROOM = 2**62


def size(numbers: Wholes) -> int:
    """The largest magnitude; of Python integers, one that no int64 holds."""
    if numbers.dtype == object:
        return _ROOM
    return max(int(numbers.max()), -int(numbers.min())) if numbers.size else 0


def roomy(numbers: Wholes, largest: int) -> Wholes:
    """The same numbers in a type that has room for results of a magnitude."""
    return numbers if largest < _ROOM and numbers.dtype != object else numbers.astype(object)


def times(left: Wholes, right: Wholes) -> Wholes:
    """The product."""
    largest = size(left) * size(right)
    return roomy(left, largest) * roomy(right, largest)


def plus(left: Wholes, right: Wholes) -> Wholes:
    """The sum."""
    largest = size(left) + size(right)
    return roomy(left, largest) + roomy(right, largest)


class Quotients:
    """What ``Fraction`` is for one subject; a bottom of 0 is a number that is undefined, and stays so.

    Args:
        top: the numerators.
        bottom: the denominators, none of them negative.
    """

    __slots__ = ("bottom", "top")
    __array_ufunc__ = None  # an array on the left leaves the operation to this class

    def __init__(self, top: Wholes, bottom: Wholes) -> None:
        self.top, self.bottom = top, bottom

    @property
    def defined(self) -> Bools:
        """Where there is a number."""
        return np.asarray(self.bottom != 0, dtype=np.bool_)

    def floor(self) -> Wholes:
        """The whole numbers below; 0 where there is none."""
        return np.where(self.defined, self.top, 0) // np.where(self.defined, self.bottom, 1)

    def at(self, row: int) -> Fraction:
        """The number of one subject."""
        return Fraction(int(self.top[row]), int(self.bottom[row]))

    def _of(self, other: Operand) -> Quotients:
        if isinstance(other, Quotients):
            return other
        top, bottom = Fraction(other).as_integer_ratio()
        return Quotients(self._all(top), self._all(bottom))

    def _all(self, number: int) -> Wholes:
        return np.full(len(self.top), number, dtype=np.int64 if abs(number) < _ROOM else object)

    def __add__(self, other: Operand) -> Quotients:
        right = self._of(other)
        if np.array_equal(self.bottom, right.bottom):
            return Quotients(plus(self.top, right.top), self.bottom)
        top = plus(times(self.top, right.bottom), times(right.top, self.bottom))
        return Quotients(top, times(self.bottom, right.bottom))

    def __neg__(self) -> Quotients:
        return Quotients(-self.top, self.bottom)

    def __sub__(self, other: Operand) -> Quotients:
        return self + -self._of(other)

    def __rsub__(self, other: Operand) -> Quotients:
        return self._of(other) - self

    def __mul__(self, other: Operand) -> Quotients:
        right = self._of(other)
        return Quotients(times(self.top, right.top), times(self.bottom, right.bottom))

    def __truediv__(self, other: Operand) -> Quotients:
        right = self._of(other)
        top = times(self.top, right.bottom)
        bottom = times(self.bottom, right.top)
        bottom = np.where(right.defined, bottom, 0)
        negative = np.asarray(bottom < 0, dtype=np.bool_)
        return Quotients(np.where(negative, -top, top), np.where(negative, -bottom, bottom))

    def __rtruediv__(self, other: Operand) -> Quotients:
        return self._of(other) / self

    def __floordiv__(self, other: Operand) -> Quotients:
        quotient = self / other
        return Quotients(quotient.floor(), quotient.defined.astype(np.int64))

    def __rfloordiv__(self, other: Operand) -> Quotients:
        return self._of(other) // self

    __radd__ = __add__
    __rmul__ = __mul__

    def _sign(self, other: Operand) -> tuple[Wholes, Integers]:
        difference = self - other
        return difference.top, difference.defined.astype(np.int64)

    def __lt__(self, other: Operand) -> Quotients:
        top, defined = self._sign(other)
        return Quotients(np.asarray(top < 0).astype(np.int64), defined)

    def __le__(self, other: Operand) -> Quotients:
        top, defined = self._sign(other)
        return Quotients(np.asarray(top <= 0).astype(np.int64), defined)

    def __gt__(self, other: Operand) -> Quotients:
        top, defined = self._sign(other)
        return Quotients(np.asarray(top > 0).astype(np.int64), defined)

    def __ge__(self, other: Operand) -> Quotients:
        top, defined = self._sign(other)
        return Quotients(np.asarray(top >= 0).astype(np.int64), defined)
