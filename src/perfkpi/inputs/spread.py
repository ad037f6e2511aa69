"""Columns that some people have figures in, and others do not: rows of a long table at the places of a wide one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from perfkpi.inputs.series import AnyArray, objects
from perfkpi.inputs.sources import OTHER, Block, Doubles, Objects, Source
from perfkpi.interpreters.columns.arrays import Bytes, Floats, Integers
from perfkpi.language import Input, Kind, Reason, Status, Undefinedness

_WRONG = Status.INVALID_PARAMETER


class Spread(Source):
    """A column of which some places hold the figures of other rows, and all others one figure that does not matter.

    What stands where nothing is read is a figure as others are, so that the column is an ordinary one.
    """

    def __init__(self, block: Block, inner: Source, at: Integers) -> None:
        super().__init__(block.values)
        self._block, self._inner, self._at = block, inner, at

    def block(self, start: int, stop: int) -> Block:
        whole = self._block
        status = None if whole.status is None else whole.status[start:stop]
        return Block(whole.values[start:stop], status, None if whole.apart is None else whole.apart[start:stop])

    def raw(self, row: int) -> object:
        at = int(self._at[row])
        return None if at < 0 else self._inner.raw(at)

    def picked(self, rows: Integers) -> Source:
        whole = self._block
        status = None if whole.status is None else whole.status[rows]
        apart = None if whole.apart is None else whole.apart[rows]
        return Spread(Block(whole.values[rows], status, apart), self._inner, self._at[rows])


def spread(inner: Source, people: Integers, count: int, node: Input) -> Source:
    """Put the rows of a column at the places of some people; a figure of the column stands at all others.

    Args:
        inner: the column, with one row for each of these people.
        people: their places.
        count: how many people there are.
        node: the measure.
    """
    part = inner.block(0, len(inner))
    fine = np.isfinite(part.values) & (part.statuses() == 0)
    if part.apart is not None:
        fine &= ~part.apart
    first = np.flatnonzero(fine)[:1]
    filler = float(part.values[first[0]]) if len(first) else OTHER if node.kind is Kind.CATEGORY else 1.0
    values = np.full(count, filler)
    values[people] = part.values
    if part.status is None and part.apart is None and node.kind is Kind.NUMBER:
        return Doubles(values)
    status = apart = None
    if part.status is not None:
        status = np.zeros(count, dtype=np.int8)
        status[people] = part.status
    if part.apart is not None:
        apart = np.zeros(count, dtype=np.bool_)
        apart[people] = part.apart
    at = np.full(count, -1, dtype=np.int64)
    at[people] = np.arange(len(people))
    return Spread(Block(values, status, apart), inner, at)


def spread_weights(weights: AnyArray, people: Integers, count: int, node: Input) -> Source:
    """Put whole numbers at the places of some people, and 0 at all others.

    Args:
        weights: the numbers: int64, all of which doubles hold, or Python's own.
        people: their places.
        count: how many people there are.
        node: the measure.
    """
    if weights.dtype == object:
        whole = objects([0] * count)
        whole[people] = weights
        return Objects(whole, node, None)
    values = np.zeros(count)
    values[people] = weights
    return Doubles(values)


class Faults(Source):
    """A column of 0, and of what is wrong in some rows.

    Args:
        faults: why those rows have no figure, by their places.
        count: how many rows there are.
    """

    def __init__(self, faults: Mapping[int, tuple[Reason, ...]], count: int) -> None:
        values: Floats = np.zeros(count)
        self._status: Bytes = np.zeros(count, dtype=np.int8)
        places = list(faults)
        values[places], self._status[places] = np.nan, _WRONG.value
        super().__init__(values)
        self._faults = dict(faults)

    def block(self, start: int, stop: int) -> Block:
        return Block(self.data[start:stop], self._status[start:stop])

    def raw(self, row: int) -> object:
        found = self._faults.get(row)
        return 0 if found is None else Undefinedness(_WRONG, tuple(sorted(found)))

    def picked(self, rows: Integers) -> Source:
        places = {place: self._faults[row] for place, row in enumerate(rows.tolist()) if row in self._faults}
        return Faults(places, len(rows))
