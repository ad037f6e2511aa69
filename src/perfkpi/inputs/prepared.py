"""A table that is scored more than once: what its columns are like is found out once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from attrs import frozen

from perfkpi.doubles import LARGEST
from perfkpi.errors import Code, ColumnError, expected, listed, shown
from perfkpi.inputs.frames import columns_in
from perfkpi.inputs.series import array_within
from perfkpi.interpreters.columns.arrays import Floats
from perfkpi.model.parameters.sequences import pairs_of


@frozen
class Facts:
    """What the figures of a float64 column are like.

    Attributes:
        low: the smallest; NaN where no figure is measured.
        high: the largest.
        gaps: whether some figure is not measured.
    """

    low: float
    high: float
    gaps: bool

    def within(self, lowest: float) -> bool:
        """Tell whether every figure is finite and not below some number."""
        return math.isnan(self.low) or (self.low >= lowest and self.high <= LARGEST)

    @classmethod
    def of(cls, column: Floats) -> Facts:
        """Look at every figure."""
        with np.errstate(invalid="ignore"):
            low, high = float(np.fmin.reduce(column, initial=math.nan)), float(np.fmax.reduce(column, initial=math.nan))
            return cls(low, high, bool(np.isnan(np.minimum.reduce(column, initial=math.inf))))


class Prepared(Mapping[str, object]):
    """A table for many scorings, as in trying weights: its float64 columns are looked at once, not in every call.

    It stands for ``score_batch``'s table, and changes nothing but the time.

    Args:
        table: columns by name, as ``score_batch`` takes them. They are not copied: **they must not be changed as long
            as this is in use**, or rows may be scored as if their figures were as they have been.

    Raises:
        DefinitionError: the table is no mapping, or one that cannot be read.
        ColumnError: a column that says it is an array, and is none.
    """

    __slots__ = ("_columns", "_facts")

    def __init__(self, table: Mapping[str, object]) -> None:
        pairs = pairs_of(columns_in(table))
        if pairs is None:
            asked = "a table is a mapping of names to columns", "表应为“名称: 数据列”的映射"
            raise expected(*asked, table, write="{'sales': array}", where="table")
        self._columns = {name: _held(name, column) for name, column in pairs}
        self._facts = {
            id(column): Facts.of(column)
            for column in self._columns.values()
            if type(column) is np.ndarray and column.dtype == np.float64 and column.ndim == 1
        }

    def __getitem__(self, name: str) -> object:
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        names = (name if isinstance(name, str) else shown(name) for name in self._columns)
        return f"<prepared table: {listed(names, 'en')}>"

    def facts(self, column: object) -> Facts | None:
        """Return what is known of one of the columns."""
        return self._facts.get(id(column))


def _held(name: object, column: object) -> object:
    """Take a series of a data frame as the array that it holds: another one is made each time it is asked for."""
    try:
        array = array_within(column)
    except Exception as error:
        quoted = shown(name)
        en = f"the column {quoted} cannot be read as an array; give a list or an array"
        zh = f"列 {quoted} 无法读作数组；请给出列表或数组"
        raise ColumnError(Code.COLUMN_TYPE, en=en, zh=zh, where=f"table[{quoted}]") from error
    return column if array is None else array
