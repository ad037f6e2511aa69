"""Columns of records, read all at once: figures, different values, places in an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from perfkpi.interpreters.columns.arrays import Bools, Bytes, Integers
from perfkpi.interpreters.columns.lazy import Lazy
from perfkpi.language import Absent, Input, Status, Undefinedness
from perfkpi.model.measurement.notation import Notation
from perfkpi.records.cell_parsing import figure_of, identity_of, moment_of
from perfkpi.records.columns.number_arrays import times
from perfkpi.records.columns.scaled_numbers import Scaled, comparable, of_doubles, of_fractions
from perfkpi.records.record_reader import ConditionReader

FINE, MISSING, WRONG = 0, 1, 2
"""What a record is for a reduction; of several parts the worst speaks."""

_TOLD_APART = frozenset({int, float, bool, type(None), Decimal, Fraction, date, datetime, Absent})

T = TypeVar("T")


def _state(found: object) -> int:
    if not isinstance(found, Undefinedness):
        return FINE
    return MISSING if found.status in Status.absences() else WRONG


def _key(value: object, row: int) -> object:
    """Find what tells a value from others: itself and its type, or its row where it may equal what it is not."""
    if type(value) is str:
        return value
    told_apart = type(value) in _TOLD_APART or issubclass(type(value), np.generic)
    return (type(value), value) if told_apart else (row, None)


def _encoded(values: list[object]) -> tuple[Integers, list[int]]:
    """Give each value a code, and find the first row of each. What cannot be looked up is a value of its own."""
    known: dict[object, int] = {}
    firsts: list[int] = []
    codes = np.empty(len(values), dtype=np.int64)
    for row, value in enumerate(values):
        key = _key(value, row)
        try:
            code = known.setdefault(key, len(firsts))
        except (TypeError, ValueError):  # a signalling NaN, a duration of no unit
            code = len(firsts)
        if code == len(firsts):
            firsts.append(row)
        codes[row] = code
    return codes, firsts


class RecordColumn:
    """One column of the records.

    Args:
        name: its name.
        data: its cells.
        absent: where there is none.
        codes: the number of the ``Status`` that tells why, by row; ``None`` where it is not told.
        notation: how its source writes it; ``None`` where nothing was declared.
    """

    def __init__(
        self,
        name: str,
        data: npt.NDArray[Any],
        absent: Bools,
        codes: Bytes | None,
        notation: Notation | None,
    ) -> None:
        self.name, self.data, self.absent = name, data, absent
        self._node = Input(name)
        self._codes, self._notation = codes, notation

    def __len__(self) -> int:
        return len(self.data)

    def raw(self, row: int) -> object:
        """Return a cell as it was given."""
        if not self.absent[row]:
            cell = self.data[row]
            return str(cell) if type(cell) is np.str_ else cell
        code = 0 if self._codes is None else int(self._codes[row])
        return Absent(Status(code)) if code else None

    @Lazy
    def distinct(self) -> tuple[Integers, list[int]]:
        """A code for each different cell, in their order where they are numbers, and the first row of each code."""
        if self.data.dtype.kind in "biufM":
            _, firsts, codes = np.unique(comparable(self.data), return_index=True, return_inverse=True)
            rows = firsts.tolist()
        else:
            codes, rows = _encoded(self.data.tolist())
        if self.absent.any():
            _, firsts, codes = np.unique(
                np.where(self.absent, len(rows), codes), return_index=True, return_inverse=True
            )
            rows = firsts.tolist()
        return codes, rows

    @Lazy
    def _ordinary(self) -> Bytes | None:
        """The state of every row of a column of numbers or instants; ``None`` for any other column."""
        kind = self.data.dtype.kind
        if kind not in "iufM":
            return None
        state = np.zeros(len(self.data), dtype=np.int8)
        if kind == "f":
            state[np.isinf(self.data)] = WRONG
        if kind in "fM":
            state[np.isnat(self.data) if kind == "M" else np.isnan(self.data)] = MISSING
        state[self.absent] = MISSING
        return state

    def _each(self, read: Callable[[Input, object, Notation | None], T]) -> tuple[list[T], Bytes]:
        """Read what each different cell is, and find the state of every row."""
        codes, rows = self.distinct
        found = [read(self._node, self.raw(row), self._notation) for row in rows]
        return found, np.array([_state(each) for each in found], dtype=np.int8)[codes]

    @Lazy
    def figures(self) -> tuple[Scaled, Bytes]:
        """Every figure exactly, and the state of every row; a row without a figure holds a 0."""
        state, kind = self._ordinary, self.data.dtype
        if state is not None and kind == np.float64:
            return self._meant(of_doubles(np.where(state == FINE, self.data, 0.0))), state
        if state is not None and np.can_cast(kind, np.int64) and _small(self.data):
            return self._meant(Scaled(np.where(state == FINE, self.data, 0).astype(np.int64), 1)), state
        found, state = self._each(figure_of)
        figures = [Fraction(0) if isinstance(each, Undefinedness) else each for each in found]
        return of_fractions(figures, self.distinct[0]), state

    def _meant(self, recorded: Scaled) -> Scaled:
        """Express what figures mean that are recorded in the unit of the column."""
        if self._notation is None or self._notation.recorded == 1:
            return recorded
        top, bottom = self._notation.recorded.as_integer_ratio()
        return Scaled(times(recorded.wholes, np.array([bottom])), recorded.scale * top)

    @Lazy
    def values(self) -> tuple[Integers, Bytes]:
        """A code for each different value, and the state of every row."""
        if self._ordinary is not None:
            return self.distinct[0], self._ordinary
        found, state = self._each(identity_of)
        known: dict[object, int] = {}
        same = np.array([known.setdefault(each, len(known)) for each in found], dtype=np.int64)
        return same[self.distinct[0]], state

    @Lazy
    def moments(self) -> tuple[Integers, Integers, Bytes]:
        """The kind of each moment, its rank among those of its kind, and the state of every row."""
        codes = self.distinct[0]
        if self._ordinary is not None:
            return np.zeros(len(codes), dtype=np.int64), codes, self._ordinary
        found, state = self._each(moment_of)
        moments = [(-1, 0) if isinstance(each, Undefinedness) else each for each in found]
        order = {moment: rank for rank, moment in enumerate(sorted(set(moments)))}
        kinds = np.array([kind for kind, _ in moments], dtype=np.int64)
        return kinds[codes], np.array([order[moment] for moment in moments], dtype=np.int64)[codes], state


def _small(numbers: npt.NDArray[Any]) -> bool:
    """Tell whether no magnitude overflows when it is negated."""
    return not len(numbers) or -(2**62) < int(numbers.min()) <= int(numbers.max()) < 2**62


def met(condition: ConditionReader, columns: Mapping[str, RecordColumn], rows: int) -> tuple[Bools, Bytes]:
    """Find which records meet a condition, and the state of every row; each different case is decided once, exactly."""
    codes, firsts = np.zeros(rows, dtype=np.int64), np.zeros(min(rows, 1), dtype=np.int64)
    for node in condition.inputs:
        more, each = columns[node.name].distinct
        _, firsts, codes = np.unique(codes * len(each) + more, return_index=True, return_inverse=True)
    names = [node.name for node in condition.inputs]
    found = [condition.meets({name: columns[name].raw(row) for name in names}) for row in firsts.tolist()]
    state = np.array([_state(each) for each in found], dtype=np.int8)
    return np.array([each is True for each in found], dtype=np.bool_)[codes], state[codes]
