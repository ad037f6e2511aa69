"""Piles: the records of one measure, and what a reducer may ask of them.

A reducer speaks of one pile. Here it is the records of one subject, and numbers are Fractions; ``reduce_table`` gives
it the piles of all subjects at once, and the same words mean one exact number for each of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any, TypeAlias

from attrs import field, frozen

__all__ = ["Number", "OnePile", "Pile", "Reading"]

Number: TypeAlias = Any
"""A Fraction, or one for each subject. Both know ``+ - * / //`` and comparisons, with each other and with numbers."""


@frozen
class Reading:
    """One record, as a reduction sees it; what the reduction does not read is left at its default.

    Attributes:
        row: its position among all records.
        figure: the number in the column that is reduced.
        value: what tells it from other values of that column.
        weight: its weight.
        moment: where it stands in the order of records.
        met: whether it meets the condition.
    """

    row: int
    figure: Fraction = Fraction(0)
    value: object = None
    weight: Fraction = Fraction(1)
    moment: tuple[int, Any] = (0, 0)
    met: bool = False


class Pile(ABC):
    """The records of one measure that have what the reduction reads: at least one, none of them invalid."""

    @abstractmethod
    def count(self) -> Number:
        """How many records there are."""

    @abstractmethod
    def distinct(self) -> Number:
        """How many different values there are."""

    @abstractmethod
    def met(self) -> Number:
        """How many records meet the reducer's condition."""

    @abstractmethod
    def between(self, low: Fraction | int, high: Fraction | int) -> Number:
        """How many figures lie between two numbers, both included."""

    @abstractmethod
    def total(self) -> Number:
        """The sum of the figures."""

    @abstractmethod
    def weights(self) -> Number:
        """The sum of the weights."""

    @abstractmethod
    def weighted(self) -> Number:
        """The sum of the figures, each multiplied by its weight."""

    @abstractmethod
    def ranked(self, start: Number, stop: Number) -> Number:
        """The sum of the figures from rank ``start`` to before rank ``stop``; the lowest figure has rank 0."""

    @abstractmethod
    def chosen(self) -> Number:
        """The figure of the record that stands at the reducer's end of its order."""


@frozen(eq=False)
class OnePile(Pile):
    """The pile of one subject.

    Attributes:
        readings: its records.
        end: the one at the reducer's end of the order; ``None`` where the reducer has no order.
    """

    readings: Sequence[Reading]
    end: Reading | None = None
    _sums: list[Fraction] = field(init=False, factory=list[Fraction])

    def count(self) -> Number:
        return Fraction(len(self.readings))

    def distinct(self) -> Number:
        return Fraction(len({reading.value for reading in self.readings}))

    def met(self) -> Number:
        return Fraction(sum(reading.met for reading in self.readings))

    def between(self, low: Fraction | int, high: Fraction | int) -> Number:
        return Fraction(sum(low <= reading.figure <= high for reading in self.readings))

    def total(self) -> Number:
        return sum((reading.figure for reading in self.readings), Fraction(0))

    def weights(self) -> Number:
        return sum((reading.weight for reading in self.readings), Fraction(0))

    def weighted(self) -> Number:
        return sum((reading.figure * reading.weight for reading in self.readings), Fraction(0))

    def ranked(self, start: Number, stop: Number) -> Number:
        if not self._sums:
            figures = sorted(reading.figure for reading in self.readings)
            self._sums.extend(accumulate(figures, initial=Fraction(0)))
        return self._sums[int(stop)] - self._sums[int(start)]

    def chosen(self) -> Number:
        return None if self.end is None else self.end.figure
