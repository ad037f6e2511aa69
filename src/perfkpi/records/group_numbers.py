"""Numbers of groups: what a reducer calculates with, of one group or of all groups at once.

A number is a pair of whole numbers, top and bottom; a bottom of 0 is a number that is undefined, and stays so. The
operations stand here once; a reading says how pairs are held.
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from fractions import Fraction
from typing import Any, Self, TypeAlias

from perfkpi.language.validation import refused
from perfkpi.numbers import exact

Wholes: TypeAlias = Any
"""A whole number, or an array with one for each group."""

Truth: TypeAlias = Any
"""A bool, or an array with one for each group."""

Amount: TypeAlias = "GroupNumber | Fraction | int | str | float"
"""A number of the groups, or a plain one, which is the same for each of them."""


def plain_number(value: object) -> Fraction | int:
    """Read the exact number that a value means; Python's own comparisons are 1 or 0, as those of groups are.

    Raises:
        NumberError: it is no number.
    """
    return int(value) if type(value) is int or type(value) is bool else exact(value)


class GroupNumber(ABC):
    """A number of each group: ``+ - * / //`` and comparisons, with each other and with plain numbers.

    A plain number means what it means everywhere in the library: a float its shortest decimal. A comparison is a
    number, too: 1 where it holds, 0 where it does not. There is no truth value, because a table holds many groups.

    Args:
        top: the numerator.
        bottom: the denominator, never negative; 0 where there is no number.
    """

    __slots__ = ("bottom", "top")
    __array_ufunc__ = None  # an array on the left leaves the operation to this class
    __hash__ = None  # type: ignore[assignment]  # what is equal is a number, not a truth

    def __init__(self, top: Wholes, bottom: Wholes) -> None:
        self.top, self.bottom = top, bottom

    @staticmethod
    @abstractmethod
    def _plus(left: Wholes, right: Wholes) -> Wholes:
        """Compute the sum."""

    @staticmethod
    @abstractmethod
    def _times(left: Wholes, right: Wholes) -> Wholes:
        """Compute the product."""

    @staticmethod
    @abstractmethod
    def _choose(truth: Truth, one: Wholes, other: Wholes) -> Wholes:
        """Choose one where it is true, the other where it is not."""

    @staticmethod
    @abstractmethod
    def _alike(left: Wholes, right: Wholes) -> bool:
        """Tell whether all of them are equal."""

    @abstractmethod
    def _all(self, top: int, bottom: int) -> Self:
        """Repeat a number for each of these groups."""

    def number(self, value: Amount) -> Self:
        """Return a number of these groups as it is, or repeat a plain number for each of them.

        Raises:
            NumberError: it is no number.
        """
        if type(value) is int:  # by far the most common plain number
            return self._all(value, 1)
        return value if isinstance(value, type(self)) else self._all(*plain_number(value).as_integer_ratio())

    @property
    def defined(self) -> Truth:
        """Where there is a number."""
        return self.bottom != 0

    def floor(self) -> Wholes:
        """Round down to whole numbers; 0 where there is no number."""
        defined = self.defined
        return self._choose(defined, self.top, 0) // self._choose(defined, self.bottom, 1)

    def where(self, defined: Truth) -> Self:
        """Leave the numbers undefined elsewhere."""
        return type(self)(self.top, self._choose(defined, self.bottom, 0))

    def __add__(self, other: Amount) -> Self:
        right = self.number(other)
        if self._alike(self.bottom, right.bottom):
            return type(self)(self._plus(self.top, right.top), self.bottom)
        top = self._plus(self._times(self.top, right.bottom), self._times(right.top, self.bottom))
        return type(self)(top, self._times(self.bottom, right.bottom))

    def __neg__(self) -> Self:
        return type(self)(-self.top, self.bottom)

    def __sub__(self, other: Amount) -> Self:
        return self + -self.number(other)

    def __rsub__(self, other: Amount) -> Self:
        return self.number(other) - self

    def __mul__(self, other: Amount) -> Self:
        right = self.number(other)
        return type(self)(self._times(self.top, right.top), self._times(self.bottom, right.bottom))

    def __truediv__(self, other: Amount) -> Self:
        right = self.number(other)
        top, bottom = self._times(self.top, right.bottom), self._times(self.bottom, right.top)
        negative = bottom < 0
        quotient = type(self)(self._choose(negative, -top, top), self._choose(negative, -bottom, bottom))
        return quotient.where(right.defined)

    def __rtruediv__(self, other: Amount) -> Self:
        return self.number(other) / self

    def __floordiv__(self, other: Amount) -> Self:
        quotient = self / other
        return type(self)(quotient.floor(), self._choose(quotient.defined, 1, 0))

    def __rfloordiv__(self, other: Amount) -> Self:
        return self.number(other) // self

    __radd__ = __add__
    __rmul__ = __mul__

    def _compared(self, compare: Any, other: Amount) -> Self:  # noqa: ANN401  # an operator on whole numbers
        difference = self - other
        return type(self)(self._choose(compare(difference.top, 0), 1, 0), self._choose(difference.defined, 1, 0))

    def __lt__(self, other: Amount) -> Self:
        return self._compared(operator.lt, other)

    def __le__(self, other: Amount) -> Self:
        return self._compared(operator.le, other)

    def __gt__(self, other: Amount) -> Self:
        return self._compared(operator.gt, other)

    def __ge__(self, other: Amount) -> Self:
        return self._compared(operator.ge, other)

    def __eq__(self, other: Amount) -> Self:  # type: ignore[override]  # a number of each group, not one truth
        return self._compared(operator.eq, other)

    def __ne__(self, other: Amount) -> Self:  # type: ignore[override]  # as above
        return self._compared(operator.ne, other)

    def __bool__(self) -> bool:
        raise refused(
            "a number of a group may stand for many groups, so Python's if, and, or, not, max and min cannot ask it; a "
            "comparison is 1 or 0: write (count > 4) * cut",
            "分组的数字可能同时代表许多组，不能用于 Python 的 if、and、or、not、max 和 min；比较的结果是 1 或 0："
            "请写 (count > 4) * cut",
            self,
        )


class OneNumber(GroupNumber):
    """The number of one group, as Python's own whole numbers."""

    __slots__ = ()

    @staticmethod
    def _plus(left: Wholes, right: Wholes) -> Wholes:
        return left + right

    @staticmethod
    def _times(left: Wholes, right: Wholes) -> Wholes:
        return left * right

    @staticmethod
    def _alike(left: Wholes, right: Wholes) -> bool:
        return bool(left == right)

    @staticmethod
    def _choose(truth: Truth, one: Wholes, other: Wholes) -> Wholes:
        return one if truth else other

    def _all(self, top: int, bottom: int) -> OneNumber:
        return OneNumber(top, bottom)

    def floor(self) -> int:
        return int(self.top // self.bottom) if self.bottom else 0

    def fraction(self) -> Fraction:
        """Return the number, where there is one."""
        return Fraction(self.top, self.bottom)
