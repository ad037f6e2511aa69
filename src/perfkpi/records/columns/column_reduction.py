"""Records reduced in columns: the measure of every subject at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil, floor, lcm
from typing import Any, cast

import numpy as np

from perfkpi.interpreters.columns.arrays import Bools, Bytes, Integers
from perfkpi.language import Undefinedness
from perfkpi.records.columns.column_groups import ColumnGroup
from perfkpi.records.columns.number_arrays import NumberArray, magnitude, with_room
from perfkpi.records.columns.record_columns import FINE, MISSING, WRONG, RecordColumn, met
from perfkpi.records.columns.scaled_numbers import Scaled
from perfkpi.records.columns.sorted_records import SortedRecords
from perfkpi.records.group_numbers import Truth, Wholes
from perfkpi.records.record_reader import RecordReader
from perfkpi.records.reducers import Answers, End, ReducerInput
from perfkpi.records.reduction_outcomes import Groups, Outcome, reduce_groups


def reduce_columns(
    reader: RecordReader, columns: Mapping[str, RecordColumn], records: SortedRecords
) -> tuple[NumberArray, Mapping[int, Outcome]]:
    """Reduce the records of every subject.

    Args:
        reader: how the reduction reads records.
        columns: the columns that it reads.
        records: all records, sorted by subject.

    Returns:
        the numbers, and what stands in place of some, by the place of the subject.
    """
    number, outcomes = reduce_groups(reader.reduction, _EveryGroup(reader, columns, records))
    return NumberArray.all_of(records.counts * 0) if number is None else cast("NumberArray", number), outcomes


class _EveryGroup(Groups):
    """What was read for one measure of every subject, good and bad.

    Args:
        reader: how the reduction reads records.
        columns: the columns that it reads.
        records: all records, sorted by subject.
    """

    def __init__(self, reader: RecordReader, columns: Mapping[str, RecordColumn], records: SortedRecords) -> None:
        self._reader, self._columns, self._all = reader, columns, records
        parts: dict[str, Any] = {}
        state: Bytes = np.full(len(records.rows), FINE, dtype=np.int8)
        for part, found, also in _read(reader, columns, len(records.rows)):
            parts[part], state = found, np.maximum(state, also)  # of several parts the worst speaks
        state = state[records.rows]
        self._wrong: Bools = state == WRONG
        self._good = records.where(state == FINE)
        self._parts = {part: _of_rows(found, self._good.rows) for part, found in parts.items()}
        self._open: Bools = np.ones(records.subjects, dtype=np.bool_)
        self._nothing: Integers = np.zeros(records.subjects, dtype=np.int64)
        self.invalid = records.count(self._wrong)
        self.missing = records.count(state == MISSING)
        self.present = self._good.counts
        self.unordered, self.ends = self._nothing, self._nothing
        if reader.reduction.by.order is not None:
            self._put_in_order(reader.reduction.by.order[1])

    def _put_in_order(self, end: End) -> None:
        good = self._good
        kinds, ranks = self._parts["moment"].T
        first_kinds = self._nothing.copy()
        first_kinds[good.filled] = kinds[good.starts[good.filled]]
        self._strange = np.asarray(kinds != first_kinds[good.groups], dtype=np.bool_)
        extremes = good.each(np.minimum if end is End.FIRST else np.maximum, ranks)
        self._parts["moment"] = np.asarray(ranks == extremes[good.groups], dtype=np.bool_)
        self.unordered, self.ends = good.count(self._strange), good.count(self._parts["moment"])

    def take(self, truth: Truth) -> Iterable[int]:
        found = np.flatnonzero(self._open & truth)
        self._open[found] = False
        return found.tolist()

    @property
    def is_open(self) -> bool:
        return bool(self._open.any())

    def counted(self, numbers: Wholes, place: int) -> int:
        return int(numbers[place])

    def first_invalid(self, place: int) -> tuple[int, Undefinedness]:
        row = self._all.marked(self._wrong, place)[0]
        record = {name: self._columns[name].raw(row) for name in self._reader.columns}
        return row, cast("Undefinedness", self._reader.read(row, record))

    def two_unordered(self, place: int) -> tuple[int, int]:
        start = self._good.starts[place]
        return int(self._good.rows[start]), self._good.marked(self._strange, place)[0]

    def two_ends(self, place: int) -> tuple[int, int]:
        first, second, *_ = self._good.marked(self._parts["moment"], place)
        return first, second

    def group(self) -> ColumnGroup:
        return ColumnGroup(self._good, self._parts)


def _read(reader: RecordReader, columns: Mapping[str, RecordColumn], rows: int) -> Iterator[tuple[str, Any, Bytes]]:
    """Yield each part that is read, of every row, and the state of every row."""
    reduction, by = reader.reduction, reader.reduction.by
    if reduction.of is not None:
        column = columns[reduction.of]
        if by.reads is ReducerInput.FIGURES:
            yield "figure", *_figures(reduction.answers, column)
        else:
            yield "value", *column.values
    if by.weight is not None:
        weights, state = columns[by.weight].figures
        yield "weight", weights, np.where(weights.wholes < 0, np.int8(WRONG), state)
    if by.order is not None:
        kinds, ranks, state = columns[by.order[0]].moments
        yield "moment", np.stack((kinds, ranks), axis=1), state
    if reader.condition is not None:
        yield "met", *met(reader.condition, columns, rows)


def _of_rows(part: Any, rows: Integers) -> Any:  # noqa: ANN401  # numbers, or arrays
    """Pick some rows of a part."""
    if isinstance(part, Scaled):
        return Scaled(part.wholes[rows], part.scale)
    return part[rows]


def _figures(answers: Iterable[Answers], column: RecordColumn) -> tuple[Scaled, Bytes]:
    """Read the figures of a column; those that could not be given are wrong."""
    figures, state = column.figures
    for each in answers:
        state = np.where((state == FINE) & ~_allowed(each, figures), np.int8(WRONG), state)
    return figures, state


def _allowed(answers: Answers, figures: Scaled) -> Bools:
    low, high, scale = answers.scale.low, answers.scale.high, figures.scale
    wholes = figures.wholes
    inside = np.asarray((wholes >= ceil(low * scale)) & (wholes <= floor(high * scale)), dtype=np.bool_)
    if answers.step is None:
        return inside
    factor = lcm(low.denominator, answers.step.denominator)
    start, stride = int(low * factor * scale), int(answers.step * factor * scale)
    distance = with_room(wholes, max(magnitude(wholes) * factor + abs(start), stride)) * factor - start
    return inside & np.asarray(distance % stride == 0, dtype=np.bool_)
