"""Who stands in which rows of a table in which everybody has several."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from perfkpi.errors import Code, ColumnError
from perfkpi.inputs.keys import Keys, is_missing
from perfkpi.interpreters.columns.arrays import Integers

_TOLD = 5


@frozen(eq=False)
class People:
    """People in the order of their first rows.

    Attributes:
        numbers: the person of each row.
        keys: who they are.
    """

    numbers: Integers
    keys: Keys
    _order: Integers = field(init=False)
    _ends: Integers = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_order", np.argsort(self.numbers, kind="stable"))
        object.__setattr__(self, "_ends", np.cumsum(np.bincount(self.numbers, minlength=len(self.keys))))

    @classmethod
    def of(cls, cells: Keys) -> People:
        """Tell people apart by type and value.

        Args:
            cells: who stands in each row.

        Raises:
            ColumnError: rows in which nobody stands.
        """
        if len(set(map(type, cells))) == 1:
            known = {cell: number for number, cell in enumerate(dict.fromkeys(cells))}
            keys, numbers = tuple(known), [known[cell] for cell in cells]
        else:
            pairs = [(type(cell), cell) for cell in cells]
            several = {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}
            keys, numbers = tuple(cell for _, cell in several), [several[pair] for pair in pairs]
        if any(_is_nobody(key) for key in keys):
            raise _nobody([row for row, cell in enumerate(cells) if _is_nobody(cell)])
        return cls(np.array(numbers, dtype=np.int64), keys)

    def rows(self, person: int) -> list[int]:
        """List the rows of one person, in the order of the table."""
        start = 0 if person == 0 else int(self._ends[person - 1])
        rows: list[int] = self._order[start : int(self._ends[person])].tolist()
        return rows


def _is_nobody(cell: object) -> bool:
    return is_missing(cell) or (isinstance(cell, str) and not cell.strip())


def _nobody(blank: list[int]) -> ColumnError:
    rows = ", ".join(map(str, blank[:_TOLD])) + (", …" if len(blank) > _TOLD else "")
    en = f"nobody stands in row {rows}; tell whose goals these are, or leave the rows out"
    zh = f"第 {rows} 行没有员工；请写明是谁的目标，或去掉这些行"
    return ColumnError(Code.EMPTY, en=en, zh=zh, where=f"employee[{blank[0]}]")
