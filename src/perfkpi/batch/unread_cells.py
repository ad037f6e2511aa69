"""The cells of a column that hold no figure: each distinct one is read once, and told apart by what it means."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any, cast

import numpy as np
from attrs import frozen

from perfkpi.errors import shown
from perfkpi.inputs.cells import read
from perfkpi.inputs.sources import Coded, Source
from perfkpi.interpreters.columns.arrays import Bytes, Codes, Integers
from perfkpi.language import Absent, Input, Reason, Status, Undefinedness
from perfkpi.language.statuses import verbatim
from perfkpi.model.measurement.notation import Notation

ALONE = -1
"""The kind of a cell whose reasons speak of more than their measure: its row is asked by itself."""

_FIRST = len(Status)
"""Kinds below it are statuses: of a column of numbers they say all about an absence."""

_EQUAL = (str, bool, type(None), Absent)
"""Types of cells that mean the same where they are equal."""

_TOLD_APART = "fb"
"""Types of arrays of which distinct cells are found all at once: what is no figure there is infinite, or a truth."""

_OF_NUMPY: tuple[type, ...] = (np.floating, np.bool_, np.str_)
"""Types of NumPy that Python has, too; its dates would turn into whole numbers."""


@frozen(eq=False)
class Cell:
    """A cell that holds no figure.

    Attributes:
        kind: what it has in common with cells about which the same is said, but for what is quoted.
        reason: why it is none, where that quotes the cell; ``None`` where its kind says all.
        quoted: the cell as the reason quotes it; empty where it does not.
    """

    kind: int
    reason: Reason | None = None
    quoted: str = ""


class UnreadCells:
    """The cells without a figure in one column.

    Args:
        node: what is read from the column.
        source: the column.
        notation: how its source writes it; ``None`` where nothing was declared.
        known: the measures whose figures are told apart, so that reasons may speak of them.
    """

    def __init__(self, node: Input, source: Source, notation: Notation | None, known: AbstractSet[str]) -> None:
        self._node, self._source, self._notation, self._known = node, source, notation, known
        self._cells: dict[tuple[type, object] | None, Cell] = {}
        self._kinds: dict[object, int] = {}

    def kinds(self, status: Bytes, start: int) -> Codes:
        """Tell the kinds of the cells in some rows: int32, 0 where there is a figure.

        Args:
            status: of each row.
            start: the first row.
        """
        found = status.astype(np.int32)
        plain = self._source.data.dtype != object
        rows = np.flatnonzero(status == Status.INVALID_VALUE if plain else status)
        if len(rows):
            numbers, cells = self.distinct(rows + start)
            found[rows] = np.array([cell.kind for cell in cells], dtype=np.int32)[numbers]
        return found

    def distinct(self, rows: Integers) -> tuple[Integers, Sequence[Cell]]:
        """Read the cells without a figure in some rows.

        Returns:
            int64, for each row the position of its cell, and the cells, each once.
        """
        data = self._source.data
        if data.dtype.kind in _TOLD_APART and not isinstance(self._source, Coded):
            _, first, numbers = np.unique(data[rows], return_index=True, return_inverse=True)
            return numbers, [self.cell(row) for row in rows[first].tolist()]
        known: dict[int, int] = {}
        cells = [self.cell(row) for row in rows.tolist()]
        numbers = np.array([known.setdefault(id(cell), len(known)) for cell in cells], dtype=np.int64)
        return numbers, list({id(cell): cell for cell in cells}.values())

    def cell(self, row: int) -> Cell:
        """Read one cell that holds no figure."""
        raw = self._source.raw(row)
        plain: object = cast("Any", raw).item() if isinstance(raw, _OF_NUMPY) else raw
        key = None
        if type(plain) in _EQUAL:
            key = type(raw), plain
        elif type(plain) is float:
            key = type(raw), str(plain)  # NaN is not equal to itself
        found = self._cells.get(key)
        if found is None:
            found = self._read(raw, plain)
            if key is not None:
                self._cells[key] = found
        return found

    def _read(self, raw: object, plain: object) -> Cell:
        value = cast("Undefinedness", read(self._node, raw, self._notation))
        if isinstance(raw, Undefinedness):
            every = (*value.reasons, *value.wrong_figures)
            told = all(not reason.given and self._known >= set(reason.names) for reason in every)
            return Cell(self._kind((value.status, value.reasons, value.wrong_figures)) if told else ALONE)
        (reason,) = value.reasons
        if value.status is not Status.INVALID_VALUE:
            return Cell(self._kind(value.status))
        quoted = (each for each in map(shown, (raw, plain)) if verbatim(each) in reason.en)
        return Cell(self._kind(reason.code), reason, next(quoted, ""))

    def _kind(self, key: object) -> int:
        return self._kinds.setdefault(key, _FIRST + len(self._kinds))
