"""The piles of all subjects at once: records sorted by subject, summed from one subject to the next."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import numpy as np

from perfkpi.batch.records.decimals import Scaled
from perfkpi.batch.records.quotients import Quotients, Wholes, roomy, size, times
from perfkpi.meanings.columns.arrays import Bools, Integers
from perfkpi.meanings.columns.lazy import Lazy
from perfkpi.people.records.piles import Number, Pile

__all__ = ["Grouped", "ManyPiles"]


class Grouped:
    """Records sorted by subject.

    Args:
        rows: their rows, those of one subject side by side and in their order.
        groups: the subject of each.
        subjects: how many subjects there are.
    """

    def __init__(self, rows: Integers, groups: Integers, subjects: int) -> None:
        self.rows, self.groups, self.subjects = rows, groups, subjects
        self.counts: Integers = np.bincount(groups, minlength=subjects)
        self.starts: Integers = np.cumsum(self.counts) - self.counts
        self.filled: Integers = np.flatnonzero(self.counts)

    def each(self, reduce: np.ufunc, numbers: Wholes) -> Wholes:
        """One number of each subject; 0 where there is no record."""
        found = np.zeros(self.subjects, dtype=numbers.dtype)
        if len(self.filled):
            found[self.filled] = reduce.reduceat(numbers, self.starts[self.filled])
        return found

    def total(self, numbers: Wholes) -> Wholes:
        """The sum of each subject."""
        return self.each(np.add, roomy(numbers, size(numbers) * int(self.counts.max(initial=0))))

    def count(self, marked: Bools) -> Integers:
        """How many records of each subject are marked."""
        return np.bincount(self.groups[marked], minlength=self.subjects)


class ManyPiles(Pile):
    """The pile of every subject.

    Args:
        grouped: the records.
        figures: the figure of each.
        weights: the weight of each.
        values: a code for the value of each.
        met: whether each meets the condition.
        ends: whether each stands at the end of the order.
    """

    def __init__(
        self,
        grouped: Grouped,
        *,
        figures: Scaled | None,
        weights: Scaled | None,
        values: Integers | None,
        met: Bools | None,
        ends: Bools | None,
    ) -> None:
        nothing = np.zeros(len(grouped.rows), dtype=np.int64)
        self._grouped = grouped
        self._figures = Scaled(nothing, 1) if figures is None else figures
        self._weights = Scaled(nothing + 1, 1) if weights is None else weights
        self._values = nothing if values is None else values
        self._met = nothing != 0 if met is None else met
        self._ends = nothing != 0 if ends is None else ends

    def _number(self, wholes: Wholes, scale: int = 1) -> Quotients:
        kind = np.int64 if scale < 2**62 else object
        return Quotients(wholes, np.full(self._grouped.subjects, scale, dtype=kind))

    def count(self) -> Number:
        return self._number(self._grouped.counts)

    def distinct(self) -> Number:
        groups, subjects = self._grouped.groups, self._grouped.subjects
        width = int(self._values.max(initial=0)) + 1
        pairs = np.unique(groups * width + self._values)
        return self._number(np.bincount(pairs // width, minlength=subjects))

    def met(self) -> Number:
        return self._number(self._grouped.count(self._met))

    def between(self, low: Fraction | int, high: Fraction | int) -> Number:
        wholes, scale = self._figures.wholes, self._figures.scale
        inside = (wholes >= ceil(low * scale)) & (wholes <= floor(high * scale))
        return self._number(self._grouped.count(np.asarray(inside, dtype=np.bool_)))

    def total(self) -> Number:
        return self._number(self._grouped.total(self._figures.wholes), self._figures.scale)

    def weights(self) -> Number:
        return self._number(self._grouped.total(self._weights.wholes), self._weights.scale)

    def weighted(self) -> Number:
        products = times(self._figures.wholes, self._weights.wholes)
        return self._number(self._grouped.total(products), self._figures.scale * self._weights.scale)

    @Lazy
    def _sums(self) -> Wholes:
        """The sum of all figures before each place, the figures of each subject being sorted."""
        wholes = self._figures.wholes
        ranks = wholes if wholes.dtype != object else np.unique(wholes, return_inverse=True)[1]
        ordered = wholes[np.lexsort((ranks, self._grouped.groups))]
        ordered = roomy(ordered, size(ordered) * len(ordered))
        return np.concatenate([np.zeros(1, dtype=ordered.dtype), np.cumsum(ordered)])

    def _place(self, rank: Number) -> tuple[Integers, Bools]:
        number = rank if isinstance(rank, Quotients) else self._number(self._grouped.counts * 0) + rank
        places = np.clip(number.floor(), 0, self._grouped.counts).astype(np.int64)
        return self._grouped.starts + places, number.defined

    def ranked(self, start: Number, stop: Number) -> Number:
        (first, known), (last, also) = self._place(start), self._place(stop)
        number = self._number(self._sums[last] - self._sums[first], self._figures.scale)
        return Quotients(number.top, np.where(known & also, number.bottom, 0))

    def chosen(self) -> Number:
        figures = np.where(self._ends, self._figures.wholes, 0)
        return self._number(self._grouped.total(figures), self._figures.scale)
