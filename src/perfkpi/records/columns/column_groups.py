"""The records of all groups at once, as a reducer asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

import numpy as np

from perfkpi.interpreters.columns.arrays import Bools
from perfkpi.interpreters.columns.lazy import Lazy
from perfkpi.records.columns.number_arrays import NumberArray, WholeArray, magnitude, times, with_room
from perfkpi.records.columns.scaled_numbers import Scaled
from perfkpi.records.columns.sorted_records import SortedRecords
from perfkpi.records.group_numbers import Amount, plain_number
from perfkpi.records.groups import RecordGroup


class ColumnGroup(RecordGroup):
    """The records of every subject.

    Args:
        records: the records.
        parts: what was read of each: figures and weights as ``Scaled``, a code for each value, whether it meets the
            condition, whether it stands at the end of the order (``moment``).
    """

    def __init__(self, records: SortedRecords, parts: Mapping[str, Any]) -> None:
        super().__init__()
        self._records, self._parts = records, parts

    def _part(self, part: str) -> Any:  # noqa: ANN401  # as told above
        return self._parts.get(part)

    def _summed(self, numbers: Scaled) -> NumberArray:
        return NumberArray.all_of(self._records.total(numbers.wholes), numbers.scale)

    def count(self) -> NumberArray:
        return NumberArray.all_of(self._records.counts)

    def distinct(self) -> NumberArray:
        values = self._read("value")
        width = int(values.max(initial=0)) + 1
        pairs = np.unique(self._records.groups * width + values)
        return NumberArray.all_of(np.bincount(pairs // width, minlength=self._records.subjects))

    def met(self) -> NumberArray:
        return NumberArray.all_of(self._records.count(self._read("met")))

    def between(self, low: Amount, high: Amount) -> NumberArray:
        figures: Scaled = self._read("figure")
        (least, has_least), (most, has_most) = (
            self._bound(low, figures.scale, up=True),
            self._bound(high, figures.scale),
        )
        inside = (figures.wholes >= least) & (figures.wholes <= most)
        found = self._records.count(np.asarray(inside, dtype=np.bool_))
        return NumberArray.all_of(found).where(has_least & has_most)

    def _bound(self, number: Amount, scale: int, *, up: bool = False) -> tuple[WholeArray | int, Bools | np.bool_]:
        """Find the least or greatest whole number within a bound, of every record or of all, and where there is one."""
        if not isinstance(number, NumberArray):
            plain = plain_number(number) * scale
            return ceil(plain) if up else floor(plain), np.True_
        scaled = number * scale
        whole = -(-scaled).floor() if up else scaled.floor()
        return whole[self._records.groups], number.defined

    def total(self) -> NumberArray:
        return self._summed(self._read("figure"))

    def weights(self) -> NumberArray:
        return self._summed(self._read("weight"))

    def weighted(self) -> NumberArray:
        figures, weights = self._read("figure"), self._read("weight")
        return self._summed(Scaled(times(figures.wholes, weights.wholes), figures.scale * weights.scale))

    @Lazy
    def _sums(self) -> WholeArray:
        """The sum of all figures before each place, the figures of each subject being sorted."""
        wholes = self._read("figure").wholes
        ranks = wholes if wholes.dtype != object else np.unique(wholes, return_inverse=True)[1]
        ordered = wholes[np.lexsort((ranks, self._records.groups))]
        ordered = with_room(ordered, magnitude(ordered) * len(ordered))
        return np.concatenate([np.zeros(1, dtype=ordered.dtype), np.cumsum(ordered)])

    def _between_ranks(self, low: WholeArray, high: WholeArray, has: Bools) -> NumberArray:
        sums, scale = self._sums, self._read("figure").scale
        first, last = (self._records.starts + np.where(has, rank, 0).astype(np.int64) for rank in (low, high))
        return NumberArray.all_of(sums[last] - sums[first], scale).where(has)

    def chosen(self) -> NumberArray:
        ends, figures = self._read("moment"), self._read("figure")
        return self._summed(Scaled(np.where(ends, figures.wholes, 0), figures.scale))
