"""Records sorted by subject: counted and summed from one subject to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from perfkpi.errors import shown
from perfkpi.interpreters.columns.arrays import Bools, Integers
from perfkpi.records.arguments import check_subject, unknown_subject
from perfkpi.records.columns.number_arrays import WholeArray, magnitude, with_room
from perfkpi.records.columns.record_columns import RecordColumn


class SortedRecords:
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

    def where(self, kept: Bools) -> SortedRecords:
        """Pick some of the records, of the same subjects."""
        if kept.all():
            return self
        return SortedRecords(self.rows[kept], self.groups[kept], self.subjects)

    def each(self, reduce: np.ufunc, numbers: WholeArray) -> WholeArray:
        """Reduce to one number of each subject; 0 where there is no record."""
        found = np.zeros(self.subjects, dtype=numbers.dtype)
        if len(self.filled):
            found[self.filled] = reduce.reduceat(numbers, self.starts[self.filled])
        return found

    def total(self, numbers: WholeArray) -> WholeArray:
        """Sum the numbers of each subject."""
        return self.each(np.add, with_room(numbers, magnitude(numbers) * int(self.counts.max(initial=0))))

    def count(self, marked: Bools) -> Integers:
        """Count the records of each subject that are marked."""
        return np.bincount(self.groups[marked], minlength=self.subjects)

    def marked(self, marked: Bools, subject: int) -> list[int]:
        """List the rows of the records of a subject that are marked, in their order."""
        own = slice(int(self.starts[subject]), int(self.starts[subject] + self.counts[subject]))
        found: list[int] = self.rows[own][marked[own]].tolist()
        return found


def sort_by_subject(column: RecordColumn, known: Mapping[Any, int] | None) -> tuple[SortedRecords, list[Any]]:
    """Sort records by their subjects.

    Args:
        column: the subject of each record.
        known: the place of every subject that is to have measures; ``None`` where it was not said who is.

    Returns:
        the records, and the subjects by their places.

    Raises:
        MeasureError: a record without a subject, or of one that is not known.
    """
    codes, rows = column.distinct
    places: dict[Any, int] = {} if known is None else dict(known)
    place_of = np.zeros(len(rows), dtype=np.int64)
    for code in sorted(range(len(rows)), key=rows.__getitem__):
        key = column.raw(rows[code])
        check_subject(key, f"records[{rows[code]}][{shown(column.name)}]")
        if known is not None and key not in places:
            raise unknown_subject(rows[code], key)
        place_of[code] = places.setdefault(_plain(key), len(places))
    groups = place_of[codes]
    order = np.argsort(groups, kind="stable")
    return SortedRecords(order, groups[order], len(places)), list(places)


def _plain(key: Any) -> Any:  # noqa: ANN401  # whatever names a subject
    """Turn a number of NumPy into Python's own."""
    return key.item() if isinstance(key, (np.integer, np.floating)) else key
